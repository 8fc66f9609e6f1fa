const NAMES = [
	'Abbott',
	'Brandt',
	"D'Souza",
	'Eriksen',
	'Fontaine',
	'Garcia',
	'Haddad',
	'Ito',
	'Jensen',
	'Kowalski',
];

/** A name that no other place has. */
export function nameAt(index: number): string {
	return `${NAMES[index % NAMES.length] ?? ''} ${Math.floor(index / NAMES.length) + 1}`;
}

/** An hour later at each place, ISO 8601. */
export function changedAt(index: number): string {
	return new Date(Date.UTC(2024, 0, 1) + index * 3_600_000).toISOString();
}

/** A customer, contact or account without anything special. */
export function customerRecord(index: number): Record<string, unknown> {
	return {
		id: String(1001 + index),
		name: nameAt(index),
		email: `contact${index + 1}@example.com`,
		phone: index % 3 === 0 ? null : `+1 555 ${String(1000 + index)}`,
		updatedDate: changedAt(index),
	};
}

/** An invoice without anything special. */
export function invoiceRecord(index: number): Record<string, unknown> {
	return {
		id: String(5001 + index),
		number: `INV-${String(index + 1)}`,
		customerId: String(1001 + (index % 40)),
		total: 80 + (index % 9) * 42.25,
		memo: null,
		updatedDate: changedAt(index),
	};
}

/** Xero's ids are GUIDs in fields of their own. Source: docs/platform-api.md, "Resource calls". */
export function xeroId(index: number): string {
	return `${String(index).padStart(8, '0')}-5e7f-4c1a-9b3d-2f6a8c0e4d17`;
}

/** A contact of Xero. */
export function xeroContact(index: number): Record<string, unknown> {
	return {
		ContactID: xeroId(index),
		Name: nameAt(index),
		EmailAddress: `contact${index + 1}@example.com`,
		ContactStatus: 'ACTIVE',
		AccountNumber: null,
	};
}

/** FreshBooks Classic answers JSON made from XML: `@` before attributes, `$` for text. Source: docs/platform-api.md, "Resource calls". */
export function freshbooksClient(index: number): Record<string, unknown> {
	return {
		client_id: String(301 + index),
		organization: nameAt(index),
		email: `contact${index + 1}@example.com`,
		credits: { credit: { '@currency': 'USD', $: (index % 5).toFixed(2) } },
		notes: null,
	};
}
