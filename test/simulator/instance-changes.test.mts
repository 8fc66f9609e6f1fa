import { describe, expect, test } from '@jest/globals';
import { REALM } from '../support/companies.mts';
import { call, callAs } from '../support/platform.mts';
import { oauth1Body, oauth2Body, quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function create(body: unknown = quickBody()) {
	return (await call(holder.simulator, 'POST', '/instances', { body })).body;
}

async function change(method: 'PUT' | 'PATCH', id: number, body: unknown) {
	return await call(holder.simulator, method, `/instances/${id}`, { body });
}

describe.each(['PUT', 'PATCH'] as const)('%s /instances/{id}', (method) => {
	test('changes the name, replaces the tags, and leaves what is not named', async () => {
		const one = await create({ ...quickBody(), tags: ['a', 'b'] });
		const renamed = await change(method, one.id, { name: '<b>New</b>' });
		expect([renamed.status, renamed.body.name, renamed.body.tags]).toEqual([
			200,
			'New',
			['a', 'b'],
		]);
		const tagged = await change(method, one.id, { id: one.id, tags: ['<i>c</i>'] });
		expect([tagged.body.name, tagged.body.tags]).toEqual(['New', ['c']]);
		expect((await call(holder.simulator, 'GET', `/instances/${one.id}`)).body.tags).toEqual(['c']);
	});

	test('merges configuration by key', async () => {
		const one = await create();
		const { body } = await change(method, one.id, {
			configuration: { 'event.notification.enabled': true, other: 7 },
		});
		expect(body.configuration).toMatchObject({
			'event.notification.enabled': 'true',
			other: '7',
			'quickbooks.realm.id': REALM,
		});
		expect(body.eventsEnabled).toBe(true);
		expect(
			(await change(method, one.id, { configuration: { 'filter.response.nulls': 'maybe' } }))
				.status,
		).toBe(400);
	});

	test('re-provisions with fresh provider data, id and token kept, provider data not shown', async () => {
		const one = await create(await oauth1Body(holder.simulator));
		const again = await oauth1Body(holder.simulator);
		const { status, body } = await change(method, one.id, again);
		expect([status, body.id, body.token, body.providerData]).toEqual([
			200,
			one.id,
			one.token,
			undefined,
		]);
		expect(body.configuration['oauth.user.token']).not.toBe(one.configuration['oauth.user.token']);
		expect((await change(method, one.id, again)).body.providerMessage).toContain('token_used');
	});

	test('re-provisions with provider data alone: keys and callback are still known', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		const { providerData } = await oauth2Body(holder.simulator);
		expect((await change(method, one.id, { name: 'x', providerData })).status).toBe(200);
	});

	test('re-provisions with fresh tokens, and changes nothing when they are refused', async () => {
		const one = await create();
		const body = {
			name: 'Renamed',
			externalAuthentication: 'initial',
			configuration: { 'oauth.user.token': 'dead' },
		};
		const refused = await change(method, one.id, body);
		expect([refused.status, refused.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('3200'),
		]);
		expect((await call(holder.simulator, 'GET', `/instances/${one.id}`)).body).toEqual(one);
		expect((await change(method, one.id, quickBody())).status).toBe(200);
	});

	test('takes a masked secret that is written back for the secret', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		await change(method, one.id, { configuration: one.configuration });
		const { providerData } = await oauth2Body(holder.simulator);
		expect((await change(method, one.id, { providerData })).body.providerMessage).toContain(
			'invalid_client',
		);
	});

	test('refuses another element, another id, an empty name and what is no object', async () => {
		const one = await create();
		for (const body of [{ element: { key: 'xero' } }, { id: 7 }, { name: '' }, [], { tags: 'x' }]) {
			expect([body, (await change(method, one.id, body)).status]).toEqual([body, 400]);
		}
		expect((await change(method, one.id, { element: { id: 39 } })).status).toBe(200);
		expect((await change(method, 1, { name: 'x' })).status).toBe(404);
	});

	test('goes without an id too: the token says which instance', async () => {
		const [one, two] = [await create(), await create()];
		const answer = await callAs(holder.simulator, two.token, method, '/instances', {
			body: { name: 'Mine' },
		});
		expect([answer.status, answer.body.id]).toEqual([200, two.id]);
		expect((await call(holder.simulator, 'GET', `/instances/${one.id}`)).body.name).toBe(one.name);
		expect(
			(await call(holder.simulator, method, '/instances', { body: { name: 'x' } })).status,
		).toBe(401);
	});
});

describe('Whether an instance is enabled', () => {
	test('is switched by id and by token, and shows', async () => {
		const one = await create();
		const disabled = async () =>
			(await call(holder.simulator, 'GET', `/instances/${one.id}`)).body.disabled as boolean;
		expect((await call(holder.simulator, 'DELETE', `/instances/${one.id}/enabled`)).status).toBe(
			200,
		);
		expect(await disabled()).toBe(true);
		expect((await call(holder.simulator, 'PUT', `/instances/${one.id}/enabled`)).status).toBe(200);
		expect(await disabled()).toBe(false);
		expect((await callAs(holder.simulator, one.token, 'DELETE', '/instances/enabled')).status).toBe(
			200,
		);
		expect(await disabled()).toBe(true);
		expect((await callAs(holder.simulator, one.token, 'PUT', '/instances/enabled')).status).toBe(
			200,
		);
		expect(await disabled()).toBe(false);
	});

	test('is not found for an instance of another account', async () => {
		const one = await create();
		expect(
			(
				await call(holder.simulator, 'DELETE', `/instances/${one.id}/enabled`, {
					as: holder.simulator.accounts.other,
				})
			).status,
		).toBe(404);
	});
});

describe('DELETE /instances without an id', () => {
	test.each(['/instances', '/instances/'])('%s deletes the instance of the token', async (path) => {
		const [one, two] = [await create(), await create()];
		expect((await callAs(holder.simulator, two.token, 'DELETE', path)).status).toBe(200);
		expect(
			(await call(holder.simulator, 'GET', '/instances')).body.map(({ id }: { id: number }) => id),
		).toEqual([one.id]);
		expect((await call(holder.simulator, 'DELETE', path)).status).toBe(401);
	});
});

describe('The configuration of an instance', () => {
	const entries = async (id: number) =>
		(await call(holder.simulator, 'GET', `/instances/${id}/configuration`)).body;
	const find = (list: Array<{ id: number; key: string }>, key: string) =>
		list.find((entry) => entry.key === key);

	test('is listed with numeric ids and propertyValue, secrets masked', async () => {
		const one = await create();
		const list = await entries(one.id);
		expect(find(list, 'oauth.api.secret')).toMatchObject({
			id: expect.any(Number),
			propertyValue: '********',
		});
		expect(find(list, 'quickbooks.realm.id')).toMatchObject({ propertyValue: REALM });
		expect(find(list, 'event.notification.callback.url')).toMatchObject({ propertyValue: null });
		expect(new Set(list.map(({ id }: { id: number }) => id)).size).toBe(list.length);
		expect(await entries((await create()).id)).not.toEqual(list);
	});

	test('is read and changed entry by entry, with a text', async () => {
		const one = await create();
		const entry = find(await entries(one.id), 'filter.response.nulls') as {
			id: number;
			key: string;
		};
		const path = `/instances/${one.id}/configuration/${entry.id}`;
		expect((await call(holder.simulator, 'GET', path)).body).toEqual(entry);
		const changed = await call(holder.simulator, 'PATCH', path, {
			body: { ...entry, propertyValue: 'false' },
		});
		expect([changed.status, changed.body]).toEqual([200, { ...entry, propertyValue: 'false' }]);
		for (const wrong of [
			{ propertyValue: false },
			{ propertyValue: 'no' },
			{ key: 'other', propertyValue: 'true' },
		]) {
			expect(
				(await call(holder.simulator, 'PATCH', path, { body: { ...entry, ...wrong } })).status,
			).toBe(400);
		}
		expect(
			(await call(holder.simulator, 'GET', `/instances/${one.id}`)).body.configuration[
				'filter.response.nulls'
			],
		).toBe('false');
	});

	test('is not found by key, by the id of another instance, or for another account', async () => {
		const [one, two] = [await create(), await create()];
		const foreign = find(await entries(two.id), 'filter.response.nulls') as { id: number };
		for (const id of ['filter.response.nulls', foreign.id]) {
			expect(
				(await call(holder.simulator, 'GET', `/instances/${one.id}/configuration/${id}`)).status,
			).toBe(404);
		}
		const as = holder.simulator.accounts.other;
		expect(
			(await call(holder.simulator, 'GET', `/instances/${one.id}/configuration`, { as })).status,
		).toBe(404);
	});

	test('has forms without an id, for the token', async () => {
		const one = await create();
		const list = (await callAs(holder.simulator, one.token, 'GET', '/instances/configuration'))
			.body;
		expect(list).toEqual(await entries(one.id));
		const entry = find(list, 'filter.response.nulls') as { id: number };
		const body = { ...entry, propertyValue: 'false' };
		const changed = await callAs(
			holder.simulator,
			one.token,
			'PATCH',
			`/instances/configuration/${entry.id}`,
			{ body },
		);
		expect(changed.body.propertyValue).toBe('false');
		expect((await call(holder.simulator, 'GET', '/instances/configuration')).status).toBe(401);
	});

	test('keeps its ids when a key is added', async () => {
		const one = await create();
		const before = await entries(one.id);
		await call(holder.simulator, 'PATCH', `/instances/${one.id}`, {
			body: { configuration: { added: 'x' } },
		});
		const after = await entries(one.id);
		expect(after.slice(0, before.length)).toEqual(before);
		expect(find(after, 'added')).toMatchObject({ propertyValue: 'x' });
	});
});

describe('Objects with a new instance', () => {
	test('are given when asked for', async () => {
		expect(
			(await create({ ...quickBody(), retrieveObjectsAfterInstantiation: true })).objects,
		).toContain('customers');
		expect((await create()).objects).toBeUndefined();
	});
});
