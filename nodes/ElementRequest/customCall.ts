import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlatformRequest } from '../shared/api/platformClient';
import { readRequest } from '../shared/fields/httpRequest';
import type { ItemResult } from '../shared/items';
import { maskText } from '../shared/mask';
import { CUSTOM_CALL } from './CustomCallDescription';
import { optionsOf } from './parameters';
import { resourcePath } from './path';
import { toRow } from './records';
import type { RecordOperation } from './records';
import type { Target } from './session';

/** Methods after which the world is the same whether the call arrived once or twice (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

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
		expects: 'file',
		headers: { accept: '*/*', ...request.headers },
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
	const written = readRequest(context, itemIndex, CUSTOM_CALL);
	const request: PlatformRequest = {
		...written,
		path: resourcePath('Path', written.path),
		elementToken,
		expects: 'any',
		repeatable: options.repeat ?? IDEMPOTENT.has(written.method),
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
