import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import type { Outputs, Poller } from '../../support/engine/poller.mts';
import { changesPoller, saveRecord, useClock } from '../../support/record-changes.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';
import { INTUIT_USER_TOKENS } from '../../../simulator/seed.mts';

const holder = useSimulator();
const advance = useClock(holder);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A company of its own for each number. */
async function connectCompany(index: number, tags: string[] = []): Promise<Connected> {
	const company = INTUIT_USER_TOKENS[index];
	return await connect(holder.simulator, 'quickbooks', {
		tags,
		configuration: {
			'oauth.user.token': company?.token,
			'oauth.user.token.secret': company?.secret,
			'quickbooks.realm.id': company?.realmId,
		},
	});
}

let count = 0;
const change = async (customer: Connected) => {
	const displayName = `Customer ${(count += 1)}`;
	await saveRecord(holder.simulator, customer, 'customers', { displayName });
	return displayName;
};
const namesOf = (outputs: Outputs | null) =>
	(outputs?.[0] ?? []).map(({ record }) => (record as IDataObject).displayName);
const failedOf = (outputs: Outputs | null) => outputs?.[1] ?? [];

async function started(parameters = {}): Promise<Poller> {
	const trigger = changesPoller(holder.simulator, parameters);
	await trigger.publish();
	return trigger;
}

const setEnabled = async ({ id }: Connected, enabled: boolean) =>
	await call(holder.simulator, enabled ? 'PUT' : 'DELETE', `/instances/${id}/enabled`);

describe('An instance that fails', () => {
	it('keeps its place and is told once, while the others go on', async () => {
		const [good, bad] = [await connectCompany(0), await connectCompany(1, ['customer:cus_7'])];
		const trigger = await started();
		advance(MINUTE);
		await setEnabled(bad, false);
		const [first, missed] = [await change(good), await change(good)];
		const outputs = await trigger.poll();
		expect(namesOf(outputs)).toEqual([first, missed]);
		expect(failedOf(outputs)).toEqual([
			{
				instanceId: String(bad.id),
				customerId: 'cus_7',
				element: 'quickbooks',
				object: 'customers',
				error: expect.stringMatching(/is disabled/),
				details: { code: 'instance_disabled', description: expect.stringMatching(/Enable it/) },
			},
		]);
		advance(DAY);
		expect(await trigger.poll()).toBeNull();

		await setEnabled(bad, true);
		const late = await change(bad);
		advance(DAY);
		expect(namesOf(await trigger.poll())).toEqual([late]);
		await setEnabled(bad, false);
		expect(failedOf(await trigger.poll())).toHaveLength(1);
	});

	it('is told with the words of the platform, after what passes was tried again', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		const body = { message: 'Bad Request', providerMessage: 'Out of order' };
		holder.simulator.fault({ path: '/customers', method: 'GET', status: 400, body });
		const name = await change(customer);
		const failing = await trigger.poll();
		expect(failing?.[0]).toEqual([]);
		expect(JSON.stringify(failedOf(failing))).toContain('Out of order');
		expect(namesOf(await trigger.poll())).toEqual([name]);
	});

	it('from the beginning is no news when it is disabled', async () => {
		const customer = await connectCompany(0);
		await setEnabled(customer, false);
		const trigger = await started();
		expect(await trigger.poll()).toBeNull();
		await setEnabled(customer, true);
		const name = await change(customer);
		expect(namesOf(await trigger.poll())).toEqual([name]);
	});

	it('half-way through its pages tells nothing twice', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		const names = [];
		for (let n = 0; n < 3; n++) names.push(await change(customer));
		const body = [{ id: '1|0' }];
		const headers = { 'elements-next-page-token': 'eyJwYWdlIjoyfQ' };
		holder.simulator.fault({ path: '/customers', status: 500, after: 1, body, headers });
		expect(namesOf(await trigger.poll())).toEqual([]);
		expect(namesOf(await trigger.poll())).toEqual(names);
		expect(await trigger.poll()).toBeNull();
	});

	it('because nobody knows how its element tells changes says what to enter', async () => {
		const { id } = await connect(holder.simulator, 'stripe');
		const trigger = await started();
		const [failed, ...others] = failedOf(await trigger.poll());
		expect(others).toEqual([]);
		expect(failed).toMatchObject({
			instanceId: String(id),
			element: 'stripe',
			error: expect.stringMatching(/stripe tells when a record changed/),
			details: { code: 'change_date_unknown', description: expect.stringMatching(/Change Date/) },
		});
	});

	it('because its records have no such date is not guessed about', async () => {
		await connect(holder.simulator, 'stripe');
		const trigger = await started({ options: { changedField: 'modified' } });
		const body = [{ id: '1', updatedDate: '2024-01-01T00:00:00Z' }];
		holder.simulator.fault({ path: '/customers', status: 200, body });
		expect(failedOf(await trigger.poll())[0]).toMatchObject({
			error: expect.stringMatching(/no date in modified/),
			details: { code: 'change_date_unknown' },
		});
	});
});

describe('A change', () => {
	it('that is listed late is told all the same', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		advance(3 * MINUTE);
		const name = await change(customer);
		advance(MINUTE);
		// The provider does not list it yet.
		holder.simulator.fault({ path: '/customers', status: 200, body: [] });
		expect(await trigger.poll()).toBeNull();
		advance(2 * MINUTE);
		expect(namesOf(await trigger.poll())).toEqual([name]);
		advance(MINUTE);
		expect(await trigger.poll()).toBeNull();
	});

	it('of an element that does not filter is told apart from the rest by its date', async () => {
		const customer = await connect(holder.simulator, 'stripe');
		const trigger = await started({ options: { changedField: 'updatedDate' } });
		const made = await saveRecord(holder.simulator, customer, 'customers', { name: 'New' });
		const old = { ...made, id: '1', updatedDate: '2024-01-01T00:00:00.000Z' };
		holder.simulator.fault({ path: '/customers', status: 200, body: [old, made] });
		expect((await trigger.poll())?.[0]?.map(({ record }) => record)).toEqual([made]);
	});
});

describe('The place survives', () => {
	it.each([
		['a restart', {}],
		['a change of the scope', { scope: 'tag', tag: 'production' }],
		['a change of Start At', { startAt: '2020-01-01T00:00:00Z' }],
	])('%s', async (_, edited) => {
		const customer = await connectCompany(0, ['production']);
		const trigger = await started();
		advance(MINUTE);
		const before = await change(customer);
		expect(namesOf(await trigger.poll())).toEqual([before]);
		advance(DAY);
		// Polls that find nothing are not saved by n8n.
		expect(await trigger.poll()).toBeNull();
		const meanwhile = await change(customer);
		advance(DAY);
		Object.assign(trigger.parameters, edited);
		expect(namesOf(await trigger.publish())).toEqual([meanwhile]);
		expect(await trigger.publish()).toBeNull();
		const after = await change(customer);
		expect(namesOf(await trigger.poll())).toEqual([after]);
	});

	it('another name of the node, and the name that it had before', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		const own = trigger.nodeName;
		for (const name of ['Changes', own, 'Changes']) {
			advance(DAY);
			const meanwhile = await change(customer);
			trigger.nodeName = name;
			expect(namesOf(await trigger.publish())).toEqual([meanwhile]);
		}
	});

	it('not a change of the object, which begins anew', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		Object.assign(trigger.parameters, { object: 'vendors' });
		await saveRecord(holder.simulator, customer, 'vendors', { displayName: 'Before' });
		advance(MINUTE);
		expect(await trigger.publish()).toBeNull();
		await saveRecord(holder.simulator, customer, 'vendors', { displayName: 'After' });
		expect(namesOf(await trigger.poll())).toEqual(['After']);
	});

	it('a list of instances that could not be read', async () => {
		const customer = await connectCompany(0);
		const trigger = await started();
		const name = await change(customer);
		const kept = trigger.kept;
		holder.simulator.fault({ path: '/instances', status: 403, body: { message: 'Not now' } });
		await expect(trigger.poll()).rejects.toMatchObject({
			description: expect.stringContaining('Not now'),
		});
		expect(trigger.kept).toBe(kept);
		expect(namesOf(await trigger.poll())).toEqual([name]);
	});
});

describe('A new instance', () => {
	it('begins when it was connected', async () => {
		await connectCompany(0);
		const trigger = await started();
		advance(DAY);
		const neighbour = await connectCompany(1);
		await change(neighbour);
		advance(DAY);
		// n8n was down, and what it had found since is lost.
		const added = await connectCompany(1);
		const name = await change(added);
		const outputs = await trigger.publish();
		const own = (outputs?.[0] ?? []).filter(({ instanceId }) => instanceId === String(added.id));
		expect(own.map(({ record }) => (record as IDataObject).displayName)).toEqual([name]);
	});

	it('begins at Start At, and so do those that were there', async () => {
		const first = await connectCompany(0);
		const old = await change(first);
		const startAt = new Date(Date.now() - 1000).toISOString();
		advance(DAY);
		const trigger = changesPoller(holder.simulator, { startAt });
		expect(await trigger.publish()).toBeNull();
		expect(namesOf(await trigger.poll())).toEqual([old]);
		const added = await connectCompany(1);
		const theirs = await change(added);
		expect(namesOf(await trigger.poll())).toEqual([theirs]);
		advance(DAY);
		expect(await trigger.poll()).toBeNull();
	});
});
