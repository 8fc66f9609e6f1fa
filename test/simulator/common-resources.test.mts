import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Connected } from '../support/connected.mts';
import { call, callAs } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';
import { connectThreeKinds } from '../support/three-kinds.mts';

const holder = useSimulator();
let quickbooks: Connected;
let xero: Connected;
let freshbooks: Connected;

beforeEach(async () => {
	({ quickbooks, xero, freshbooks } = await connectThreeKinds(holder.simulator));
});

type Level = 'organizations' | 'accounts' | 'instances';

const NAME = 'people';
const DEFINITION = {
	fields: ['id', 'name', 'changed'].map((path) => ({ path, type: 'string' })),
};
const IGNORE_UNMAPPED = { type: 'passThrough', properties: { fromVendor: false, toVendor: false } };
const INHERIT = { type: 'inherit' };

const send = async (method: string, path: string, body?: unknown) =>
	await call(holder.simulator, method, path, { body });

const below = (level: Level) => (level === 'instances' ? `/instances/${xero.id}` : `/${level}`);
const definitionPath = (level: Level, name = NAME) => `${below(level)}/objects/${name}/definitions`;
const mappingPath = (level: Level, name = NAME) =>
	`${below(level)}${level === 'instances' ? '' : '/elements/xero'}/transformations/${name}`;

const define = async (level: Level, name = NAME) =>
	await send('POST', definitionPath(level, name), DEFINITION);

/** Maps fields, written as common name and vendor path. */
async function map(
	level: Level,
	fields: Record<string, string>,
	more: Record<string, unknown> = {},
	name = NAME,
) {
	const mapped = Object.entries(fields).map(([path, vendorPath]) => ({ path, vendorPath }));
	return await send('POST', mappingPath(level, name), {
		vendorName: 'customer',
		fields: mapped,
		configuration: [IGNORE_UNMAPPED],
		...more,
	});
}

const rows = async ({ token }: Connected, path: string) =>
	(await callAs(holder.simulator, token, 'GET', path)).body as Array<Record<string, unknown>>;

const LEVELS: Level[] = ['organizations', 'accounts', 'instances'];

describe.each(LEVELS)('At the level of %s', (level) => {
	test('a definition is created once, read, replaced and deleted', async () => {
		const path = definitionPath(level);
		expect((await send('GET', path)).status).toBe(404);
		expect((await send('PUT', path, DEFINITION)).status).toBe(404);
		const created = await define(level);
		expect([created.status, created.body]).toEqual([
			200,
			{ objectName: NAME, level: level.slice(0, -1), fields: DEFINITION.fields },
		]);
		expect((await define(level)).status).toBe(409);
		const fields = [{ path: 'other', type: 'number' }];
		expect((await send('PUT', path, { fields })).body.fields).toEqual(fields);
		const all = await send('GET', `${below(level)}/objects/definitions`);
		expect(Object.keys(all.body as object)).toEqual([NAME]);
		expect((await send('DELETE', path)).status).toBe(200);
		expect((await send('GET', path)).status).toBe(404);
	});

	test('a mapping needs the definition, is created once, read, replaced and deleted', async () => {
		expect((await map(level, { id: 'ContactID' })).status).toBe(404);
		await define(level);
		const created = await map(level, { id: 'ContactID' });
		expect([created.status, created.body]).toEqual([
			200,
			expect.objectContaining({
				objectName: NAME,
				vendorName: 'customer',
				level: level.slice(0, -1),
				startDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
				fields: [
					{ path: 'id', vendorPath: 'ContactID', type: 'string', level: level.slice(0, -1) },
				],
			}),
		]);
		expect((await map(level, { id: 'ContactID' })).status).toBe(409);
		const replaced = await send('PUT', mappingPath(level), created.body);
		expect([replaced.status, replaced.body]).toEqual([
			200,
			{ ...created.body, startDate: expect.any(String) },
		]);
		expect((await send('GET', mappingPath(level))).body).toEqual(replaced.body);
		const who = await send('GET', `/organizations/objects/${NAME}/transformations`);
		expect(who.body).toEqual([
			expect.objectContaining({ level: level.slice(0, -1), element: { key: 'xero' } }),
		]);
		// A definition in use stays.
		expect((await send('DELETE', definitionPath(level))).status).toBe(409);
		expect((await send('DELETE', mappingPath(level))).status).toBe(200);
		expect((await send('GET', mappingPath(level))).status).toBe(404);
		expect((await send('DELETE', definitionPath(level))).status).toBe(200);
	});

	test('the instance has the common resource, row by row', async () => {
		await define(level);
		await map(level, { id: 'ContactID', name: 'Name' });
		const native = await rows(xero, '/customers');
		for (const path of [`/${NAME}`, `/hubs/finance/${NAME}`]) {
			expect(await rows(xero, path)).toEqual(
				native.map(({ ContactID, Name }) => ({ id: ContactID, name: Name })),
			);
		}
		expect(await rows(xero, '/objects')).toContain(NAME);
	});
});

test('all definitions cannot be deleted while one is mapped', async () => {
	for (const level of ['organizations', 'accounts'] as const) {
		await send('POST', `/${level}/objects/definitions`, { [NAME]: DEFINITION });
		await map(level, { id: 'ContactID' });
		expect((await send('DELETE', `/${level}/objects/definitions`)).status).toBe(409);
		await send('DELETE', mappingPath(level));
		expect((await send('DELETE', `/${level}/objects/definitions`)).status).toBe(200);
	}
});

test.each([
	['fields', {}],
	['a type', { fields: [{ path: 'id' }] }],
])('a definition without %s is refused', async (_what, body) => {
	expect((await send('POST', definitionPath('accounts'), body)).status).toBe(400);
});

test.each([
	['without fields', { fields: [] }],
	['without a vendorPath', { fields: [{ path: 'id' }] }],
	['of a field that is not defined', { fields: [{ path: 'odd', vendorPath: 'Name' }] }],
	['with a path that is none', { fields: [{ path: 'id', vendorPath: 'a[' }] }],
])('a mapping %s is refused', async (_what, body) => {
	await define('accounts');
	expect((await send('POST', mappingPath('accounts'), body)).status).toBe(400);
});

test('both secrets are needed, and other accounts have their own', async () => {
	await define('accounts');
	const as = holder.simulator.accounts.other;
	const other = await call(holder.simulator, 'GET', '/accounts/objects/definitions', { as });
	expect(other.body).toEqual({});
	const path = '/accounts/objects/definitions';
	expect((await call(holder.simulator, 'GET', path, { as: null })).status).toBe(401);
});

describe('Levels', () => {
	test('add up where they inherit, in the rows and in what is stored', async () => {
		await define('organizations');
		const seen = async () => Object.keys((await rows(xero, `/${NAME}`))[0] ?? {});
		await map('organizations', { id: 'ContactID' });
		expect(await seen()).toEqual(['id']);
		const configuration = [IGNORE_UNMAPPED, INHERIT];
		await map('accounts', { name: 'Name' }, { configuration });
		expect((await seen()).sort()).toEqual(['id', 'name']);
		await map('instances', { changed: 'UpdatedDateUTC' }, { configuration });
		expect((await seen()).sort()).toEqual(['changed', 'id', 'name']);
		const { body } = await send('GET', mappingPath('instances'));
		expect(body.fields).toEqual([
			expect.objectContaining({ path: 'changed', level: 'instance' }),
			expect.objectContaining({ path: 'name', level: 'account' }),
			expect.objectContaining({ path: 'id', level: 'organization' }),
		]);
	});

	test('replace those above where they do not inherit', async () => {
		await define('organizations');
		await map('organizations', { id: 'ContactID' });
		await map('instances', { name: 'Name' });
		expect(Object.keys((await rows(xero, `/${NAME}`))[0] ?? {})).toEqual(['name']);
	});
});

describe('A name that the element has already', () => {
	beforeEach(async () => {
		await define('instances', 'invoices');
		const fields = [{ path: 'id', vendorPath: 'InvoiceID' }];
		await send('POST', mappingPath('instances', 'invoices'), { vendorName: 'invoice', fields });
	});

	test('is changed in place; what is not mapped stays beside it', async () => {
		const [first] = await rows(xero, '/invoices');
		expect(first).toMatchObject({ id: first?.InvoiceID, InvoiceNumber: 'INV-0001' });
		const one = await callAs(holder.simulator, xero.token, 'GET', `/invoices/${String(first?.id)}`);
		expect(one.body).toEqual(first);
	});

	test.each(['id', 'InvoiceID'])('is searched by %s', async (field) => {
		const [, second] = await rows(xero, '/invoices');
		const where = new URLSearchParams({ where: `${field}='${String(second?.InvoiceID)}'` });
		expect(await rows(xero, `/invoices?${where.toString()}`)).toEqual([second]);
	});

	test('takes the common names in what is created and changed', async () => {
		await define('instances', 'customers');
		await map('instances', { id: 'ContactID', name: 'Name' }, {}, 'customers');
		const created = await callAs(holder.simulator, xero.token, 'POST', '/customers', {
			body: { name: 'Acme' },
		});
		expect(created.body).toEqual({ id: expect.any(String), name: 'Acme' });
		const path = `/customers/${String(created.body.id)}`;
		const changed = await callAs(holder.simulator, xero.token, 'PATCH', path, {
			body: { name: 'Acme Ltd.' },
		});
		expect(changed.body).toEqual({ id: created.body.id, name: 'Acme Ltd.' });
	});
});

test.each(['remove', 'passThrough'])(
	'a field that is switched off by %s disappears',
	async (type) => {
		await define('accounts');
		const value = type === 'remove';
		const properties = { fromVendor: value, toVendor: value };
		await send('POST', mappingPath('accounts'), {
			vendorName: 'customer',
			configuration: [IGNORE_UNMAPPED],
			fields: [
				{ path: 'id', vendorPath: 'ContactID' },
				{ path: 'name', vendorPath: 'Name', configuration: [{ type, properties }] },
			],
		});
		expect(Object.keys((await rows(xero, `/${NAME}`))[0] ?? {})).toEqual(['id']);
	},
);

describe('A script', () => {
	const script = (body: string) => ({ script: { body } });

	test('changes the row; one that fails changes nothing and is not told', async () => {
		await define('accounts');
		const good =
			'transformedObject.name = originalObject.Name.toUpperCase(); done(transformedObject);';
		await map('accounts', { id: 'ContactID' }, script(good));
		expect((await rows(xero, `/${NAME}`))[0]).toMatchObject({ name: 'ABBOTT 1' });
		const bad = { vendorName: 'customer', fields: [{ path: 'id', vendorPath: 'ContactID' }] };
		const configuration = [IGNORE_UNMAPPED];
		const broken = { ...bad, configuration, ...script('done(nothing.there);') };
		await send('PUT', mappingPath('accounts'), broken);
		expect(Object.keys((await rows(xero, `/${NAME}`))[0] ?? {})).toEqual(['id']);
	});

	test('is enough by itself, and cannot go back to the first engine', async () => {
		await define('accounts');
		const body = 'transformedObject.x = 1; done(transformedObject);';
		const made = await map('accounts', {}, script(body));
		expect(made.status).toBe(200);
		expect((await rows(xero, `/${NAME}`))[0]).toEqual({ x: 1 });
		const back = { ...made.body, isLegacy: true };
		expect((await send('PUT', mappingPath('accounts'), back)).status).toBe(400);
	});
});

test('lists are mapped item by item', async () => {
	const fields = ['lines[*].text', 'lines[*].price'].map((path) => ({ path, type: 'string' }));
	await send('POST', definitionPath('accounts', 'bills'), { fields });
	await map(
		'accounts',
		{ 'lines[*].text': 'LineItems[*].Description', 'lines[*].price': 'LineItems[*].UnitAmount' },
		{ vendorName: 'invoice' },
		'bills',
	);
	const [first] = await rows(xero, '/bills');
	expect(first).toEqual({ lines: [{ text: 'Bread', price: 80 }] });
});

describe('The objects of an instance', () => {
	const helium = { 'Elements-Version': 'Helium' };
	const listed = async ({ token }: Connected) =>
		(await callAs(holder.simulator, token, 'GET', '/objects', { headers: helium })).body;

	test('come with the vendor’s name and where they are from', async () => {
		await define('accounts');
		await map('accounts', { id: 'ContactID' });
		const objects = await listed(xero);
		expect(objects).toContainEqual({ name: NAME, vendorName: 'customer', type: 'vdr' });
		expect(objects).toContainEqual({
			name: 'journal-entries',
			vendorName: 'journalentry',
			type: 'ceCanonical',
		});
		expect(await listed(freshbooks)).toContainEqual({
			name: 'invoices',
			vendorName: 'invoices',
			type: 'ceCanonical',
		});
	});

	const fieldsOf = async ({ token }: Connected, object: string) =>
		(await callAs(holder.simulator, token, 'GET', `/objects/${object}/metadata`)).body.fields;

	test('have fields: of some elements more is known than path and type', async () => {
		expect(await fieldsOf(xero, 'invoices')).toContainEqual(
			expect.objectContaining({ vendorPath: 'Type', picklistValues: ['ACCREC', 'ACCPAY'] }),
		);
		expect(await fieldsOf(quickbooks, 'customers')).toContainEqual(
			expect.objectContaining({ vendorPath: 'displayName', vendorReadOnly: false }),
		);
		expect(await fieldsOf(freshbooks, 'customers')).toContainEqual({
			vendorPath: 'organization',
			type: 'string',
		});
	});

	test('have fields also where they are common resources', async () => {
		await define('accounts');
		await map('accounts', { id: 'ContactID', name: 'Name' });
		expect(await fieldsOf(xero, NAME)).toEqual([
			{ vendorPath: 'id', type: 'string' },
			{ vendorPath: 'name', type: 'string' },
		]);
	});
});
