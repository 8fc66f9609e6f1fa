import { describe, expect, it } from '@jest/globals';
import { REALM } from '../../support/companies.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import {
	bookRequests,
	customApiCredential,
	runCustomApi,
} from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const record = (operation: string, more: object = {}) => ({
	resource: 'record',
	operation,
	...more,
});

describe('QuickBooks: Custom API, for company and records,', () => {
	it('gets the company that the credential was connected to', async () => {
		const result = await runCustomApi(holder.simulator, { resource: 'company', operation: 'get' });
		expect(outputOf(result)).toMatchObject([{ CompanyName: 'Harbor Lane Bakery', Country: 'US' }]);
		expect(bookRequests(holder.simulator)).toMatchObject([
			{ method: 'GET', path: `companyinfo/${REALM}`, query: { minorversion: '75' } },
		]);
	});

	it('gets a record by its ID, of a type that the list does not have too', async () => {
		const listed = await runCustomApi(
			holder.simulator,
			record('get', { recordType: 'Invoice', recordId: '={{ $json.id }}' }),
			{ items: [{ id: 2 }] },
		);
		expect(outputOf(listed)).toMatchObject([{ Id: '2', DocNumber: '1002' }]);
		const other = await runCustomApi(
			holder.simulator,
			record('get', { recordType: 'other', recordTypeName: 'CompanyInfo', recordId: '1' }),
		);
		expect(outputOf(other)).toMatchObject([{ CompanyName: 'Harbor Lane Bakery' }]);
	});

	it('lets several items change one record, one after the other', async () => {
		const phones = ['555-0101', '555-0102', '555-0103', '555-0104'];
		const result = await runCustomApi(
			holder.simulator,
			record('update', {
				recordType: 'Customer',
				recordId: '5',
				fields: '={{ { PrimaryPhone: { FreeFormNumber: $json.phone } } }}',
			}),
			{ items: phones.map((phone) => ({ phone })) },
		);
		const tokens = outputOf(result).map(({ SyncToken }) => Number(SyncToken));
		const [first = 0] = tokens;
		expect(tokens).toEqual([first, first + 1, first + 2, first + 3]);
	});

	it('creates an item each, in order and paired with the input', async () => {
		const names = ['Zoë Öst', 'Anna & Söhne', 'Café "Noir"'];
		const result = await runCustomApi(
			holder.simulator,
			record('create', {
				recordType: 'Customer',
				fields: '={{ { DisplayName: $json.name } }}',
			}),
			{ items: names.map((name) => ({ name })) },
		);
		expect(outputOf(result).map(({ DisplayName }) => DisplayName)).toEqual(names);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('changes the fields that are named and reads the SyncToken first', async () => {
		const update = (fields: object) =>
			runCustomApi(
				holder.simulator,
				record('update', {
					recordType: 'Customer',
					recordId: '5',
					fields: JSON.stringify(fields),
				}),
			);
		outputOf(await update({ CompanyName: 'First' }));
		const second = outputOf(await update({ CompanyName: 'Second' }));
		expect(second).toMatchObject([
			{ Id: '5', SyncToken: '2', CompanyName: 'Second', GivenName: 'Émile' },
		]);
	});

	it('sends the whole record where a type knows no sparse update', async () => {
		const result = await runCustomApi(
			holder.simulator,
			record('update', {
				recordType: 'Vendor',
				recordId: '3',
				fields: '{ "CompanyName": "Mills Ltd." }',
				options: { updateMode: 'full' },
			}),
		);
		expect(outputOf(result)).toMatchObject([
			{ DisplayName: 'Supplier 3', CompanyName: 'Mills Ltd.' },
		]);
		expect(bookRequests(holder.simulator).at(-1)?.body).toMatchObject({
			sparse: false,
			GivenName: 'Chidi',
		});
	});

	it('takes a SyncToken of the user, who then learns that somebody else was faster', async () => {
		const result = await runCustomApi(
			holder.simulator,
			record('update', {
				recordType: 'Customer',
				recordId: '5',
				fields: '{ "SyncToken": "7", "CompanyName": "Mine" }',
			}),
		);
		expect(wordsOf(result)).toMatch(/changed by somebody else[^]*Stale Object.*code 5010/);
		expect(bookRequests(holder.simulator).map(({ method }) => method)).toEqual(['POST']);
	});

	it('deletes transactions', async () => {
		const remove = record('delete', { recordType: 'Invoice', recordId: '7' });
		expect(outputOf(await runCustomApi(holder.simulator, remove))).toEqual([
			{ deleted: true, recordType: 'Invoice', id: '7', madeInactive: false },
		]);
		const gone = await runCustomApi(
			holder.simulator,
			record('get', { recordType: 'Invoice', recordId: '7' }),
		);
		expect(wordsOf(gone)).toMatch(/did not find the record/);
	});

	it('makes customers inactive, which QuickBooks does not delete, and keeps their fields', async () => {
		const remove = record('delete', { recordType: 'Customer', recordId: '1' });
		expect(outputOf(await runCustomApi(holder.simulator, remove))).toMatchObject([
			{ madeInactive: true },
		]);
		const read = record('get', { recordType: 'Customer', recordId: '1' });
		expect(outputOf(await runCustomApi(holder.simulator, read))).toMatchObject([
			{ Active: false, DisplayName: 'Amelia Abbott' },
		]);
	});

	it('lets the other items go on when one goes wrong', async () => {
		const result = await runCustomApi(
			holder.simulator,
			record('get', { recordType: 'Customer', recordId: '={{ $json.id }}' }),
			{ items: [{ id: '1' }, { id: '9999' }, { id: '3' }], onError: 'continueErrorOutput' },
		);
		expect(result.outputs[0]?.map(({ json }) => json.Id)).toEqual(['1', '3']);
		expect(result.outputs[1]).toMatchObject([
			{
				json: {
					id: '9999',
					details: {
						providerCode: '610',
						statusCode: 400,
						intuitTid: expect.stringMatching(/^1-/),
					},
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('refuses a record ID that would lead elsewhere before anything is sent', async () => {
		for (const recordId of ['', '../customer', '1/pdf']) {
			const result = await runCustomApi(
				holder.simulator,
				record('delete', { recordType: 'Invoice', recordId: `={{ '${recordId}' }}` }),
			);
			expect(wordsOf(result)).toMatch(/record ID/);
		}
		expect(bookRequests(holder.simulator)).toEqual([]);
	});

	it('asks for a company where the connection names none', async () => {
		const credentials = customApiCredential(holder.simulator, {
			oauthTokenData: { access_token: 'anything' },
		});
		const parameters = { resource: 'company', operation: 'get' };
		const result = await runNode({ type: 'quickBooksCustomApi', credentials, parameters });
		expect(wordsOf(result)).toMatch(/No company was given\nEnter the Company ID/);
	});

	it('refuses a company ID that a number cut off', async () => {
		const result = await runCustomApi(
			holder.simulator,
			{ resource: 'company', operation: 'get', realmId: '={{ $json.realmId }}' },
			{ items: [{ realmId: Number('4620816365012345670') }] },
		);
		expect(wordsOf(result)).toMatch(/realmId is too long for a number.*\n.*Give it as text/);
	});
});
