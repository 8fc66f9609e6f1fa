import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import type { Outputs } from '../../support/engine/poller.mts';
import {
	changesPoller,
	connectByApproval,
	saveRecord,
	useClock,
} from '../../support/record-changes.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const advance = useClock(holder);
const MINUTE = 60_000;

const typesOf = (outputs: Outputs | null) => outputs?.[0]?.map(({ changeType }) => changeType);
const clauses = (object = 'customers') =>
	holder.simulator.requests({ path: `/${object}`, method: 'GET' }).map(({ query }) => query.where);

interface Software {
	element: string;
	object: string;
	idField: string;
	record: object;
	/** What a record of before has else. */
	earlier?: object;
	options?: INodeParameters;
	types: [string, string];
	clause: RegExp;
}

const SECOND = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d';
const SOFTWARE: Software[] = [
	{
		element: 'quickbooks',
		object: 'customers',
		idField: 'id',
		record: { displayName: 'Fern & Oak' },
		earlier: { displayName: 'Old Oak' },
		types: ['created', 'updated'],
		clause: new RegExp(`^\`metaData.lastUpdatedTime\` >= ${SECOND}\\+00:00$`),
	},
	{
		element: 'xero',
		object: 'invoices',
		idField: 'InvoiceID',
		record: { Type: 'ACCREC', Contact: { ContactID: '1' } },
		types: ['changed', 'changed'],
		clause: new RegExp(`^UpdatedDateUTC >= '${SECOND}Z'$`),
	},
	{
		element: 'sageone',
		object: 'customers',
		idField: 'id',
		record: { name: 'Fern & Oak' },
		types: ['created', 'updated'],
		clause: new RegExp(`^lastModifiedDate >= '${SECOND}Z'$`),
	},
	{
		element: 'sageoneus',
		object: 'contacts',
		idField: 'id',
		record: { name: 'Fern & Oak' },
		types: ['created', 'updated'],
		clause: new RegExp(`^updated_or_created_since = '${SECOND}\\+00:00'$`),
	},
	{
		element: 'freshbooks',
		object: 'customers',
		idField: 'client_id',
		record: { organization: 'Fern & Oak' },
		types: ['changed', 'changed'],
		clause: /^updated_from = '\d{4}-\d\d-\d\d'$/,
	},
	{
		element: 'stripe',
		object: 'customers',
		idField: 'id',
		record: { name: 'Fern & Oak' },
		options: { changedField: 'updatedDate' },
		types: ['changed', 'changed'],
		clause: new RegExp(`^updatedDate >= '${SECOND}\\.000Z'$`),
	},
];

async function connectTo(element: string): Promise<Connected> {
	const direct = element === 'quickbooks' || element === 'stripe';
	return direct
		? await connect(holder.simulator, element)
		: await connectByApproval(holder.simulator, element);
}

describe.each(SOFTWARE)('The changes of $element', (software) => {
	const { element, object, idField, record, earlier, options = {}, types, clause } = software;

	it('are told once each, and nothing that was there before', async () => {
		const customer = await connectTo(element);
		// Changed today, but before the trigger.
		await saveRecord(holder.simulator, customer, object, { ...record, ...earlier });
		advance(2 * MINUTE);
		const trigger = changesPoller(holder.simulator, { object, options });
		expect(await trigger.publish()).toBeNull();
		advance(MINUTE);
		expect(await trigger.poll()).toBeNull();

		const made = await saveRecord(holder.simulator, customer, object, { ...record, note: 'new' });
		expect(await trigger.poll()).toEqual([
			[
				{
					instanceId: String(customer.id),
					customerId: null,
					element,
					object,
					changeType: types[0],
					record: made,
				},
			],
			[],
		]);
		advance(MINUTE);
		expect(await trigger.poll()).toBeNull();

		const path = `${object}/${encodeURIComponent(made[idField] as string)}`;
		const changed = { ...record, note: 'other' };
		const after = await saveRecord(holder.simulator, customer, path, changed, 'PUT');
		const outputs = await trigger.poll();
		expect(typesOf(outputs)).toEqual([types[1]]);
		expect(outputs?.[0]?.[0]?.record).toEqual(after);
		advance(10 * MINUTE);
		expect(await trigger.poll()).toBeNull();
		for (const asked of clauses(object).filter(Boolean)) expect(asked).toMatch(clause);
	});
});
