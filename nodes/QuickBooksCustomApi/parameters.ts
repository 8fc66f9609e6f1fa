import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { InvalidInput } from '../shared/api/failure';
import { readEntries, readJson } from '../shared/fields/json';
import { resolveRealmId } from '../shared/intuit/connection';
import type { Connection } from '../shared/intuit/connection';
import type { CallOptions, RecordAddress, UpdateMode } from '../shared/intuit/records';

interface Options {
	minorVersion?: number;
	requestId?: string;
	updateMode?: UpdateMode;
}

/** A request as the user wrote it. */
export interface CustomRequest {
	method: IHttpRequestMethods;
	path: string;
	query: IDataObject;
	/** Names in lower case. */
	headers: Record<string, string>;
	body?: IDataObject | string;
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
		private readonly connection: Connection,
	) {}

	private get(name: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback as string);
	}

	text(name: string): string {
		return String(this.get(name, '') ?? '').trim();
	}

	private options(): Options {
		return this.get('options', {}) as Options;
	}

	/** @throws InvalidInput when no company is known */
	realmId(): string {
		return resolveRealmId(this.get('realmId', ''), this.connection);
	}

	/** @throws InvalidInput for a request ID that is too long */
	callOptions(): CallOptions {
		const { minorVersion, requestId } = this.options();
		const requestid = String(requestId ?? '').trim();
		if (requestid.length > LONGEST_REQUEST_ID) {
			throw new InvalidInput(
				`The Request ID has ${requestid.length} characters, but at most ${LONGEST_REQUEST_ID} are allowed`,
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
		return readEntries('Fields', this.get('fields', '')) as IDataObject;
	}

	updateMode(): UpdateMode {
		return this.options().updateMode ?? 'sparse';
	}

	/**
	 * How many rows a query may give.
	 *
	 * @throws InvalidInput for what is no number of rows, as an expression may give
	 */
	limit(): number {
		if (this.get('returnAll', false) === true) return Infinity;
		const limit = Number(this.get('limit', 50));
		if (!(limit >= 1)) throw new InvalidInput('Limit must be a number from 1 on');
		return Math.floor(limit);
	}

	/** @throws InvalidInput for a header that is n8n's own, or a body that is not JSON */
	customRequest(): CustomRequest {
		const headers = this.headers();
		const signed = ['authorization', 'host', 'cookie'].find((name) => name in headers);
		if (signed) {
			throw new InvalidInput(
				`The header ${signed} cannot be set`,
				'The credential signs the request, and says where it goes.',
			);
		}
		const isFile = this.text('responseFormat') === 'file';
		const path = this.text('path');
		const bodyType = this.text('bodyType');
		const contentType = bodyType === 'raw' && this.text('rawContentType');
		return {
			method: this.text('method') as IHttpRequestMethods,
			path,
			query: this.pairs('queryParameters'),
			headers: {
				...(isFile && { accept: path.endsWith('/pdf') ? 'application/pdf' : '*/*' }),
				...(contentType && { 'content-type': contentType }),
				...headers,
			},
			...(bodyType === 'json' && { body: this.jsonBody() }),
			...(bodyType === 'raw' && { body: String(this.get('rawBody', '')) }),
			...(isFile && { fileField: this.text('binaryPropertyName') || 'data' }),
		};
	}

	private headers(): Record<string, string> {
		const entries = Object.entries(this.pairs('headers'));
		return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
	}

	private pairs(name: string): Record<string, string> {
		const { parameters = [] } = this.get(name, {}) as {
			parameters?: Array<{ name: string; value: unknown }>;
		};
		const given = parameters.filter((pair) => pair.name.trim() !== '');
		return Object.fromEntries(given.map((pair) => [pair.name.trim(), String(pair.value ?? '')]));
	}

	private jsonBody(): IDataObject {
		const body = readJson('JSON Body', this.get('jsonBody', ''));
		if (typeof body !== 'object' || body === null) {
			throw new InvalidInput('JSON Body is not an object', 'For example {"Name": "Office"}.');
		}
		return body as IDataObject;
	}
}
