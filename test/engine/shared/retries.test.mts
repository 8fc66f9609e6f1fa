import { describe, expect, it } from '@jest/globals';
import type { FaultRule } from '../../../simulator/index.mts';
import { INTUIT_USER_TOKENS } from '../../../simulator/seed.mts';
import { REALM } from '../../support/companies.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { approve, create } from '../../support/flow.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();
const LINK = '.*/oauth/url';
const POST = { method: 'POST', path: '/instances' };

const link = async (parameters = {}) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentialsOf(holder.simulator, 'oAuth2'),
		parameters,
	});

const provision = async () =>
	await runNode({
		type: 'quickProvisionQbo',
		credentials: credentialsOf(holder.simulator, 'oAuth1'),
		parameters: {
			authentication: 'oAuth1',
			realmId: REALM,
			userToken: INTUIT_USER_TOKENS[0]?.token ?? '',
			userTokenSecret: INTUIT_USER_TOKENS[0]?.secret ?? '',
		},
	});

describe('A call that is safe to repeat', () => {
	it('is repeated when the platform asks for a pause, and not before it is over', async () => {
		const headers = { 'retry-after': '7' };
		holder.simulator.fault({ path: LINK, status: 429, headers, times: 2 });
		outputOf(await link());
		expect(holder.simulator.requests().map(({ status }) => status)).toEqual([429, 429, 200]);
		expect(time.pauses).toEqual([7250, 7500]);
	});

	it.each([429, 502, 503, 504])('is repeated after %i, less and less often', async (status) => {
		holder.simulator.fault({ path: LINK, status, times: 4 });
		outputOf(await link());
		expect(holder.simulator.requests()).toHaveLength(5);
		expect(time.pauses).toEqual([250, 500, 1000, 2000]);
	});

	it.each<[string, Partial<FaultRule>]>([
		['was lost', { loseAnswer: true }],
		['never came to be', { drop: true }],
	])('is repeated when its answer %s', async (_, fault) => {
		holder.simulator.fault({ ...fault, path: LINK });
		outputOf(await link());
		expect(holder.simulator.requests()).toHaveLength(2);
		expect(time.pauses).toEqual([250]);
	});

	it.each([400, 401, 403, 404, 500])('is not repeated after %i', async (status) => {
		holder.simulator.fault({ path: LINK, status, body: { message: 'No' } });
		wordsOf(await link());
		expect(holder.simulator.requests()).toHaveLength(1);
		expect(time.pauses).toEqual([]);
	});

	it('is not waited for when the pause would be longer than two minutes', async () => {
		const headers = { 'retry-after': '3600' };
		holder.simulator.fault({ path: LINK, status: 429, headers });
		expect(wordsOf(await link())).toMatch(/too many requests[^]*Parallel Requests/);
		expect(holder.simulator.requests()).toHaveLength(1);
		expect(time.pauses).toEqual([]);
	});

	it('is given up after five attempts, with words about what was tried', async () => {
		holder.simulator.fault({ path: LINK, status: 429, times: 9 });
		expect(wordsOf(await link())).toMatch(/too many requests[^]*It was tried 5 times/);
		expect(holder.simulator.requests()).toHaveLength(5);
	});
});

describe('POST /instances', () => {
	it('is repeated after 429, which was not carried out', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		holder.simulator.fault({ ...POST, status: 429 });
		outputOf(await create(holder.simulator, 'oAuth2', [item]));
		expect(holder.simulator.requests(POST).map(({ status }) => status)).toEqual([429, 200]);
	});

	it('is never repeated blindly: tokens whose answer was lost make one instance', async () => {
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const [output] = outputOf(await provision());
		expect(holder.simulator.requests(POST)).toHaveLength(1);
		expect((await instancesAt(holder.simulator)).map(({ id }) => id)).toEqual([output?.id]);
	});

	it('says that nobody knows when what it made cannot be found either', async () => {
		holder.simulator.fault({ ...POST, loseAnswer: true });
		holder.simulator.fault({ method: 'GET', path: '/instances', status: 401, body: {}, times: 9 });
		expect(wordsOf(await provision())).toMatch(
			/did not confirm[^]*may have been made[^]*Look for it/,
		);
		expect(holder.simulator.requests(POST)).toHaveLength(1);
	});

	it.each([500, 502, 503, 504])('is not repeated after %i', async (status) => {
		holder.simulator.fault({ ...POST, status });
		expect(wordsOf(await provision())).toMatch(/did not confirm whether the instance was created/);
		expect(holder.simulator.requests(POST)).toHaveLength(1);
	});
});

describe('A pause that the platform asks for after a 429', () => {
	it('holds up every item of the run, not just the one that was told', async () => {
		holder.simulator.fault({ path: LINK, status: 429, headers: { 'retry-after': '1' } });
		time.hold();
		const running = runNode({
			type: 'getOAuthUrl',
			credentials: credentialsOf(holder.simulator, 'oAuth2'),
			items: Array.from({ length: 8 }, () => ({})),
			parameters: { callbackUrl: '', options: { parallelRequests: 2 } },
		});
		// Were the other one not held up, it would go through all the items alone.
		await time.asleep(2);
		expect(holder.simulator.requests().length).toBeLessThanOrEqual(2);
		time.wake();
		expect(outputOf(await running)).toHaveLength(8);
		expect(holder.simulator.requests()).toHaveLength(9);
	});
});
