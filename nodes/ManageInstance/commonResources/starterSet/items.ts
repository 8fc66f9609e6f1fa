import type { Table } from './table';

/** What is sold. */
export const items: Table = {
	name: 'common-items',
	objects: {
		quickbooks: { resource: 'products', vendorName: 'product' },
		xero: { resource: 'products', vendorName: 'product' },
		freshbooks: { resource: 'items', vendorName: 'items' },
	},
	rows: [
		['id', 'string', 'id', 'ItemID', 'item_id'],
		['code', 'string', 'sku', 'Code', null],
		['name', 'string', 'name', 'Name', 'name'],
		['description', 'string', 'description', 'Description', 'description'],
		['price', 'number', 'unitPrice', 'SalesDetails.UnitPrice', 'unit_cost'],
		['cost', 'number', 'purchaseCost', 'PurchaseDetails.UnitPrice', null],
		['stock', 'number', 'qtyOnHand', 'QuantityOnHand', 'inventory'],
	],
	scripts: {
		freshbooks: `if (fromVendor) {
	set('price', amount(source.unit_cost));
	set('stock', amount(source.inventory));
}`,
	},
};
