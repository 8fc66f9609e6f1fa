import { describe, expect, it } from '@jest/globals';
import { INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { connect } from '../support/connected.mts';
import { useHarness } from './harness.mts';
import { jsonOf } from './workflows.mts';

/** A tenth of what the title of this file promises, unless all are asked for. */
const COUNT = Number(process.env.NIGHTLY_INSTANCES ?? 1_000);
const AT_ONCE = 20;
const LONG_AGO_MS = 1_735_689_600_000;
const HALF_AN_HOUR_MS = 30 * 60_000;

const harness = useHarness();

/** Three companies, as the example has tokens for them. */
const companies = INTUIT_USER_TOKENS.slice(0, 3);

async function makeInstance(index: number): Promise<void> {
	const company = companies[index % companies.length];
	await connect(harness.simulator, 'quickbooks', {
		name: `Customer ${index}`,
		tags: ['QBO Token'],
		configuration: {
			'oauth.user.token': company?.token,
			'oauth.user.token.secret': company?.secret,
			'oauth.user.refresh_time': String(LONG_AGO_MS),
			'quickbooks.realm.id': company?.realmId,
		},
	});
}

async function makeInstances(): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < COUNT) await makeInstance(next++);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

describe(`Re-provision every night, with ${COUNT} instances and faults`, () => {
	it(
		'loses none, doubles none, and names the reason of every one that did not go well',
		async () => {
			const { client, simulator } = harness;
			await makeInstances();
			const path = '/instances/\\d+';
			simulator.fault({ method: 'PUT', path, rate: 0.01, status: 500, body: { message: 'Oops' } });
			simulator.fault({ method: 'PUT', path, rate: 0.01, loseAnswer: true });
			simulator.fault({
				method: 'GET',
				path,
				rate: 0.01,
				status: 503,
				headers: { 'retry-after': '0' },
			});
			const execution = await client.run('ceExNightly00001', 'Every Night', {
				timeoutMs: HALF_AN_HOUR_MS,
			});

			expect(execution.data.resultData.error).toBeUndefined();
			const renewed = jsonOf(execution, 'Re-Provision').map(({ id }) => id);
			const failed = jsonOf(execution, 'Not Renewed');
			expect(new Set([...renewed, ...failed.map(({ instanceId }) => instanceId)]).size).toBe(COUNT);
			expect(renewed.length + failed.length).toBe(COUNT);
			expect(failed.length).toBeGreaterThan(0);
			expect(failed.length).toBeLessThan(COUNT * 0.03);
			expect(failed.filter(({ reason, details }) => !reason || !details)).toEqual([]);
			expect(simulator.requests({ method: 'POST', path: /\/instances$/ })).toHaveLength(COUNT);
		},
		HALF_AN_HOUR_MS,
	);
});
