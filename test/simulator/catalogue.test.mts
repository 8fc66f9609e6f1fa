import { describe, expect, test } from '@jest/globals';
import { LOGIN } from '../../simulator/seed-providers.mts';
import { call, query } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function keysWhere(where: string, as = holder.simulator.accounts.main): Promise<string[]> {
	const { body } = await call(holder.simulator, 'GET', `/elements${query({ where })}`, { as });
	return body.map(({ key }: { key: string }) => key);
}

describe('The catalogue', () => {
	test('lists elements as objects and their keys as text', async () => {
		const { body: elements } = await call(holder.simulator, 'GET', '/elements');
		const quickbooks = elements.find(({ key }: { key: string }) => key === 'quickbooks');
		expect(quickbooks).toMatchObject({
			id: 39,
			hub: 'finance',
			active: true,
			deleted: false,
			private: false,
		});
		const { body: keys } = await call(holder.simulator, 'GET', '/elements/keys');
		expect(keys).toEqual(elements.map(({ key }: { key: string }) => key));
		for (const field of ['id', 'key']) {
			expect(new Set(elements.map((element: Record<string, unknown>) => element[field])).size).toBe(
				elements.length,
			);
		}
	});

	test('is long, and read page by page', async () => {
		const seen: string[] = [];
		let token = '';
		let pages = 0;
		for (;;) {
			const answer = await call(
				holder.simulator,
				'GET',
				`/elements?pageSize=25${token && `&nextPage=${token}`}`,
			);
			if (answer.body.length === 0) break;
			seen.push(...answer.body.map(({ key }: { key: string }) => key));
			token = answer.headers.get('Elements-Next-Page-Token') ?? '';
			pages += 1;
		}
		expect(seen).toEqual((await call(holder.simulator, 'GET', '/elements/keys')).body);
		expect(seen.length).toBeGreaterThanOrEqual(60);
		expect(pages).toBeGreaterThanOrEqual(3);
	});

	test('is searched by key, private and extended', async () => {
		expect(await keysWhere("key in ('xero','box')")).toEqual(['xero', 'box']);
		expect(await keysWhere("key='xero'")).toEqual(['xero']);
		expect(await keysWhere("private='true'")).toEqual(['mycoolerp', 'boxextended']);
		expect(await keysWhere("extended='true' AND private='true'")).toEqual(['boxextended']);
	});

	test('refuses a clause it cannot read or a field it does not search', async () => {
		for (const [where, words] of [
			['key in (', 'Error parsing query'],
			["key ~ 'x'", 'Error parsing query'],
			["key='x' key='y'", 'Error parsing query'],
			["key='x", 'Error parsing query'],
			["hub='finance'", 'hub'],
		] as const) {
			const answer = await call(holder.simulator, 'GET', `/elements${query({ where })}`);
			expect([where, answer.status, answer.body.message]).toEqual([
				where,
				400,
				expect.stringContaining(words),
			]);
		}
	});

	test('says oauth1 of QuickBooks, although it has OAuth 2.0 too', async () => {
		const { body } = await call(holder.simulator, 'GET', '/elements/quickbooks');
		expect(body.authentication).toEqual({ type: 'oauth1' });
	});

	test('gives one element by key or id, with its configuration', async () => {
		const byKey = await call(holder.simulator, 'GET', '/elements/quickbooks');
		const byId = await call(holder.simulator, 'GET', '/elements/39');
		expect(byKey.body).toEqual(byId.body);
		const { body: configuration } = await call(
			holder.simulator,
			'GET',
			'/elements/39/configuration',
		);
		expect(byKey.body.configuration).toEqual(configuration);
	});

	test('describes each configuration entry', async () => {
		const { body } = await call(holder.simulator, 'GET', '/elements/quickbooks/configuration');
		const entries = new Map<string, Record<string, unknown>>(
			body.map((entry: { key: string }) => [entry.key, entry]),
		);
		expect(entries.get('oauth.api.key')).toMatchObject({ required: true, hideFromConsole: false });
		expect(entries.get('oauth.api.secret')).toMatchObject({ type: 'PASSWORD', required: true });
		expect(entries.get('oauth.user.token')).toMatchObject({
			required: false,
			hideFromConsole: true,
		});
		expect(entries.get('filter.response.nulls')).toMatchObject({
			type: 'BOOLEAN',
			defaultValue: 'true',
		});
		expect(new Set(body.map(({ id }: { id: number }) => id)).size).toBe(body.length);
	});

	test('does not know other elements', async () => {
		for (const path of [
			'/elements/quickbookz',
			'/elements/quickbookz/configuration',
			'/elements/1',
		]) {
			const answer = await call(holder.simulator, 'GET', path);
			expect(answer.status).toBe(404);
			expect(answer.body.message).toBe(`No element found with key ${path.split('/')[2]}`);
		}
	});
});

describe('Of the elements that not everybody can connect,', () => {
	const helper = query({ apiKey: 'a', apiSecret: 'b', callbackUrl: 'https://x.example' });

	test('an inactive one is listed, and refused', async () => {
		expect((await call(holder.simulator, 'GET', '/elements/sageliveuk')).body.active).toBe(false);
		for (const answer of [
			await call(holder.simulator, 'GET', `/elements/sageliveuk/oauth/url${helper}`),
			await call(holder.simulator, 'POST', '/instances', {
				body: { element: { key: 'sageliveuk' }, name: 'x' },
			}),
		]) {
			expect([answer.status, answer.body.message]).toEqual([
				400,
				'Element sageliveuk is not active',
			]);
		}
	});

	test('a deleted one is listed as deleted, and not found', async () => {
		expect((await call(holder.simulator, 'GET', '/elements/netsuitefinance')).body.deleted).toBe(
			true,
		);
		expect(
			(await call(holder.simulator, 'GET', `/elements/netsuitefinance/oauth/url${helper}`)).status,
		).toBe(404);
		const body = { element: { key: 'netsuitefinance' }, name: 'x' };
		expect((await call(holder.simulator, 'POST', '/instances', { body })).status).toBe(404);
	});

	test('a private one is there for its account only', async () => {
		const body = {
			element: { key: 'mycoolerp' },
			name: 'x',
			configuration: { 'api.key': LOGIN.apiKey },
		};
		for (const [as, status] of [
			[holder.simulator.accounts.main, 200],
			[holder.simulator.accounts.other, 404],
		] as const) {
			expect((await call(holder.simulator, 'GET', '/elements/mycoolerp', { as })).status).toBe(
				status,
			);
			expect((await call(holder.simulator, 'POST', '/instances', { body, as })).status).toBe(
				status,
			);
		}
		expect((await call(holder.simulator, 'GET', '/elements/mycoolerp', { as: null })).status).toBe(
			404,
		);
		expect(await keysWhere("private='true'", holder.simulator.accounts.other)).toEqual([]);
	});
});
