import { PLAIN, type ResourceDefinition } from './resource.mts';
import { changedAt, freshbooksClient, nameAt } from './samples.mts';

type Make = ResourceDefinition['make'];

const amount = (index: number) => (80 + (index % 9) * 42.25).toFixed(2);
const day = (index: number) => changedAt(index * 24).slice(0, 10);
const LOCAL = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'America/New_York',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** `2024-01-01 09:00:00`, in the account's zone. Source: docs/platform-api.md, "Field names". */
const writeLocal = (epochMs: number) => LOCAL.format(epochMs);
const updated = (index: number) => changedAt(index).slice(0, 19).replace('T', ' ');

const times: ResourceDefinition['times'] = { changed: ['updated'], write: writeLocal };

/** Resources of FreshBooks Classic: JSON made from XML, so that all values are text. Source: docs/platform-api.md, "Resources of each element", "Field names". */
const CLASSIC: ReadonlyArray<
	readonly [name: string, idField: string, required: readonly string[], make: Make]
> = [
	['customers', 'client_id', ['organization'], freshbooksClient],
	[
		'invoices',
		'invoice_id',
		['client_id'],
		(i) => ({
			invoice_id: String(701 + i),
			client_id: String(301 + (i % 40)),
			number: String(i + 1).padStart(7, '0'),
			date: day(i),
			status: ['draft', 'sent', 'viewed', 'paid'][i % 4],
			amount: amount(i),
			amount_outstanding: i % 4 === 3 ? '0.00' : amount(i),
			currency_code: 'USD',
			lines: { line: [{ line_id: '1', name: 'Bread', quantity: '1', unit_cost: amount(i) }] },
			notes: null,
		}),
	],
	[
		'items',
		'item_id',
		['name'],
		(i) => ({ item_id: String(21 + i), name: `Item ${i + 1}`, unit_cost: '4.50', inventory: null }),
	],
	[
		'payments',
		'payment_id',
		['invoice_id', 'amount'],
		(i) => ({
			payment_id: String(901 + i),
			client_id: String(301 + (i % 40)),
			invoice_id: String(701 + i),
			amount: amount(i),
			date: day(i),
			type: 'Check',
		}),
	],
	[
		'taxes',
		'tax_id',
		['name', 'rate'],
		(i) => ({ tax_id: String(11 + i), name: `Tax ${i + 1}`, rate: String(i + 5), compound: '0' }),
	],
	[
		'vendors',
		'contractor_id',
		['name'],
		(i) => ({
			contractor_id: String(401 + i),
			name: nameAt(i),
			email: `supplier${i + 1}@example.com`,
		}),
	],
];

/** FreshBooks Classic knows pages of a hundred. */
export const FRESHBOOKS: readonly ResourceDefinition[] = CLASSIC.map(
	([name, idField, required, make]) => ({
		...PLAIN,
		name,
		idField,
		required,
		max: 100,
		since: { updated_from: 'updated' },
		times,
		make: (index: number) => ({ ...make(index), updated: updated(index) }),
	}),
);

const money = (index: number) => ({ amount: amount(index), code: 'USD' });

/** Resources of the newer FreshBooks; its numbers are numbers, its money is an object. Source: docs/platform-api.md, "Resources of each element", "Field names". */
const NEWER: ReadonlyArray<readonly [name: string, required: readonly string[], make: Make]> = [
	[
		'customers',
		[],
		(i) => ({
			organization: nameAt(i),
			fname: 'Robin',
			lname: nameAt(i),
			email: `contact${i + 1}@example.com`,
			vis_state: 0,
			note: null,
		}),
	],
	[
		'invoices',
		['customerid'],
		(i) => ({
			invoice_number: String(i + 1).padStart(7, '0'),
			customerid: 1001 + (i % 40),
			create_date: day(i),
			due_offset_days: 30,
			v3_status: i % 4 === 3 ? 'paid' : 'sent',
			amount: money(i),
			outstanding: i % 4 === 3 ? { amount: '0.00', code: 'USD' } : money(i),
		}),
	],
	['items', ['name'], (i) => ({ name: `Item ${i + 1}`, unit_cost: money(i), qty: '1' })],
	[
		'payments',
		['invoiceid', 'amount'],
		(i) => ({
			invoiceid: 1001 + i,
			clientid: 1001 + (i % 40),
			amount: money(i),
			date: day(i),
			type: 'Check',
		}),
	],
	['taxes', ['name'], (i) => ({ name: `Tax ${i + 1}`, amount: String(i + 5), compound: false })],
	[
		'vendors',
		['name'],
		(i) => ({ name: nameAt(i), primary_contact_email: `s${i + 1}@example.com` }),
	],
];

/** The newer FreshBooks. */
export const FRESHBOOKSV2: readonly ResourceDefinition[] = NEWER.map(([name, required, make]) => ({
	...PLAIN,
	name,
	required,
	max: 100,
	firstId: '1001',
	times,
	make: (index: number) => ({ id: 1001 + index, ...make(index), updated: updated(index) }),
}));
