import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Connected } from '../../support/connected.mts';
import { request } from '../../support/element-request.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { manage } from '../../support/manage-instance.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';
import { connectThreeKinds } from '../../support/three-kinds.mts';

const holder = useSimulator();
let accounts: Awaited<ReturnType<typeof connectThreeKinds>>;
let imported: IDataObject[];

beforeEach(async () => {
	accounts = await connectThreeKinds(holder.simulator);
	const given = { resource: 'commonResource', importFrom: 'starterSet' };
	imported = outputOf(await manage(holder.simulator, 'import', given));
});

const KINDS = ['quickbooks', 'xero', 'freshbooks'] as const;

const records = async (
	{ token }: Connected,
	operation: string,
	object: string,
	more: IDataObject = {},
) =>
	outputOf(
		await request(
			holder.simulator,
			{ operation, object: locator('name', object), ...more },
			{ items: [{ token }] },
		),
	);

const OBJECTS = ['common-customers', 'common-invoices', 'common-items', 'common-payments'];

it('The starter set is imported by one run', () => {
	const mappings = { quickbooks: 'created', xero: 'created', freshbooks: 'created' };
	expect(imported).toEqual(
		OBJECTS.map((name) => ({ name, level: 'account', definition: 'created', mappings })),
	);
});

const DAY = /^\d{4}-\d\d-\d\d$/;
const text = expect.any(String);
const number = expect.any(Number);
const day = expect.stringMatching(DAY);

/** What the three kinds of software have in common of each object. */
const SHAPES: Record<string, object> = {
	'common-customers': { id: text, name: text, email: text, updatedAt: text },
	'common-invoices': {
		id: text,
		number: text,
		customerId: text,
		date: day,
		total: number,
		amountDue: number,
		updatedAt: text,
		lines: [expect.objectContaining({ quantity: number })],
	},
	'common-items': { id: text, name: text, price: number },
	'common-payments': { id: text, amount: number, date: day },
};

it.each(KINDS.flatMap((kind) => OBJECTS.map((object) => [kind, object] as const)))(
	'%s gives %s in the one shape, a row for each of its own',
	async (kind, object) => {
		const rows = await records(accounts[kind], 'getAll', object, { limit: 4 });
		expect(rows).toHaveLength(4);
		for (const row of rows) expect(row).toMatchObject(SHAPES[object] ?? {});
		expect(JSON.stringify(rows)).not.toMatch(/Ref"|_id"|ContactID|metaData/);
	},
);

/** An invoice in the words of each, made from the one that was written in common words. */
const NATIVE: Record<(typeof KINDS)[number], IDataObject> = {
	quickbooks: {
		customerRef: { value: '1' },
		txnDate: Date.UTC(2026, 1, 3),
		line: [
			{
				detailType: 'SALES_ITEM_LINE_DETAIL',
				description: 'Bread',
				amount: 9,
				salesItemLineDetail: { qty: 2, unitPrice: 4.5 },
			},
		],
	},
	xero: {
		Type: 'ACCREC',
		Contact: { ContactID: '1' },
		Date: '2026-02-03',
		LineItems: [{ Description: 'Bread', Quantity: 2, UnitAmount: 4.5, LineAmount: 9 }],
	},
	freshbooks: {
		client_id: '1',
		date: '2026-02-03',
		lines: { line: [{ name: 'Bread', quantity: 2, unit_cost: 4.5, amount: 9 }] },
	},
};

it.each(KINDS)('%s takes an invoice in the common words, and gives it back', async (kind) => {
	const record = {
		customerId: '1',
		date: '2026-02-03',
		lines: [{ description: 'Bread', quantity: 2, unitPrice: 4.5, amount: 9 }],
	};
	const created = await records(accounts[kind], 'create', 'common-invoices', {
		record: JSON.stringify(record),
	});
	expect(created).toEqual([{ id: text, updatedAt: text, ...record }]);
	const recordId = created[0]?.id as string;
	const [native] = await records(accounts[kind], 'get', 'invoices', { recordId });
	expect(native).toMatchObject(NATIVE[kind]);
});

it.each([
	['QuickBooks leaves out lines that sum up', 'quickbooks', 'invoices'],
	['FreshBooks gives one line without a list around it', 'freshbooks', 'invoices'],
] as const)('%s', async (_what, kind, object) => {
	const lines = {
		quickbooks: {
			customerRef: { value: '1' },
			line: [
				{ amount: 9, detailType: 'SALES_ITEM_LINE_DETAIL', salesItemLineDetail: { qty: 2 } },
				{ amount: 9, detailType: 'SUB_TOTAL_LINE_DETAIL', subTotalLineDetail: {} },
			],
		},
		freshbooks: { client_id: '1', lines: { line: { quantity: '2', amount: '9.00' } } },
	}[kind];
	const [made] = await records(accounts[kind], 'create', object, { record: JSON.stringify(lines) });
	const recordId = (made?.id ?? made?.invoice_id) as string;
	const [row] = await records(accounts[kind], 'get', 'common-invoices', { recordId });
	expect(row?.lines).toEqual([{ quantity: 2, amount: 9 }]);
});

it('Only what is wanted is mapped, and nothing that there is not', async () => {
	holder.simulator.reset();
	const given = { resource: 'commonResource', importFrom: 'starterSet', elements: 'xero' };
	const made = outputOf(await manage(holder.simulator, 'import', given));
	expect(made.map(({ mappings }) => mappings)).toEqual(OBJECTS.map(() => ({ xero: 'created' })));
	const odd = await manage(holder.simulator, 'import', { ...given, elements: 'xero, sage' });
	expect(wordsOf(odd)).toMatch(/no mapping for sage/);
});

describe('What an element calls its objects', () => {
	const nameAt = async () => {
		const path = '/accounts/elements/quickbooks/transformations/common-items';
		return (await call(holder.simulator, 'GET', path)).body.vendorName as unknown;
	};
	const importAgain = async () =>
		outputOf(
			await manage(holder.simulator, 'import', {
				resource: 'commonResource',
				importFrom: 'starterSet',
				elements: 'quickbooks',
			}),
		);

	it('is asked of an instance of the account', async () => {
		const body = [
			{ name: 'products', vendorName: 'item', type: 'ceCanonical' },
			{ name: 'products', vendorName: 'other', type: 'vendor' },
		];
		holder.simulator.fault({ path: '/objects', status: 200, body });
		await importAgain();
		expect(await nameAt()).toBe('item');
	});

	it.each([
		['names only', { status: 200, body: ['products'] }],
		['nothing', { status: 403, body: {} }],
	])('is that of the set where a host tells %s', async (_what, answer) => {
		holder.simulator.fault({ path: '/objects', ...answer });
		await importAgain();
		expect(await nameAt()).toBe('product');
	});
});
