import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outputOf, type Execution } from '../../demo/n8n/executions.mts';
import { INTUIT_OAUTH1_APPS, INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { openHarness, type Harness } from './harness.mts';

const COUNT = 10_000;
const AT_ONCE = 20;
const LONG_AGO_MS = 1_735_689_600_000;
const HALF_AN_HOUR_MS = 30 * 60_000;

let harness: Harness;

beforeAll(async () => {
	harness = await openHarness();
	await makeInstances();
}, 900_000);

afterAll(async () => {
	await harness?.close();
});

/** Three companies, as the example has tokens for them. */
const companies = INTUIT_USER_TOKENS.slice(0, 3);

async function makeInstance(index: number): Promise<void> {
	const { simulator } = harness;
	const { userSecret, organizationSecret } = simulator.accounts.main;
	const { realmId, token, secret } = companies[index % companies.length] as (typeof companies)[0];
	const app = INTUIT_OAUTH1_APPS.production;
	const answer = await fetch(`${simulator.apiUrl}/instances`, {
		method: 'POST',
		headers: {
			authorization: `User ${userSecret}, Organization ${organizationSecret}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			element: { key: 'quickbooks' },
			name: `Customer ${index}`,
			tags: ['QBO Token'],
			externalAuthentication: 'initial',
			configuration: {
				'oauth.callback.url': 'https://www.mycoolapp.com/auth',
				'oauth.api.key': app.key,
				'oauth.api.secret': app.secret,
				'oauth.user.token': token,
				'oauth.user.token.secret': secret,
				'oauth.user.refresh_interval': '13046400',
				'oauth.user.refresh_time': String(LONG_AGO_MS),
				'quickbooks.realm.id': realmId,
				'quickbooks.datasource': 'QBO',
			},
		}),
	});
	if (!answer.ok) throw new Error(await answer.text());
}

async function makeInstances(): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < COUNT) await makeInstance(next++);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const jsonOf = (execution: Execution, node: string) =>
	outputOf(execution, node).map(({ json }) => json);

describe('Re-provision every night, with 10,000 instances and faults', () => {
	it(
		'loses none, doubles none, and names the reason of every one that did not go well',
		async () => {
			const { client, simulator } = harness;
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
			const execution = await client.run('ceExNightly00001', 'Start Here', {
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
