import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { readRequest } from '../shared/fields/httpRequest';
import type { WrittenRequest } from '../shared/fields/httpRequest';
import { readEntries } from '../shared/fields/json';
import { readLimit } from '../shared/fields/limit';
import { readGroup } from '../shared/fields/pairs';
import { templateOf } from '../shared/fields/template';
import { textOf } from '../shared/fields/wireText';
import type { IntuitClient } from './client/client';
import { resolveRealmId } from './client/connection';
import { LARGEST_PAGE } from './query';
import type { CallOptions, RecordAddress, UpdateMode } from './records';
import { CUSTOM_REQUEST } from './CustomRequestDescription';

interface Options {
	fullResponse?: boolean;
	minorVersion?: number;
	pageSize?: unknown;
	requestId?: unknown;
	updateMode?: UpdateMode;
}

/** A request as the user wrote it. */
export interface CustomRequest extends WrittenRequest {
	/** Field of the output item for the file, where the answer is one. */
	fileField?: string;
}

/** Value of the record type for one that the list does not have. */
export const OTHER_TYPE = 'other';

/** The version of Intuit's schema that it serves by default since 1 August 2025. */
export const CURRENT_MINOR_VERSION = 75;

/** Longer ones Intuit refuses. */
const LONGEST_REQUEST_ID = 50;

/** The parameters of one item. */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
		private readonly client: IntuitClient,
	) {}

	private get(name: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback as string);
	}

	text(name: string): string {
		return textOf(`The parameter ${name}`, this.get(name, ''));
	}

	private options(): Options {
		return this.get('options', {}) as Options;
	}

	/** @throws InvalidInput when no company is known */
	realmId(): string {
		return resolveRealmId(this.text('realmId'), this.client.connection);
	}

	/** @throws InvalidInput for a request ID that is too long, or that another item has too */
	callOptions(): CallOptions {
		const { minorVersion, requestId } = this.options();
		const requestid = textOf('Request ID', requestId);
		if (requestid.length > LONGEST_REQUEST_ID) {
			throw new InvalidInput(
				`The Request ID has ${requestid.length} characters, but at most ${LONGEST_REQUEST_ID} are allowed`,
			);
		}
		if (requestid && !this.client.claim(requestid)) {
			throw new InvalidInput(
				`Another item has the Request ID ${requestid} too`,
				'Intuit would carry out the first of them only. Make it differ by an expression such as {{ $execution.id }}-{{ $itemIndex }}.',
			);
		}
		return { minorversion: minorVersion ?? CURRENT_MINOR_VERSION, ...(requestid && { requestid }) };
	}

	recordType(): string {
		const type = this.text('recordType');
		return type === OTHER_TYPE ? this.text('recordTypeName') : type;
	}

	record(): RecordAddress {
		return { realmId: this.realmId(), type: this.recordType(), id: this.text('recordId') };
	}

	/** @throws InvalidInput when the fields are no object */
	fields(): IDataObject {
		const template = templateOf(this.context, this.itemIndex, 'fields');
		return readEntries('Fields', this.get('fields', ''), template) as IDataObject;
	}

	fullResponse(): boolean {
		return this.options().fullResponse === true;
	}

	updateMode(): UpdateMode {
		return this.options().updateMode ?? 'sparse';
	}

	/** @throws InvalidInput for what is no number of rows, as an expression may give */
	limit(): number {
		return readLimit(this.context, this.itemIndex);
	}

	/** @throws InvalidInput for more rows than QuickBooks gives at once, and for what is no number of them */
	pageSize(): number {
		const { pageSize = LARGEST_PAGE } = this.options();
		const text = textOf('Page Size', pageSize);
		const size = /^\d{1,9}$/.test(text) ? Number(text) : 0;
		if (size >= 1 && size <= LARGEST_PAGE) return size;
		throw new InvalidInput(`Page Size must be a whole number from 1 to ${LARGEST_PAGE}`);
	}

	/**
	 * What the placeholders of the query stand for, by their names.
	 *
	 * @throws InvalidInput for a name that is none, or that is given twice
	 */
	queryValues(): Map<string, unknown> {
		const values = new Map<string, unknown>();
		for (const row of readGroup(this.context, this.itemIndex, 'queryValues.values')) {
			const name = textOf('A name under Values', row.name).replace(/^:/, '');
			if (!/^[a-z_]\w*$/i.test(name)) {
				throw new InvalidInput(
					`The name "${name}" under Values cannot be a placeholder`,
					'Use letters, digits and underscores, for example customer_name.',
				);
			}
			if (values.has(name)) throw new InvalidInput(`The name ${name} stands twice under Values`);
			values.set(name, row.value);
		}
		return values;
	}

	/** @throws InvalidInput for a header that is the node's own, or a body that is not JSON */
	async customRequest(): Promise<CustomRequest> {
		const { headers, ...request } = await readRequest(this.context, this.itemIndex, CUSTOM_REQUEST);
		if (this.text('responseFormat') !== 'file') return { ...request, headers };
		const accept = request.path.endsWith('/pdf') ? 'application/pdf' : '*/*';
		const fileField = this.text('binaryPropertyName') || 'data';
		return { ...request, headers: { accept, ...headers }, fileField };
	}
}
