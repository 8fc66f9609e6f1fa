import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { defined, mapped, usePeople } from '../../support/common-resources.mts';
import { accountCredential } from '../../support/credentials.mts';
import { searchCommonResources } from '../../support/engine/editor.mts';
import { wordsOf } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const { accounts, done, ofInstance, read, run } = usePeople(holder);

const stored = async (path: string) => (await call(holder.simulator, 'GET', path)).body as unknown;

describe('A common resource', () => {
	it('is defined, mapped and read by Element Request in its own words', async () => {
		expect(await done('define', defined('id', 'name'))).toEqual([
			{
				name: 'people',
				level: 'account',
				definition: 'created',
				fields: [
					{ path: 'id', type: 'string' },
					{ path: 'name', type: 'string' },
				],
			},
		]);
		expect(await done('map', mapped({ id: 'ContactID', name: 'Name' }))).toEqual([
			expect.objectContaining({ name: 'people', element: 'xero', mapping: 'created' }),
		]);
		const native = await read(accounts.xero, 'customers');
		expect(await read(accounts.xero, 'people')).toEqual(
			native.map(({ ContactID, Name }) => ({ id: ContactID, name: Name })),
		);
		const second = native[1] as { Name: string };
		const conditions = { condition: [{ field: 'name', operator: 'equals', value: second.Name }] };
		expect(await read(accounts.xero, 'people', { filterType: 'conditions', conditions })).toEqual([
			expect.objectContaining({ name: second.Name }),
		]);
	});

	it('is listed, and shown with who maps it', async () => {
		await done('define', defined('id'));
		await done('map', mapped({ id: 'ContactID' }));
		const fields = [{ path: 'id', type: 'string' }];
		expect(await done('getAll')).toEqual([{ name: 'people', level: 'account', fields }]);
		expect(await done('get')).toEqual([
			{
				name: 'people',
				level: 'account',
				fields,
				mappedBy: [{ element: 'xero', level: 'account' }],
			},
		]);
		expect(await done('getAll', { level: 'organization' })).toEqual([]);
	});

	it('is offered in the editor at its level, and can be searched', async () => {
		const credentials = accountCredential(holder.simulator);
		const offered = async (level: string, filter?: string) =>
			(await searchCommonResources({ level }, credentials, filter)).results;
		holder.simulator.fault({ path: '/accounts/objects/definitions', status: 404, body: {} });
		expect(await offered('account')).toEqual([]);
		await done('define', defined('id'));
		await done('define', { ...defined('id'), commonResource: locator('name', 'things') });
		const people = { name: 'people', value: 'people' };
		expect(await offered('account')).toEqual([people, { name: 'things', value: 'things' }]);
		expect(await offered('account', 'PEO')).toEqual([people]);
		expect(await offered('organization')).toEqual([]);
		holder.simulator.fault({ path: '/accounts/objects/definitions', status: 401, body: {} });
		await expect(offered('account')).rejects.toThrow(/refused/);
	});

	it('gets other fields when it is defined once more, and a mapping likewise', async () => {
		await done('define', defined('id', 'name'));
		await done('map', mapped({ id: 'ContactID', name: 'Name' }));
		const [again] = await done('define', defined('id'));
		expect(again).toMatchObject({ definition: 'replaced', fields: [{ path: 'id' }] });
		expect(await done('map', mapped({ id: 'ContactID' }))).toMatchObject([{ mapping: 'replaced' }]);
		expect(Object.keys((await read(accounts.xero, 'people'))[0] ?? {})).toEqual(['id']);
	});

	it.each(['account', 'organization'])('is kept at the level of the %s', async (level) => {
		await done('define', { level, ...defined('id') });
		await done('map', { level, ...mapped({ id: 'ContactID' }) });
		const path = `/${level}s/elements/xero/transformations/people`;
		expect(await stored(path)).toMatchObject({ level, vendorName: 'customer' });
		expect(await read(accounts.xero, 'people')).not.toEqual([]);
	});

	it('gets fields for one customer only, beside those of the account', async () => {
		await done('define', defined('id'));
		await done('map', mapped({ id: 'ContactID' }));
		await done('define', { ...ofInstance(), ...defined('number') });
		await done('map', {
			...ofInstance(),
			mapping: { field: [{ path: 'number', vendorPath: 'EmailAddress' }] },
			mappingOptions: { inherit: true },
		});
		expect(Object.keys((await read(accounts.xero, 'people'))[0] ?? {}).sort()).toEqual([
			'id',
			'number',
		]);
	});

	it('is mapped for one customer also where the host shows an instance only what it has itself', async () => {
		await done('define', defined('id'));
		const own = { path: '/instances/\\d+/objects/people/definitions', method: 'GET' };
		holder.simulator.fault({ ...own, status: 404, body: {} });
		await done('map', { ...ofInstance(), ...mapped({ id: 'ContactID' }) });
		expect(await read(accounts.xero, 'people')).not.toEqual([]);
	});

	it('keeps fields that are not mapped, and runs a script, where that is asked for', async () => {
		await done('define', defined('id'));
		const script = 'transformedObject.id = "x-" + transformedObject.id; done(transformedObject);';
		await done('map', mapped({ id: 'Name' }, { mappingOptions: { keepUnmapped: true, script } }));
		expect((await read(accounts.xero, 'people'))[0]).toMatchObject({
			id: 'x-Abbott 1',
			EmailAddress: 'contact1@example.com',
		});
	});

	it('is deleted with its mappings, and is not found then', async () => {
		await done('define', defined('id'));
		await done('map', mapped({ id: 'ContactID' }));
		await done('map', { ...mapped({ id: 'id' }), element: locator('key', 'quickbooks') });
		expect(await done('delete')).toEqual([{ deleted: true, name: 'people', level: 'account' }]);
		expect(await done('getAll')).toEqual([]);
		expect(wordsOf(await run('delete'))).toMatch(/did not find common resource people/);
	});

	it('is not deleted while an instance maps it itself', async () => {
		await done('define', defined('id'));
		await done('map', { ...ofInstance(), ...mapped({ id: 'ContactID' }) });
		expect(wordsOf(await run('delete'))).toMatch(/people is still mapped/);
		await done('delete', ofInstance());
		await done('delete');
	});

	it.each(['DELETE', 'POST', 'PUT'])(
		'comes to the same when the answer to %s is lost',
		async (method) => {
			await done('define', defined('id'));
			holder.simulator.fault({ method, path: '.*/definitions', cutAfter: 0, times: 1 });
			if (method === 'DELETE') await done('delete');
			else await done('define', defined('id', 'name'));
			const names = (await done('getAll')).map(({ fields }) => (fields as unknown[]).length);
			expect(names).toEqual(method === 'DELETE' ? [] : [2]);
		},
	);
});

describe('Nothing is sent', () => {
	it.each<[string, string, INodeParameters, RegExp]>([
		['a name that is none', 'define', { commonResource: locator('name', 'a/b') }, /cannot name/],
		[
			'no name',
			'get',
			{ commonResource: locator('name', '={{ "" }}') },
			/No common resource was chosen/,
		],
		['no fields', 'define', {}, /has no fields/],
		['a field without a name', 'define', defined(''), /has no name/],
		['a field twice', 'define', defined('id', 'id'), /stands there twice/],
		[
			'no element',
			'map',
			mapped({ id: 'Name' }, { element: locator('key', '={{ "" }}') }),
			/No element/,
		],
		['an unknown level', 'getAll', { level: 'world' }, /no level "world"/],
	])('for %s', async (_what, operation, parameters, words) => {
		const before = holder.simulator.requests().length;
		expect(wordsOf(await run(operation, parameters))).toMatch(words);
		expect(holder.simulator.requests()).toHaveLength(before);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['a field that is not defined', mapped({ odd: 'Name' }), /no field "odd"/],
		['a field without a vendor path', mapped({ id: '' }), /has no vendor path/],
		['nothing', mapped({}), /Nothing is mapped/],
		['no vendor object', mapped({ id: 'Name' }, { vendorName: '' }), /vendor object is not named/],
	])('to map %s', async (_what, parameters, words) => {
		await done('define', defined('id'));
		expect(wordsOf(await run('map', parameters))).toMatch(words);
		expect(holder.simulator.requests({ path: '.*/transformations/.*' })).toEqual([]);
	});
});

it('A mapping needs the definition, which the error says', async () => {
	expect(wordsOf(await run('map', mapped({ id: 'ContactID' })))).toMatch(
		/did not find common resource people/,
	);
});
