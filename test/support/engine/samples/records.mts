import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { connect } from '../../connected.mts';
import { accountCredential } from '../../credentials.mts';
import { byToken, locator } from '../../locators.mts';
import { customApiCredential } from '../../quickbooks-custom-api.mts';
import type { Execution, ExecutionSample, Habits } from './sample.mts';

const CUSTOMER = { displayName: 'Written' };

/** Element Request, for a company at QuickBooks. */
const onRecords =
	(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		more: Partial<Execution> = {},
	): ExecutionSample =>
	async (simulator) => {
		const { token } = await connect(simulator, 'quickbooks');
		return {
			type: 'elementRequest',
			credentials: accountCredential(simulator),
			...more,
			parameters: {
				resource,
				operation,
				instance: byToken(token),
				object: locator('name', 'customers'),
				...parameters,
			} as INodeParameters,
		};
	};

/** Anything but an error confirms it. */
const CONFIRMING = /^(empty 200|oversized body)$/;

/** Anything but a web page may be a file. */
const FILE = /^(body that is not JSON|oversized body|wrong content type)$/;

const RECORD = { record: JSON.stringify(CUSTOMER) };

const CSV = Buffer.from('displayName\r\nWritten').toString('base64');

const onBooks =
	(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		habits: Habits = {},
	): ExecutionSample =>
	async (simulator) => ({
		type: 'quickBooksCustomApi',
		credentials: customApiCredential(simulator),
		parameters: { resource, operation, ...parameters } as INodeParameters,
		habits: { far: 'provider', ...habits },
	});

const BOOK_CUSTOMER = { recordType: 'Customer', recordId: '5' };

/** A sample or several for each operation on records. */
export const RECORD_SAMPLES: Readonly<Record<string, ExecutionSample>> = {
	'elementRequest record create': onRecords('record', 'create', RECORD),
	'elementRequest record upsert': onRecords('record', 'upsert', {
		...RECORD,
		matchField: 'displayName',
	}),
	'elementRequest record delete': onRecords(
		'record',
		'delete',
		{ recordId: '1|0' },
		{ habits: { takes: CONFIRMING } },
	),
	'elementRequest record get': onRecords('record', 'get', { recordId: '1|0' }),
	'elementRequest record getAll': onRecords('record', 'getAll', { returnAll: true }),
	// The change gives the record another ID, so that a second one is refused.
	'elementRequest record update': onRecords(
		'record',
		'update',
		{ recordId: '1|0', ...RECORD },
		{ habits: { once: /^PATCH/, takes: CONFIRMING } },
	),
	'elementRequest bulk download': onRecords(
		'bulk',
		'download',
		{ format: 'csv' },
		{ habits: { again: /\/bulk\/query$/ } },
	),
	'elementRequest bulk upload': onRecords(
		'bulk',
		'upload',
		{ binaryPropertyName: 'data' },
		{
			inputs: [
				{ json: {}, binary: { data: { data: CSV, mimeType: 'text/csv', fileName: 'a.csv' } } },
			],
		},
	),
	'elementRequest customCall call: a file': onRecords(
		'customCall',
		'call',
		{ path: 'customers', options: { responseFormat: 'file' } },
		{ habits: { takes: FILE } },
	),
	'elementRequest customCall call': onRecords(
		'customCall',
		'call',
		{
			method: 'POST',
			path: 'customers',
			bodyType: 'json',
			jsonBody: JSON.stringify(CUSTOMER),
		},
		{ habits: { takes: CONFIRMING } },
	),
	'quickBooksCustomApi company get': onBooks('company', 'get'),
	'quickBooksCustomApi customRequest send: a file': onBooks(
		'customRequest',
		'send',
		{ path: 'invoice/2/pdf', responseFormat: 'file' },
		{ takes: /^wrong content type$/ },
	),
	'quickBooksCustomApi customRequest send': onBooks(
		'customRequest',
		'send',
		{
			method: 'POST',
			path: 'customer',
			bodyType: 'json',
			jsonBody: '{ "DisplayName": "Written" }',
		},
		{ takes: CONFIRMING },
	),
	'quickBooksCustomApi record create': onBooks('record', 'create', {
		recordType: 'Customer',
		fields: '{ "DisplayName": "Written" }',
	}),
	'quickBooksCustomApi record delete': onBooks('record', 'delete', {
		recordType: 'Invoice',
		recordId: '2',
	}),
	'quickBooksCustomApi record get': onBooks('record', 'get', BOOK_CUSTOMER),
	'quickBooksCustomApi record query': onBooks('record', 'query', {
		statement: 'SELECT * FROM Customer',
		returnAll: true,
	}),
	'quickBooksCustomApi record update': onBooks('record', 'update', {
		...BOOK_CUSTOMER,
		fields: '{ "Notes": "Written" }',
	}),
};
