import type { IDataObject } from 'n8n-workflow';

import { LARGEST_PAGE } from '../../shared/api/page';
import { mayBeCut } from '../../shared/api/paginate';
import type { FileRequest, PlatformResponse } from '../../shared/api/platformRequest';
import { fullResponseOf } from '../../shared/fields/fullResponse';
import { readRequest, requestFields } from '../../shared/fields/httpRequest';
import type { RequestFieldSettings, WrittenRequest } from '../../shared/fields/httpRequest';
import type { ItemResult } from '../../shared/run/forEachItem';
import { storeFile } from '../../shared/files/storeFile';
import { resourcePath } from '../../shared/records/path';
import type { ElementCall, ElementOperation } from '../call';
import type { Options } from '../parameters';
import { exclusively, toRow } from '../recordRequests';

/** Any call below the API of the platform. */
const CUSTOM_CALL: RequestFieldSettings = {
	show: { resource: ['customCall'] },
	methods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
	path: {
		placeholder: 'e.g. customers/42/contacts',
		description:
			'What comes after /elements/api-v2, with or without hubs/{hub} before it. Each part is encoded for you, so 22|33 can stand as it is.',
	},
	contentType: 'text/plain',
};

/** Methods after which the world is the same whether the call arrived once or twice (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Methods that change what their path names, so that their order counts. */
const CHANGES = new Set(['PUT', 'PATCH', 'DELETE']);

async function receiveFile(
	request: FileRequest,
	{ client, context, instanceId }: ElementCall,
	{ fullResponse }: Options,
): Promise<ItemResult> {
	const answer = await client.receive(
		{ ...request, headers: { accept: '*/*', ...request.headers } },
		async (content, headers) => await storeFile(context, content, headers, 'file'),
	);
	const { body: file, requestId } = answer;
	const { fileName = null, fileSize = null, mimeType } = file;
	const full = fullResponse ? fullResponseOf({ ...answer, body: undefined }) : {};
	return {
		json: { fileName, mimeType, fileSize, ...full },
		binary: { data: file },
		trace: { instanceId, requestId },
	};
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What to tell about a list that is likely one page of several, to somebody who does not turn pages. */
function pagesHint(
	{ method, query }: WrittenRequest,
	{ body, headers }: PlatformResponse<unknown>,
): string | undefined {
	if (method !== 'GET' || !Array.isArray(body)) return undefined;
	if (query.nextPage !== undefined || query.page !== undefined) return undefined;
	const pageSize = Number(textIn(query.pageSize) ?? LARGEST_PAGE) || LARGEST_PAGE;
	const token = headers['elements-next-page-token'];
	if (token ? !mayBeCut({ rows: body, headers }, pageSize) : body.length < pageSize)
		return undefined;
	return `The list may go on after these ${body.length} entries. Get Many of records reads all pages. Or switch on Include Headers and Status and send the header elements-next-page-token as the query parameter nextPage; lists without that header count the query parameter page up.`;
}

async function receiveData(
	written: WrittenRequest,
	request: FileRequest,
	{ client, instanceId }: ElementCall,
	{ fullResponse, splitIntoItems }: Options,
): Promise<ItemResult> {
	const answer = await client.call<unknown>({ ...request, expects: 'any' });
	const trace = { instanceId, requestId: answer.requestId };
	if (fullResponse) return { json: fullResponseOf(answer), trace };
	const { body } = answer;
	const json: IDataObject | IDataObject[] =
		Array.isArray(body) && splitIntoItems !== false ? body.map(toRow) : toRow(body);
	return { json, hint: pagesHint(written, answer), trace };
}

/** Any call below the API with the instance's token. */
export const customCall: ElementOperation = {
	fields: requestFields(CUSTOM_CALL),
	async execute(call) {
		const { context, elementToken, itemIndex, parameters } = call;
		const options = parameters.options();
		const given = parameters.text('path');
		const path = resourcePath('Path', given);
		const method = parameters.text('method');
		const send = async () => {
			const written = await readRequest(context, itemIndex, CUSTOM_CALL);
			const request: FileRequest = {
				...written,
				path,
				about: `path ${given}`,
				elementToken,
				repeatable: options.repeat ?? IDEMPOTENT.has(method),
			};
			return options.responseFormat === 'file'
				? await receiveFile(request, call, options)
				: await receiveData(written, request, call, options);
		};
		// Nothing may be waited for before the turn, or another item could take it first.
		return CHANGES.has(method) ? await exclusively(call, path, send) : await send();
	},
};
