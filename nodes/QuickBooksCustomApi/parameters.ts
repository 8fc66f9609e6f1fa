import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/api/failure';
import { readRequest } from '../shared/fields/httpRequest';
import type { WrittenRequest } from '../shared/fields/httpRequest';
import { readEntries } from '../shared/fields/json';
import { templateOf } from '../shared/fields/template';
import { textOf } from '../shared/fields/wireText';
import { readLimit } from '../shared/fields/limit';
import type { IntuitClient } from '../shared/intuit/client';
import { resolveRealmId } from '../shared/intuit/connection';
import type { CallOptions, RecordAddress, UpdateMode } from '../shared/intuit/records';
import { CUSTOM_REQUEST } from './CustomRequestDescription';

interface Options {
	minorVersion?: number;
	requestId?: string;
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
		return resolveRealmId(this.get('realmId', ''), this.client.connection);
	}

	/** @throws InvalidInput for a request ID that is too long, or that another item has too */
	callOptions(): CallOptions {
		const { minorVersion, requestId } = this.options();
		const requestid = String(requestId ?? '').trim();
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

	updateMode(): UpdateMode {
		return this.options().updateMode ?? 'sparse';
	}

	/** @throws InvalidInput for what is no number of rows, as an expression may give */
	limit(): number {
		return readLimit(this.context, this.itemIndex);
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
