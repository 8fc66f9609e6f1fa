import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import { accountCredential } from '../../support/credentials.mts';
import { request } from '../../support/element-request.mts';
import { fieldsById, recordFields } from '../../support/engine/editor.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';
import { connectThreeKinds, type ThreeKinds } from '../../support/three-kinds.mts';

const holder = useSimulator();
let accounts: ThreeKinds;

beforeEach(async () => {
	accounts = await connectThreeKinds(holder.simulator);
});

/** What the editor shows under Fields, given what stands in the other parameters. */
const offered = async (kind: keyof typeof accounts, object: string, given: INodeParameters = {}) =>
	await recordFields(
		{
			authentication: 'account',
			resource: 'record',
			operation: 'create',
			instance: locator('id', accounts[kind].id),
			customerElement: locator('list', ''),
			object: locator('name', object),
			...given,
		},
		accountCredential(holder.simulator),
	);

const METADATA = (object: string) => `/objects/${object}/metadata`;

/** The fields that an element describes. */
async function described(fields: object[], operation = 'create') {
	holder.simulator.fault({ path: METADATA('customers'), status: 200, body: { fields } });
	return await offered('xero', 'customers', { operation });
}

const field = (vendorPath: string, more: object = {}) => ({ vendorPath, type: 'string', ...more });
const takes = (...methods: string[]) => ({
	method: ['GET', 'POST', 'PATCH'].map((name) => ({ name, request: methods.includes(name) })),
});

describe('Fields', () => {
	it('are those that the object takes, those that must be given first', async () => {
		const fields = fieldsById(await offered('xero', 'invoices'));
		expect(Object.keys(fields).slice(0, 2).sort()).toEqual(['Contact.ContactID', 'Type']);
		expect(fields).not.toHaveProperty('InvoiceID');
		expect(fields).not.toHaveProperty('UpdatedDateUTC');
		expect(fields.Type).toMatchObject({
			required: true,
			removed: false,
			type: 'options',
			options: [
				{ name: 'ACCREC', value: 'ACCREC' },
				{ name: 'ACCPAY', value: 'ACCPAY' },
			],
		});
		expect(fields.Total).toMatchObject({ required: false, removed: true, type: 'number' });
		expect(fields.LineItems).toMatchObject({ type: 'array' });
	});

	it('of an object in an object stand by their paths', async () => {
		const fields = fieldsById(await offered('quickbooks', 'customers'));
		expect(fields).toHaveProperty(['primaryEmailAddr.address']);
		expect(fields.active).toMatchObject({ type: 'boolean' });
	});

	it('are all there where the element says no more of them', async () => {
		const fields = fieldsById(await offered('freshbooks', 'customers'));
		expect(fields.organization).toMatchObject({ required: false, type: 'string' });
	});

	it.each<[string, object, string[]]>([
		['that POST takes', takes('POST'), ['create', 'upsert']],
		['that PATCH takes', takes('PATCH'), ['update', 'upsert']],
		['that is only read', takes(), []],
		['that can be created', { createable: true, updateable: false }, ['create', 'upsert']],
		['that can be updated', { createable: false, updateable: true }, ['update', 'upsert']],
		['that is for reading', { vendorReadOnly: true }, []],
		['that is hidden', { hidden: true }, []],
		['of which nothing is known', {}, ['create', 'update', 'upsert']],
	])('have one %s where it can be given', async (_what, more, operations) => {
		for (const operation of ['create', 'update', 'upsert']) {
			const { fields } = await described([field('name', more)], operation);
			expect([operation, fields.map(({ id }) => id)]).toEqual([
				operation,
				operations.includes(operation) ? ['name'] : [],
			]);
		}
	});

	it('must all be given to create, none to update', async () => {
		const required = field('name', { vendorRequired: true });
		expect((await described([required])).fields).toMatchObject([{ required: true }]);
		expect((await described([required], 'update')).fields).toMatchObject([{ required: false }]);
	});

	it('have the names and values that the element shows', async () => {
		const picklistValues = [{ displayValue: 'Net 30', value: 'net30' }, 'later'];
		const { fields } = await described([
			field('terms', { vendorDisplayName: 'Terms of payment', picklistValues }),
		]);
		expect(fields).toMatchObject([
			{
				id: 'terms',
				displayName: 'Terms of payment',
				type: 'options',
				options: [
					{ name: 'Net 30', value: 'net30' },
					{ name: 'later', value: 'later' },
				],
			},
		]);
	});
});

/** What a workflow has under Fields before anybody has looked. */
const untouched = {
	recordFields: { mappingMode: 'defineBelow', value: {}, schema: [{ id: 'unread' }] },
};

describe('Where the fields are not known', () => {
	it.each<[string, INodeParameters, RegExp]>([
		[
			'no instance',
			{ instance: locator('token', '={{ $json.token }}') },
			/which instance is meant/,
		],
		['no object', { object: locator('list', '') }, /Choose the object first/],
		['an object of the item', { object: locator('name', '={{ $json.object }}') }, /object first/],
	])('for %s, that is said and nothing is written', async (_what, given, words) => {
		const { fields, emptyFieldsNotice } = await offered('xero', 'customers', {
			...untouched,
			...given,
		} as INodeParameters);
		expect(fields).toEqual(untouched.recordFields.schema);
		expect(emptyFieldsNotice).toMatch(words);
	});

	it('by the host, JSON is pointed to', async () => {
		holder.simulator.fault({ path: METADATA('customers'), status: 404, body: {} });
		const { fields, emptyFieldsNotice } = await offered('xero', 'customers', untouched);
		expect(fields).toEqual(untouched.recordFields.schema);
		expect(emptyFieldsNotice).toMatch(/Set Record As to JSON/);
	});

	it('because the workflow was written elsewhere, its values stay', async () => {
		const { fields, emptyFieldsNotice } = await offered('xero', 'customers', {
			recordFields: { mappingMode: 'defineBelow', value: { Name: 'Acme' }, schema: [] },
		});
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toMatch(/filled in outside the editor/);
	});

	it('because of a failure, the failure is shown', async () => {
		holder.simulator.fault({ path: METADATA('customers'), status: 401, body: {} });
		await expect(offered('xero', 'customers')).rejects.toThrow(/refused/);
	});
});

/** The parameter as the editor stores it. */
const filled = (value: IDataObject, schema: Array<Partial<ResourceMapperField>>) => ({
	recordAs: 'fields',
	recordFields: {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: schema.map((one) => ({
			displayName: one.id,
			required: false,
			defaultMatch: false,
			display: true,
			type: 'string',
			...one,
		})),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	},
});

const write = async (operation: string, given: IDataObject, more: IDataObject = {}) =>
	await request(
		holder.simulator,
		{ operation, ...given, ...more },
		{ items: [{ token: accounts.quickbooks.token, name: 'Acme', balance: 7 }] },
	);

const sent = (method: string) => holder.simulator.requests({ method, path: /customers/ });

describe('What was filled in', () => {
	const values = {
		displayName: '={{ $json.name }}',
		'primaryEmailAddr.address': 'a@acme.example',
		'billAddr.city': 'Bern',
		'billAddr.line1': '',
		notes: null,
		balance: '={{ $json.balance }}',
		active: false,
	};
	const schema: Array<Partial<ResourceMapperField>> = [
		{ id: 'displayName' },
		{ id: 'primaryEmailAddr.address' },
		{ id: 'billAddr.city' },
		{ id: 'billAddr.line1' },
		{ id: 'notes' },
		{ id: 'balance', type: 'number' },
		{ id: 'active', type: 'boolean' },
	];
	const record = {
		displayName: 'Acme',
		primaryEmailAddr: { address: 'a@acme.example' },
		billAddr: { city: 'Bern' },
		balance: 7,
		active: false,
	};

	it('is sent as a record, objects in objects, without what is empty', async () => {
		const [created] = outputOf(await write('create', filled(values, schema)));
		expect(sent('POST').map(({ body }) => body)).toEqual([record]);
		expect(created).toMatchObject({ displayName: 'Acme' });
	});

	it('changes a record, and is matched by its fields', async () => {
		outputOf(await write('update', filled({ notes: 'N' }, [{ id: 'notes' }]), { recordId: '1|0' }));
		expect(sent('PATCH').map(({ body }) => body)).toEqual([{ notes: 'N' }]);
		const upsert = filled({ displayName: 'Acme', notes: 'A' }, [
			{ id: 'displayName' },
			{ id: 'notes' },
		]);
		for (let turn = 0; turn < 2; turn += 1) {
			outputOf(await write('upsert', upsert, { matchField: 'displayName' }));
		}
		expect([sent('POST').length, sent('PATCH').length]).toEqual([1, 2]);
	});

	const LINE = { amount: 9, detailType: 'SALES_ITEM_LINE_DETAIL' };

	it.each([
		['by an expression', `={{ [${JSON.stringify(LINE)} ] }}`],
		['as text', JSON.stringify([LINE])],
	])('can hold a list, given %s', async (_what, lines) => {
		const given = filled({ line: lines, 'customerRef.value': '1' }, [
			{ id: 'line', type: 'array' },
			{ id: 'customerRef.value' },
		]);
		outputOf(await write('create', { ...given, object: locator('name', 'invoices') }));
		const [made] = holder.simulator.requests({ method: 'POST', path: /invoices/ });
		expect(made?.body).toEqual({
			line: [LINE],
			customerRef: { value: '1' },
		});
	});

	it('is refused where it is nothing', async () => {
		const result = await write('create', filled({ notes: '' }, [{ id: 'notes' }]));
		expect(wordsOf(result)).toMatch(/The record is empty\nFill in at least one field/);
		expect(sent('POST')).toEqual([]);
	});
});
