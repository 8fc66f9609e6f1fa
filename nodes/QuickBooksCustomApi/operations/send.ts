import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { fullResponseOf } from '../../shared/fields/fullResponse';
import { readRequest, requestFields } from '../../shared/fields/httpRequest';
import type { RequestFieldSettings, WrittenRequest } from '../../shared/fields/httpRequest';
import { storeFile } from '../../shared/files/storeFile';
import type { QuickBooksCall, QuickBooksOperation } from '../call';
import { hintOnParts } from '../parts';

/** Any request about one company. */
const CUSTOM_REQUEST: RequestFieldSettings = {
	show: { resource: ['customRequest'] },
	methods: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
	path: {
		placeholder: 'e.g. reports/ProfitAndLoss',
		description:
			'What follows /v3/company/ and the company ID in the address. QuickBooks reads with GET and writes with POST.',
	},
	// Queries that are too long for an address are sent by POST as this.
	contentType: 'application/text',
};

const fields: INodeProperties[] = [
	...requestFields(CUSTOM_REQUEST),
	{
		displayName: 'Response',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file, such as invoice/130/pdf' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { responseFormat: ['file'] } },
	},
];

/** A request as the user wrote it. */
interface CustomRequest extends WrittenRequest {
	/** Field of the output item for the file, where the answer is one. */
	fileField?: string;
}

/** @throws InvalidInput for a header that is the node's own, or a body that is not JSON */
async function readCustomRequest({
	context,
	itemIndex,
	parameters,
}: QuickBooksCall): Promise<CustomRequest> {
	const { headers, ...request } = await readRequest(context, itemIndex, CUSTOM_REQUEST);
	if (parameters.text('responseFormat') !== 'file') return { ...request, headers };
	const accept = request.path.endsWith('/pdf') ? 'application/pdf' : '*/*';
	const fileField = parameters.text('binaryPropertyName') || 'data';
	return { ...request, headers: { accept, ...headers }, fileField };
}

/** The name, without extension, of a file that came without one: `invoice-130` for `invoice/130/pdf`. */
const fileNameFor = (path: string) =>
	path
		.replace(/\/pdf\/?$/i, '')
		.split('/')
		.filter(Boolean)
		.join('-');

/** Any request about one company. */
export const send: QuickBooksOperation = {
	fields,
	async execute(call) {
		const { client, context, parameters } = call;
		const { fileField, ...request } = await readCustomRequest(call);
		const { minorversion, requestid } = parameters.callOptions();
		const isRead = request.method === 'GET';
		const answer = await client.call<unknown>({
			...request,
			realmId: parameters.realmId(),
			query: { minorversion, ...(requestid && { requestid }), ...request.query },
			expects: fileField === undefined ? 'any' : 'file',
			effect: isRead ? 'read' : requestid ? 'writeOnce' : 'write',
		});
		const { body, headers, tid } = answer;
		const trace = { providerCall: { intuitTid: tid } };
		const isFull = parameters.fullResponse();
		if (fileField !== undefined) {
			const json = isFull ? fullResponseOf({ ...answer, body: undefined }) : {};
			const name = fileNameFor(request.path);
			const file = await storeFile(context, body as Buffer, headers, name);
			return { json, binary: { [fileField]: file }, trace };
		}
		const isObject = typeof body === 'object' && body !== null;
		const output = isObject ? (body as IDataObject) : { data: (body ?? '') as string };
		return { json: isFull ? fullResponseOf(answer) : output, trace, hint: hintOnParts(body) };
	},
};
