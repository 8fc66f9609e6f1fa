import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { LARGEST_PAGE, mayBeCut } from '../shared/api/paginate';
import type { FileRequest, PlatformResponse } from '../shared/api/platformClient';
import { fullResponseOf } from '../shared/fields/fullResponse';
import { readRequest } from '../shared/fields/httpRequest';
import type { WrittenRequest } from '../shared/fields/httpRequest';
import type { ItemResult } from '../shared/run/forEachItem';
import { storeFile } from '../shared/files/storeFile';
import { CUSTOM_CALL } from './CustomCallDescription';
import { optionsOf, readText } from './parameters';
import type { Options } from './parameters';
import { resourcePath } from './path';
import { inTurnOf, toRow } from './records';
import type { RecordOperation } from './records';
import type { Target } from './session';

/** Methods after which the world is the same whether the call arrived once or twice (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Methods that change what their path names, so that their order counts. */
const CHANGES = new Set(['PUT', 'PATCH', 'DELETE']);

async function receiveFile(
	context: IExecuteFunctions,
	request: FileRequest,
	{ client, instanceId }: Target,
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
	return `The list may go on after these ${body.length} entries. Get Many of records reads all pages. Or switch on Include Response Headers and Status and send the header elements-next-page-token as the query parameter nextPage; lists without that header count the query parameter page up.`;
}

async function receiveData(
	written: WrittenRequest,
	request: FileRequest,
	{ client, instanceId }: Target,
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
export const customCall: RecordOperation = async (context, itemIndex, target) => {
	const options = optionsOf(context, itemIndex);
	const given = readText(context, 'path', itemIndex);
	const path = resourcePath('Path', given);
	const method = readText(context, 'method', itemIndex);
	const send = async () => {
		const written = await readRequest(context, itemIndex, CUSTOM_CALL);
		const request: FileRequest = {
			...written,
			path,
			about: `path ${given}`,
			elementToken: target.elementToken,
			repeatable: options.repeat ?? IDEMPOTENT.has(method),
		};
		return options.responseFormat === 'file'
			? await receiveFile(context, request, target, options)
			: await receiveData(written, request, target, options);
	};
	// Nothing may be waited for before the turn, or another item could take it first.
	return CHANGES.has(method) ? await inTurnOf(target, path, send) : await send();
};
