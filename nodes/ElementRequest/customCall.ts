import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { InvalidInput } from '../shared/api/failure';
import type { PlatformRequest } from '../shared/api/platformClient';
import { readJson } from '../shared/fields/json';
import type { ItemResult } from '../shared/items';
import { maskText } from '../shared/mask';
import { optionsOf, readPairs, readText } from './parameters';
import { resourcePath } from './path';
import { toRow } from './records';
import type { RecordOperation } from './records';
import type { Target } from './session';

/** Methods after which the world is the same whether the call arrived once or twice (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** The credential signs, the client counts: such a header of the user's would break the call or leak. */
const OWN_HEADERS =
	/^(authorization|connection|content-length|cookie|host|transfer-encoding|x-cloud-elements-.*)$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function readHeaders(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const pairs = readPairs(context, 'headers', 'headers', itemIndex);
	for (const [name, value] of pairs) {
		if (OWN_HEADERS.test(name)) {
			throw new InvalidInput(`The header ${name} is set by the node and cannot be given`);
		}
		if (!HEADER_NAME.test(name) || /[\r\n\0]/.test(value)) {
			throw new InvalidInput(`The header ${name} has a character that headers cannot have`);
		}
	}
	return Object.fromEntries(pairs);
}

function readQuery(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const query = new Map<string, string | string[]>();
	for (const [name, value] of readPairs(context, 'query', 'query parameters', itemIndex)) {
		// The client writes the brackets of lists itself.
		const key = name.replace(/\[\]$/, '');
		const before = query.get(key);
		const isList = key !== name || before !== undefined;
		query.set(key, isList ? [...[before ?? []].flat(), value] : value);
	}
	return Object.fromEntries(query);
}

function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<PlatformRequest, 'body' | 'headers'> {
	const kind = context.getNodeParameter('bodyType', itemIndex, 'none');
	if (kind === 'none') return {};
	if (kind === 'raw') {
		const contentType = readText(context, 'contentType', itemIndex) || 'text/plain';
		const body = String(context.getNodeParameter('rawBody', itemIndex, ''));
		return { body, headers: { 'Content-Type': contentType } };
	}
	const body = readJson('Body', context.getNodeParameter('body', itemIndex, ''));
	if (typeof body === 'object' && body !== null) return { body: body as IDataObject };
	throw new InvalidInput('Body must be a JSON object or list', 'Text is sent as a raw body.');
}

/** The value without the token, wherever the element should repeat it. */
function withoutToken(value: unknown, token: string): unknown {
	if (typeof value === 'string') return maskText(value, [token]);
	if (Array.isArray(value)) return value.map((one) => withoutToken(one, token));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, withoutToken(one, token)]),
	);
}

async function receiveFile(
	context: IExecuteFunctions,
	request: PlatformRequest,
	{ client, instanceId }: Target,
): Promise<ItemResult> {
	const { prepareBinaryData: prepare } = context.helpers;
	const { body, headers, requestId } = await client.call<Parameters<typeof prepare>[0]>({
		...request,
		answer: 'stream',
		headers: { Accept: '*/*', ...request.headers },
	});
	const [, name] =
		/filename="?([^";]+)"?/i.exec(String(headers['content-disposition'] ?? '')) ?? [];
	const mimeType = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	const file = await prepare(body, name ?? 'file', mimeType || 'application/octet-stream');
	const { fileName = null, fileSize = null } = file;
	return {
		json: { fileName, mimeType: file.mimeType, fileSize },
		binary: { data: file },
		trace: { instanceId, requestId },
	};
}

/** Any call below the API with the instance's token. */
export const customCall: RecordOperation = async (context, itemIndex, target) => {
	const { client, elementToken, instanceId } = target;
	const options = optionsOf(context, itemIndex);
	const method = context.getNodeParameter('method', itemIndex) as IHttpRequestMethods;
	const { body, headers } = readBody(context, itemIndex);
	const request: PlatformRequest = {
		method,
		path: resourcePath('Path', readText(context, 'path', itemIndex)),
		query: readQuery(context, itemIndex),
		...(body !== undefined && { body }),
		headers: { ...headers, ...readHeaders(context, itemIndex) },
		elementToken,
		repeatable: options.repeat ?? IDEMPOTENT.has(method),
	};
	if (options.responseFormat === 'file') return await receiveFile(context, request, target);
	const answer = await client.call<unknown>(request);
	const shown = withoutToken(answer.body, elementToken);
	const split = Array.isArray(shown) && options.splitIntoItems !== false;
	return {
		json: split ? shown.map(toRow) : toRow(shown),
		trace: { instanceId, requestId: answer.requestId },
	};
};
