import { describe, expect, test } from '@jest/globals';
import { call, useSimulator } from './client.mts';

const at = useSimulator();

describe('catalogue', () => {
	test('lists elements as objects and their keys as text', async () => {
		const { body: elements } = await call(at.sim, 'GET', '/elements');
		const quickbooks = elements.find(({ key }: { key: string }) => key === 'quickbooks');
		expect(quickbooks).toMatchObject({
			id: 39,
			hub: 'finance',
			active: true,
			deleted: false,
			private: false,
		});
		const { body: keys } = await call(at.sim, 'GET', '/elements/keys');
		expect(keys).toContain('quickbooks');
	});

	test('says oauth1 of QuickBooks, although it has OAuth 2.0 too', async () => {
		const { body } = await call(at.sim, 'GET', '/elements/quickbooks');
		expect(body.authentication).toEqual({ type: 'oauth1' });
	});

	test('gives one element by key or id, with its configuration', async () => {
		const byKey = await call(at.sim, 'GET', '/elements/quickbooks');
		const byId = await call(at.sim, 'GET', '/elements/39');
		expect(byKey.body).toEqual(byId.body);
		const { body: configuration } = await call(at.sim, 'GET', '/elements/39/configuration');
		expect(byKey.body.configuration).toEqual(configuration);
	});

	test('describes each configuration entry', async () => {
		const { body } = await call(at.sim, 'GET', '/elements/quickbooks/configuration');
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
			const answer = await call(at.sim, 'GET', path);
			expect(answer.status).toBe(404);
			expect(answer.body.message).toBe(`No element found with key ${path.split('/')[2]}`);
		}
	});
});
