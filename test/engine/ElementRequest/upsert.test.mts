import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { useConnected } from '../../support/connected.mts';
import { callLines, recordsOf } from '../../support/element-request.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const customer = useConnected(holder);

const run = recordsOf(holder, customer);

const calls = () => callLines(holder.simulator);

const API = '/elements/api-v2';

describe('Create or Update', () => {
	const upsert = async (items: IDataObject[], options: IDataObject = {}, matchField = 'email') =>
		await run(
			'upsert',
			{ record: '={{ $json.record }}', matchField, options },
			items.map((record) => ({ ...customer, record })),
		);

	it('creates what is not there and updates what is', async () => {
		const email = 'contact3@example.com';
		const rows = outputOf(
			await upsert([
				{ name: 'New', email: 'n@x.example' },
				{ email, name: 'C' },
			]),
		);
		expect(rows[0]).toMatchObject({ name: 'New', id: '900057' });
		expect(rows[1]).toMatchObject({ name: 'C', id: '1003' });
	});

	it('makes one record for items that want the same one', async () => {
		const items = Array.from({ length: 8 }, (_, n) => ({ email: 'n@x.example', name: `${n}` }));
		const rows = outputOf(await upsert(items));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
		expect(calls().filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('changes nothing when several records match', async () => {
		outputOf(await run('create', { record: '{"name":"x","email":"contact3@example.com"}' }));
		const words = wordsOf(await upsert([{ email: 'contact3@example.com', name: 'y' }]));
		expect(words).toMatch(/Several customers have this value in "email"/);
		expect(calls().filter((line) => line.startsWith('PATCH'))).toEqual([]);
	});

	it('changes nothing when the element gives another record than was asked for', async () => {
		const body = [{ id: '1', email: 'somebody@else.example' }];
		holder.simulator.fault({ path: '/customers', status: 200, body, times: 2 });
		const words = wordsOf(await upsert([{ email: 'n@x.example', name: 'y' }]));
		expect(words).toMatch(/is not the one looked for, so nothing was changed/);
		expect(calls().filter((line) => !line.startsWith('GET'))).toEqual([]);
	});

	it('knows IDs of other names, and says which fields there are when it does not', async () => {
		const body = [{ ContactID: '1005', email: 'e@x.example' }];
		const answer = { path: '/customers', method: 'GET', status: 200, body };
		holder.simulator.fault(answer);
		const record = { email: 'e@x.example', name: 'E' };
		outputOf(await upsert([record], { idField: 'ContactID' }));
		expect(calls()).toContain(`PATCH ${API}/customers/1005`);

		holder.simulator.fault(answer);
		expect(wordsOf(await upsert([record]))).toMatch(/no field "id"[^]*It has: ContactID, email/);
	});

	it.each([{ name: 'no email' }, { email: '' }, { email: { at: 'x.example' } }])(
		'sends nothing for %j',
		async (record) => {
			expect(wordsOf(await upsert([record]))).toMatch(
				/match field|email in the filter is an object/,
			);
			expect(calls()).toEqual([]);
		},
	);
});
