import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';
import { useFakeTime } from '../../../support/fake-time.mts';

const { PlatformClient } = compiled<
	typeof import('../../../../nodes/shared/api/platformClient.ts')
>('nodes/shared/api/platformClient');

useFakeTime();

let limits: unknown[];
beforeEach(() => {
	limits = [];
});

/** An n8n in which no call is ever answered. */
const context = {
	helpers: {
		httpRequestWithAuthentication: async (_type: string, { timeout }: IHttpRequestOptions) => {
			limits.push(timeout);
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		},
	},
} as never;
const account = { baseUrl: 'https://api.example.com/elements/api-v2', credential: {} } as never;

const call = async (request: object) =>
	await new PlatformClient(context, account).tryCall({
		path: '/hubs/finance/customers',
		expects: 'list',
		repeatable: true,
		...request,
	} as never);

describe('A call that nobody answers', () => {
	it('is given up early where it reads, and asked for again with more time', async () => {
		expect(await call({ method: 'GET' })).toMatchObject({ details: { code: 'no_answer' } });
		expect(limits).toEqual([20_000, 20_000, 60_000, 60_000, 60_000]);
	});

	it.each([
		['changes something', { method: 'PATCH' }, 60_000],
		['has a time limit of its own', { method: 'GET', timeoutMs: 3_600_000 }, 3_600_000],
	])('has its time where it %s', async (_, request, limit) => {
		await call(request);
		expect(new Set(limits)).toEqual(new Set([limit]));
	});
});
