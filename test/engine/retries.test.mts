import { describe, expect, it } from '@jest/globals';
import { INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { outputOf, runNode, wordsOf } from './engine.mts';
import { approve, create } from './flow.mts';
import { instancesAt, quickbooksCredentials, REALM, useSimulator } from './quickbooks.mts';

const holder = useSimulator();
const NOW = { 'retry-after': '0' };
const LINK = '.*/oauth/url';
const POST = { method: 'POST', path: '/instances' };

const link = async (parameters = {}) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: quickbooksCredentials(holder.simulator, 'oAuth2'),
		parameters,
	});

const provision = async () =>
	await runNode({
		type: 'quickProvisionQbo',
		credentials: quickbooksCredentials(holder.simulator, 'oAuth1'),
		parameters: {
			authentication: 'oAuth1',
			realmId: REALM,
			userToken: INTUIT_USER_TOKENS[0]?.token ?? '',
			userTokenSecret: INTUIT_USER_TOKENS[0]?.secret ?? '',
		},
	});

describe('A call that is safe to repeat', () => {
	it('is repeated when the platform asks for a pause', async () => {
		holder.simulator.fault({ path: LINK, status: 429, headers: NOW, times: 2 });
		outputOf(await link());
		expect(holder.simulator.requests().map(({ status }) => status)).toEqual([429, 429, 200]);
	});

	it.each([502, 503, 504])('is repeated after %i', async (status) => {
		holder.simulator.fault({ path: LINK, status, headers: NOW });
		outputOf(await link());
		expect(holder.simulator.requests()).toHaveLength(2);
	});

	it('is repeated when its answer was lost, or never came to be', async () => {
		holder.simulator.fault({ path: LINK, loseAnswer: true });
		outputOf(await link());
		holder.simulator.fault({ path: LINK, drop: true });
		outputOf(await link());
		expect(holder.simulator.requests()).toHaveLength(4);
	});

	it.each([400, 401, 403, 404, 500])('is not repeated after %i', async (status) => {
		holder.simulator.fault({ path: LINK, status, headers: NOW, body: { message: 'No' } });
		wordsOf(await link());
		expect(holder.simulator.requests()).toHaveLength(1);
	});

	it('is not waited for when the pause would be longer than two minutes', async () => {
		const headers = { 'retry-after': '3600' };
		holder.simulator.fault({ path: LINK, status: 429, headers });
		expect(wordsOf(await link())).toMatch(/too many requests[^]*Parallel Requests/);
		expect(holder.simulator.requests()).toHaveLength(1);
	});

	it('is given up after five attempts, with words about what was tried', async () => {
		holder.simulator.fault({ path: LINK, status: 429, headers: NOW, times: 9 });
		expect(wordsOf(await link())).toMatch(/too many requests[^]*tried again several times/);
		expect(holder.simulator.requests()).toHaveLength(5);
	});
});

describe('POST /instances', () => {
	it('is repeated after 429, which was not carried out', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		holder.simulator.fault({ ...POST, status: 429, headers: NOW });
		outputOf(await create(holder.simulator, 'oAuth2', [item]));
		expect(holder.simulator.requests(POST).map(({ status }) => status)).toEqual([429, 200]);
	});

	it('is never repeated blindly: tokens whose answer was lost make one instance', async () => {
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const result = await provision();
		expect(holder.simulator.requests(POST)).toHaveLength(1);
		const known = await instancesAt(holder.simulator);
		expect(known).toHaveLength(1);
		// Whoever cannot be sure says so; whoever found it may put it out.
		if (result.error) {
			expect(wordsOf(result)).toMatch(/did not confirm[^]*Look for it|did not confirm[^]*tag/);
		} else {
			expect(outputOf(result)[0]?.id).toBe(known[0]?.id);
		}
	});

	it.each([500, 502, 503, 504])('is not repeated after %i', async (status) => {
		holder.simulator.fault({ ...POST, status, headers: NOW });
		expect(wordsOf(await provision())).toMatch(/did not confirm whether the instance was created/);
		expect(holder.simulator.requests(POST)).toHaveLength(1);
	});
});

describe('A pause that the platform asks for', () => {
	it('holds up every item of the run, not just the one that was told', async () => {
		holder.simulator.fault({ path: LINK, status: 429, headers: { 'retry-after': '1' } });
		outputOf(
			await runNode({
				type: 'getOAuthUrl',
				credentials: quickbooksCredentials(holder.simulator, 'oAuth2'),
				items: Array.from({ length: 8 }, () => ({})),
				parameters: {
					callbackUrl: '=https://n8n.example.com/webhook/{{ $itemIndex }}',
					options: { parallelRequests: 2 },
				},
			}),
		);
		const asked = holder.simulator.requests().map(({ query }) => query.callbackUrl);
		expect(asked).toHaveLength(9);
		// Had the other lane gone on, the one that was told would have come last.
		expect(asked.lastIndexOf(asked[0])).toBeLessThan(5);
	});
});
