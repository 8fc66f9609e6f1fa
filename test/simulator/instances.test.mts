import { describe, expect, test } from '@jest/globals';
import { authorization, call } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function create(more: Record<string, unknown> = {}, as = holder.simulator.accounts.main) {
	return (
		await call(holder.simulator, 'POST', '/instances', { body: { ...quickBody(), ...more }, as })
	).body;
}

async function list(search: string, as = holder.simulator.accounts.main) {
	return await call(holder.simulator, 'GET', `/instances${search}`, { as });
}

const ids = (rows: Array<{ id: number }>) => rows.map(({ id }) => id);

describe('GET /instances', () => {
	test('finds by tag, by several tags, and nothing for a tag that nobody has', async () => {
		const [one, two] = [await create({ tags: ['a', 'b c'] }), await create({ tags: ['a'] })];
		expect(ids((await list('?tags[]=a')).body)).toEqual([one.id, two.id]);
		expect(ids((await list('?tags%5B%5D=b%20c')).body)).toEqual([one.id]);
		expect(ids((await list('?tags[]=a&tags[]=b+c')).body)).toEqual([one.id]);
		const none = await list('?tags[]=zzz');
		expect([none.status, none.body]).toEqual([200, []]);
	});

	test('searches name and element key', async () => {
		const one = await create({ name: 'Harbor Lane' });
		await create({ name: 'Nordlicht' });
		expect(ids((await list('?searchText=harbor')).body)).toEqual([one.id]);
		expect((await list('?searchText=quickb')).body).toHaveLength(2);
		expect((await list('?searchText=xero')).body).toEqual([]);
	});

	test('gives light rows when asked, with no secret in them but the token', async () => {
		const one = await create();
		expect((await list('?hydrate=false')).body).toEqual([
			{ id: one.id, name: one.name, token: one.token, element: { key: 'quickbooks' } },
		]);
		expect((await list('?hydrate=true')).body[0].configuration['oauth.api.secret']).toBe(
			'********',
		);
	});

	test('pages with a token that is given on the last page too', async () => {
		const made = [await create(), await create(), await create()];
		const seen: number[][] = [];
		let token: string | null = '';
		for (let page = 0; page < 3; page += 1) {
			const answer = await list(`?pageSize=2${token ? `&nextPage=${token}` : ''}`);
			seen.push(ids(answer.body));
			expect(answer.headers.get('Elements-Returned-Count')).toBe(String(answer.body.length));
			expect(answer.headers.get('Elements-Total-Count')).toBe('3');
			token = answer.headers.get('Elements-Next-Page-Token');
			expect(JSON.parse(Buffer.from(token ?? '', 'base64url').toString())).toEqual({
				pageSize: 2,
				page: page + 2,
			});
		}
		const [first, second, third] = ids(made);
		expect(seen).toEqual([[first, second], [third], []]);
	});

	test('refuses a page size or a token that is none, and another page size with a token', async () => {
		for (const search of [
			'?pageSize=0',
			'?pageSize=x',
			'?pageSize=-1',
			'?nextPage=zzz',
			'?nextPage=e30',
			'?pageSize=1&pageSize=2',
			'?hydrate=false&hydrate=false',
		]) {
			expect([search, (await list(search)).status]).toEqual([search, 400]);
		}
		const token = (await list('?pageSize=2')).headers.get('Elements-Next-Page-Token');
		expect((await list(`?pageSize=3&nextPage=${token}`)).status).toBe(400);
		expect((await list(`?nextPage=${token}`)).status).toBe(200);
	});

	test('clips a page size over the maximum and says so in a header', async () => {
		const answer = await list('?pageSize=500');
		expect([answer.status, answer.headers.get('Elements-Error')]).toEqual([
			200,
			expect.stringContaining('200'),
		]);
		expect((await list('?pageSize=200')).headers.get('Elements-Error')).toBeNull();
	});
});

describe('One instance', () => {
	test('is read as it was made', async () => {
		const one = await create();
		const { status, body } = await call(holder.simulator, 'GET', `/instances/${one.id}`);
		expect([status, body]).toEqual([200, one]);
	});

	test('is invisible to another account', async () => {
		const one = await create();
		const as = holder.simulator.accounts.other;
		expect((await list('', as)).body).toEqual([]);
		expect((await call(holder.simulator, 'GET', `/instances/${one.id}`, { as })).status).toBe(404);
		expect((await call(holder.simulator, 'DELETE', `/instances/${one.id}`, { as })).status).toBe(
			404,
		);
		expect((await call(holder.simulator, 'GET', `/instances/${one.id}`)).status).toBe(200);
	});

	test('is deleted once, and its token dies with it', async () => {
		const one = await create();
		const deleted = await call(holder.simulator, 'DELETE', `/instances/${one.id}`);
		expect([deleted.status, deleted.text]).toEqual([200, '']);
		expect((await call(holder.simulator, 'DELETE', `/instances/${one.id}`)).status).toBe(404);
		const headers = { authorization: authorization(holder.simulator.accounts.main, one.token) };
		expect((await call(holder.simulator, 'GET', '/instances', { headers })).status).toBe(401);
	});

	test('is not deleted by a call that carries an element token', async () => {
		const [one, two] = [await create(), await create()];
		const headers = { authorization: authorization(holder.simulator.accounts.main, two.token) };
		expect(
			(await call(holder.simulator, 'DELETE', `/instances/${one.id}`, { headers })).status,
		).toBe(400);
		expect((await list('')).body).toHaveLength(2);
	});

	test('is not found under something that is no number', async () => {
		expect((await call(holder.simulator, 'GET', '/instances/abc')).status).toBe(404);
	});
});
