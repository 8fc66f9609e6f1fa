import type { Table } from './table';

const phone = "Phones[?(@.PhoneType=='DEFAULT')].PhoneNumber";
const address = (field: string) => `Addresses[?(@.AddressType=='POBOX')].${field}`;

/** Who is invoiced. FreshBooks tells the time of a change in the zone of the account, so it stays as it is. */
export const customers: Table = {
	name: 'common-customers',
	objects: {
		quickbooks: { resource: 'customers', vendorName: 'customer' },
		xero: { resource: 'customers', vendorName: 'customer' },
		freshbooks: { resource: 'customers', vendorName: 'customers' },
	},
	rows: [
		['id', 'string', 'id', 'ContactID', 'client_id'],
		['name', 'string', 'displayName', 'Name', 'organization'],
		['firstName', 'string', 'givenName', 'FirstName', 'first_name'],
		['lastName', 'string', 'familyName', 'LastName', 'last_name'],
		['email', 'string', 'primaryEmailAddr.address', 'EmailAddress', 'email'],
		['phone', 'string', 'primaryPhone.freeFormNumber', phone, 'work_phone'],
		['address.line1', 'string', 'billAddr.line1', address('AddressLine1'), 'p_street1'],
		['address.line2', 'string', 'billAddr.line2', address('AddressLine2'), 'p_street2'],
		['address.city', 'string', 'billAddr.city', address('City'), 'p_city'],
		['address.region', 'string', 'billAddr.countrySubDivisionCode', address('Region'), 'p_state'],
		['address.postalCode', 'string', 'billAddr.postalCode', address('PostalCode'), 'p_code'],
		['address.country', 'string', 'billAddr.country', address('Country'), 'p_country'],
		['currency', 'string', 'currencyRef.value', 'DefaultCurrency', 'currency_code'],
		['taxNumber', 'string', 'primaryTaxIdentifier', 'TaxNumber', 'vat_number'],
		['note', 'string', 'notes', null, 'notes'],
		['balance', 'number', 'balance', 'Balances.AccountsReceivable.Outstanding', null],
		['updatedAt', 'string', 'metaData.lastUpdatedTime', 'UpdatedDateUTC', 'updated'],
	],
	scripts: {
		quickbooks: `if (fromVendor) set('updatedAt', instant(source.metaData && source.metaData.lastUpdatedTime));
else delete record.metaData;`,
		xero: `if (fromVendor) set('updatedAt', instant(source.UpdatedDateUTC));
else delete record.UpdatedDateUTC;`,
	},
};
