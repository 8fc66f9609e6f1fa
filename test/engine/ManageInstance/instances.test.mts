import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, byToken, locator } from '../../support/locators.mts';
import { makeMany, manage, onboard, one } from '../../support/manage-instance.mts';
import { seenAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const requests = (filter = {}) => holder.simulator.requests(filter);
const names = (count: number) => Array.from({ length: count }, (_, n) => `instance ${n}`);
const list = async (parameters = {}, options = {}) =>
	outputOf(await manage(holder.simulator, 'getAll', parameters, options));

describe('Get Many of instances', () => {
	it('returns no more than the limit, 50 unless told otherwise, an item each', async () => {
		await makeMany(holder.simulator, names(55));
		expect(await list()).toHaveLength(50);
		expect(await list({ limit: 7 })).toHaveLength(7);
		const result = await manage(holder.simulator, 'getAll', { returnAll: true });
		expect(outputOf(result)).toHaveLength(55);
		expect(new Set(outputOf(result).map(({ id }) => id)).size).toBe(55);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toContainEqual({ item: 0 });
	});

	it('follows pages to the end, and not beyond', async () => {
		await makeMany(holder.simulator, names(401));
		const before = requests({ method: 'GET', path: '/instances' }).length;
		expect(await list({ returnAll: true })).toHaveLength(401);
		const pages = requests({ method: 'GET', path: '/instances' }).length - before;
		expect(pages).toBeLessThanOrEqual(4);
		expect(await list({ limit: 400, filters: { tags: 'many' } })).toHaveLength(400);
	}, 60_000);

	it('finds by tag, several tags, text, element and state', async () => {
		const mine = await onboard(holder.simulator, { name: 'Acme books', tags: 'customer-42, paid' });
		await makeMany(holder.simulator, ['Acme desk', 'Other desk'], 'paid');
		const found = async (filters: object) =>
			(await list({ filters })).map(({ name }) => name).sort();
		expect(await found({ tags: 'customer-42' })).toEqual(['Acme books']);
		expect(await found({ tags: 'paid' })).toHaveLength(3);
		expect(await found({ tags: 'paid, customer-42' })).toEqual(['Acme books']);
		expect(await found({ searchText: 'acme' })).toEqual(['Acme books', 'Acme desk']);
		const element = locator('key', 'servicenow');
		expect(await found({ element })).toEqual(['Acme desk', 'Other desk']);
		expect(await found({ element, searchText: 'acme' })).toEqual(['Acme desk']);
		await one(holder.simulator, 'disable', { instance: byId(mine.id) });
		expect(await found({ disabled: true })).toEqual(['Acme books']);
		expect(await found({ disabled: false })).toEqual(['Acme desk', 'Other desk']);
		expect(await found({ valid: false })).toEqual([]);
		expect(await found({ valid: true })).toHaveLength(3);
	});

	it('checks tags itself where a host returns instances with any of them', async () => {
		await makeMany(holder.simulator, ['a', 'b']);
		const everything = await list();
		holder.simulator.fault({ path: '/instances', status: 200, body: everything });
		expect((await list({ filters: { tags: 'many, b' } })).map(({ name }) => name)).toEqual(['b']);
	});

	it('masks secrets in full rows, and light rows have none', async () => {
		await onboard(holder.simulator);
		const [full] = await list();
		expect(full).toMatchObject({
			token: expect.any(String),
			configuration: { 'oauth.user.token': '********', 'oauth.api.secret': '********' },
		});
		const [light] = await list({ rows: 'light' });
		expect(light).toEqual({
			id: full?.id,
			name: full?.name,
			token: full?.token,
			element: { key: 'quickbooks' },
		});
		expect(requests({ path: '/instances', method: 'GET' }).at(-1)?.query.hydrate).toBe('false');
		expect(await list({ rows: 'light', filters: { disabled: false } })).toEqual([light]);
	});

	it('reads “No … found” as nothing', async () => {
		holder.simulator.fault({
			path: '/instances',
			status: 404,
			body: { message: 'No instances found' },
		});
		expect(await list()).toEqual([]);
	});

	it.each([0, -1, 2.5, 'all', '', true, [5]])(
		'does not read the limit %j as everything',
		async (limit) => {
			const result = await manage(holder.simulator, 'getAll', {
				limit: `={{ ${JSON.stringify(limit)} }}`,
			});
			expect(wordsOf(result)).toContain('Limit ');
			expect(requests()).toEqual([]);
		},
	);

	it('lists for each input item', async () => {
		await makeMany(holder.simulator, ['a', 'b']);
		const result = await manage(
			holder.simulator,
			'getAll',
			{ filters: { searchText: '={{ $json.text }}' } },
			{ items: [{ text: 'b' }, { text: 'nobody' }, { text: 'a' }] },
		);
		const pairs = result.outputs[0]?.map(({ json, pairedItem }) => [json.name, pairedItem]);
		expect(pairs).toEqual([
			['b', { item: 0 }],
			['a', { item: 2 }],
		]);
	});
});

describe('An instance that is chosen', () => {
	it('is got by id and by token, masked, its id among what n8n searches by', async () => {
		const { id, token } = await onboard(holder.simulator);
		for (const instance of [byId(id), byId(` ${id} `), byToken(token)]) {
			const result = await manage(holder.simulator, 'get', { instance });
			expect(outputOf(result)).toEqual([
				expect.objectContaining({
					id,
					token,
					configuration: expect.objectContaining({ 'oauth.user.token': '********' }),
				}),
			]);
			expect(result.customData.cloudElementsInstanceId).toBe(String(id));
		}
	});

	it('is found by its token where the host does not name it in a header', async () => {
		await makeMany(holder.simulator, names(205));
		const { id, token } = await onboard(holder.simulator);
		holder.simulator.fault({ path: '/instances/configuration', status: 404, times: 9 });
		expect(await one(holder.simulator, 'get', { instance: byToken(token) })).toMatchObject({ id });
		const result = await manage(holder.simulator, 'get', { instance: byToken('noSuchToken==') });
		expect(wordsOf(result)).toMatch(/No instance of this account has this element token/);
	}, 30_000);

	it.each(['', '  ', null, undefined])('that is %j is refused before any call', async (value) => {
		const given = [{ value }];
		for (const mode of ['id', 'token', 'list']) {
			for (const operation of ['get', 'delete', 'disable', 'update', 'check']) {
				const instance = locator(mode, '={{ $json.value }}');
				const parameters = { instance, updateFields: { name: 'x' } };
				const result = await manage(holder.simulator, operation, parameters, {
					items: given as never,
				});
				expect(wordsOf(result)).toMatch(/No instance was chosen/);
			}
		}
		expect(requests()).toEqual([]);
	});

	it('is not taken for an id when a token was given as one', async () => {
		const instance = byId('={{ $json.token }}');
		const items = [{ token: 'q8+nTx/4Zk=' }];
		expect(wordsOf(await manage(holder.simulator, 'delete', { instance }, { items }))).toMatch(
			/has digits only[^]*By Token/,
		);
		expect(requests()).toEqual([]);
	});

	it('that does not exist is an error', async () => {
		for (const operation of ['get', 'delete', 'enable', 'getEvents']) {
			const result = await manage(holder.simulator, operation, { instance: byId(424242) });
			expect(wordsOf(result)).toMatch(/did not find instance 424242/);
		}
	});
});

describe('Deleting an instance', () => {
	it('takes away that instance and nothing else, by id and without its token', async () => {
		await makeMany(holder.simulator, ['neighbour']);
		for (const way of ['id', 'token'] as const) {
			const { id, token } = await onboard(holder.simulator);
			const instance = way === 'id' ? byId(id) : byToken(token);
			expect(await one(holder.simulator, 'delete', { instance })).toEqual({ deleted: true, id });
			expect(await seenAt(holder.simulator, id)).toBeUndefined();
		}
		expect((await list()).map(({ name }) => name)).toEqual(['neighbour']);
		for (const { path, headers } of requests({ method: 'DELETE' })) {
			expect(path).toMatch(/\/instances\/\d+$/);
			expect(headers.authorization).not.toContain('Element');
		}
	});

	it('succeeds when the answer was lost, and makes sure when nothing arrived', async () => {
		for (const fault of [{ loseAnswer: true }, { drop: true }, { status: 500 }] as const) {
			const { id } = await onboard(holder.simulator);
			holder.simulator.fault({ method: 'DELETE', path: '/instances/.*', ...fault });
			const deleted = await one(holder.simulator, 'delete', { instance: byId(id) });
			expect(deleted).toEqual({ deleted: true, id });
			expect(await seenAt(holder.simulator, id)).toBeUndefined();
		}
	});
});

describe('Disable and Enable of an instance', () => {
	it('switch an instance off and on, by id and by token', async () => {
		const { id, token } = await onboard(holder.simulator);
		for (const instance of [byId(id), byToken(token)]) {
			for (const disabled of [true, false]) {
				const operation = disabled ? 'disable' : 'enable';
				expect(await one(holder.simulator, operation, { instance })).toEqual({ id, disabled });
				expect(await seenAt(holder.simulator, id)).toMatchObject({ disabled });
			}
		}
		expect(
			requests({ method: 'DELETE' }).map(({ headers }) => headers.authorization),
		).not.toContainEqual(expect.stringContaining('Element'));
	});
});
