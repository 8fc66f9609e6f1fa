import { describe, expect, it } from '@jest/globals';
import { connect } from '../../support/connected.mts';
import { healthTrigger, pollOnce, revoke, switchTo } from '../../support/connection-health.mts';
import { byId } from '../../support/locators.mts';
import { freshCallback, lose, onboard, one, reprovision } from '../../support/manage-instance.mts';
import { call } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

/** A trigger that has seen everything once. */
async function watching(parameters = {}) {
	const trigger = healthTrigger(holder.simulator, parameters);
	expect(await trigger.publish()).toBeNull();
	return trigger;
}

describe('The first poll', () => {
	it('tells nothing, and neither does the next one while all stays as it is', async () => {
		const lost = await onboard(holder.simulator);
		await lose(holder.simulator, lost);
		await onboard(holder.simulator);
		const trigger = await watching();
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('learns who was dead already, so that it is told when they come back', async () => {
		const made = await onboard(holder.simulator);
		await lose(holder.simulator, made);
		const trigger = await watching();
		await reprovision(holder.simulator, made, await freshCallback(holder.simulator));
		expect(await pollOnce(trigger)).toEqual([
			expect.objectContaining({ event: 'recovered', instanceId: String(made.id) }),
		]);
	});
});

describe('A connection that the customer has ended', () => {
	it('is told once, in the words of Check, with whose it is', async () => {
		const made = await onboard(holder.simulator, { customerId: 'cus_7', tags: 'gold' });
		await onboard(holder.simulator);
		const trigger = await watching();
		revoke(holder.simulator, made);
		const items = await pollOnce(trigger);
		holder.simulator.clock.reset();
		expect(items).toEqual([
			{
				event: 'died',
				instanceId: String(made.id),
				name: made.name,
				tags: expect.arrayContaining(['gold', 'customer:cus_7']),
				customerId: 'cus_7',
				element: 'quickbooks',
				reason: expect.stringMatching(/no longer accepts the connection/),
				nextStep: expect.stringMatching(/new link of Get OAuth URL/),
				expiresAt: null,
			},
		]);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('is told when the platform has given up and its row says so', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		await lose(holder.simulator, made);
		expect(await pollOnce(trigger)).toEqual([
			expect.objectContaining({
				event: 'died',
				customerId: null,
				reason: expect.stringContaining('the platform gave up'),
			}),
		]);
		expect(await trigger.poll()).toBeNull();
	});

	it('is told as recovered once, and may die again', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		for (let time = 0; time < 2; time++) {
			await lose(holder.simulator, made);
			expect(await pollOnce(trigger)).toEqual([expect.objectContaining({ event: 'died' })]);
			await reprovision(holder.simulator, made, await freshCallback(holder.simulator));
			expect(await pollOnce(trigger)).toEqual([
				expect.objectContaining({
					event: 'recovered',
					reason: 'The provider answered.',
					nextStep: 'Nothing to do.',
				}),
			]);
			expect(await trigger.poll()).toBeNull();
		}
	});
});

describe('What is no death', () => {
	it('is that somebody switches an instance off and on', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		await switchTo(holder.simulator, made, false);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		await switchTo(holder.simulator, made, true);
		expect(await trigger.poll()).toBeNull();
		await lose(holder.simulator, made);
		expect(await pollOnce(trigger)).toEqual([expect.objectContaining({ event: 'died' })]);
	});

	it('is a provider that is down, or that asks for a pause', async () => {
		await onboard(holder.simulator);
		const trigger = await watching();
		holder.simulator.fault({ path: '/ping', status: 500 });
		expect(await trigger.poll()).toBeNull();
		holder.simulator.fault({ path: '/ping', status: 429, headers: { 'retry-after': '900' } });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('is that an instance is deleted, also while the poll is under way', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		const { body } = await call(holder.simulator, 'GET', '/instances');
		await one(holder.simulator, 'delete', { instance: byId(made.id) });
		holder.simulator.fault({ method: 'GET', path: '/instances', status: 200, body });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('is that an instance was enabled after the list was read', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		holder.simulator.fault({ path: '/usage', status: 403, body: { message: 'Forbidden' } });
		const row = { ...made, disabled: true };
		holder.simulator.fault({ path: '/instances', status: 200, body: [row] });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('is that the platform calls invalid what works', async () => {
		const made = await onboard(holder.simulator);
		const trigger = await watching();
		const row = { ...made, valid: false, disabled: false };
		holder.simulator.fault({ path: '/instances', times: 3, status: 200, body: [row] });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		expect(holder.simulator.requests({ path: '/ping' })).toHaveLength(3);
	});
});

describe('Which instances are watched', () => {
	it.each([
		['all', {}, ['books', 'desk']],
		['those with a tag', { scope: 'tag', tag: 'gold' }, ['desk']],
		[
			'those of an element',
			{ options: { element: { __rl: true, mode: 'key', value: 'quickbooks' } } },
			['books'],
		],
	])('%s', async (_, parameters, names) => {
		await connect(holder.simulator, 'quickbooks', { name: 'books', tags: ['silver'] });
		await connect(holder.simulator, 'stripe', { name: 'desk', tags: ['gold'] });
		const trigger = await watching(parameters);
		const refusal = { status: 401, body: { message: 'Unauthorized' } };
		holder.simulator.fault({ path: '/(ping|objects)', times: 9, ...refusal });
		const items = await pollOnce(trigger);
		expect(items.map(({ name }) => name).sort()).toEqual(names);
	});

	it('is looked at here too, each once, where a host gives others or one twice', async () => {
		const books = await connect(holder.simulator, 'quickbooks', { name: 'books', tags: ['gold'] });
		await connect(holder.simulator, 'quickbooks', { name: 'other books', tags: ['silver'] });
		await connect(holder.simulator, 'stripe', { name: 'quickbooks desk', tags: ['gold'] });
		const { body } = await call(holder.simulator, 'GET', '/instances');
		const rows = [...(body as object[]), ...(body as object[])];
		const trigger = await watching({
			scope: 'tag',
			tag: 'gold',
			options: { element: { __rl: true, mode: 'key', value: 'quickbooks' } },
		});
		const refusal = { status: 401, body: { message: 'Unauthorized' } };
		holder.simulator.fault({ path: '/(ping|objects)', times: 9, ...refusal });
		holder.simulator.fault({ path: '/instances', status: 200, body: rows });
		expect(await pollOnce(trigger)).toEqual([
			expect.objectContaining({ instanceId: String(books.id) }),
		]);
	});

	it('starts anew where something else is watched, so nobody hears of what was so before', async () => {
		const made = await connect(holder.simulator, 'quickbooks', { tags: ['gold'] });
		const trigger = await watching({ scope: 'tag', tag: 'silver' });
		await switchTo(holder.simulator, made, false);
		trigger.parameters = { scope: 'tag', tag: 'gold' };
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it.each([
		[{ scope: 'tag', tag: ' ' }, /Tag is empty/],
		[{ scope: 'some' }, /Scope is none of its choices: all, tag/],
		[{ options: { callsPerPoll: 0 } }, /Calls per Poll must be a whole number/],
	])('is refused before anything is sent: %j', async (parameters, words) => {
		const trigger = healthTrigger(holder.simulator, parameters);
		await expect(trigger.poll()).rejects.toThrow(words);
		expect(holder.simulator.requests()).toEqual([]);
	});
});

describe('In the editor', () => {
	it('a test event is a sample of nobody, and nothing is remembered', async () => {
		const made = await onboard(holder.simulator);
		const trigger = healthTrigger(holder.simulator);
		const before = holder.simulator.requests().length;
		const [[item] = []] = (await trigger.fetchTestEvent()) ?? [];
		expect(item).toMatchObject({ event: 'died', instanceId: '42', customerId: 'sample' });
		expect(holder.simulator.requests().length - before).toBe(1);
		expect(trigger.kept).toBe('{}');
		await trigger.publish();
		revoke(holder.simulator, made);
		const [change] = await pollOnce(trigger);
		expect(Object.keys(item ?? {})).toEqual(Object.keys(change ?? {}));
	});

	it('a secret that is wrong shows at once', async () => {
		const trigger = healthTrigger(holder.simulator);
		const { cloudElementsApi } = trigger.credentials;
		trigger.credentials = { cloudElementsApi: { ...cloudElementsApi, userSecret: 'wrong' } };
		await expect(trigger.fetchTestEvent()).rejects.toThrow(/refused the user secret/);
	});
});
