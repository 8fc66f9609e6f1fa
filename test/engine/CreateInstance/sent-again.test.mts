import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH2_TOKENS } from '../../../simulator/seed.mts';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { credentialsOf, type Authentication } from '../../support/credentials.mts';
import { codeOf, outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { approve, create, queryOf } from '../../support/flow.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Creations whose answers do not come. */
const holder = useSimulator();
const time = useFakeTime();

const POST = { method: 'POST', path: '/instances' };
const LATE_MS = 60_000;
const looks = () => holder.simulator.requests({ method: 'GET', path: '/instances' });
const statuses = () =>
	posts(holder.simulator).map(({ status }) => (status >= 400 && status < 500 ? 'refused' : status));

/** Lets runs go on until each wants to wait for the nth time, and holds them there. */
async function holdBefore(nth: number, runs = 1): Promise<void> {
	time.hold();
	for (let pause = 1; ; pause++) {
		await time.asleep(runs);
		if (pause === nth) return;
		time.wake();
		time.hold();
	}
}

/** What was asked of the platform before comes to its end. */
async function finishLate(): Promise<void> {
	holder.simulator.clock.advance(LATE_MS);
	await instancesAt(holder.simulator);
}

describe.each<Authentication>(['oAuth1', 'oAuth2'])('With %s, a creation', (authentication) => {
	const start = async () => {
		const { item } = await approve(holder.simulator, authentication);
		return async () => await create(holder.simulator, authentication, [item]);
	};

	it.each([
		['that was dropped', { drop: true as const }],
		['that met a gateway without a platform', { status: 503 }],
		['that was answered with nothing', { status: 200 }],
	])('%s is sent again when no instance is found', async (_, fault) => {
		const run = await start();
		holder.simulator.fault({ ...POST, ...fault });
		const [instance] = outputOf(await run());
		const known = await instancesAt(holder.simulator);
		expect(known).toEqual([expect.objectContaining({ id: instance?.id })]);
		expect(posts(holder.simulator)).toHaveLength(2);
		// At once, then as the platform catches up; under the present tag and the former one.
		expect(looks()).toHaveLength(6 + 1);
	});

	it('that ends between the look-up and the second call is found, and is the only one', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, lateMs: LATE_MS });
		const running = run();
		// Two look-ups have waited; this is the pause before the second call.
		await holdBefore(3);
		expect(posts(holder.simulator)).toHaveLength(1);
		await finishLate();
		time.wake();
		const [instance] = outputOf(await running);
		expect(statuses()).toEqual([200, 'refused']);
		expect(await instancesAt(holder.simulator)).toEqual([
			expect.objectContaining({ id: instance?.id, token: instance?.token }),
		]);
	});

	it('that has taken the approval and goes on for long is waited for', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, lateMs: LATE_MS });
		holder.simulator.fault({
			...POST,
			status: 400,
			body: { message: 'Failed to connect', providerMessage: 'invalid_grant: used before' },
		});
		const running = run();
		// Before the second call three, after it five, and the last one is the longest.
		await holdBefore(3 + 5);
		expect(await instancesAt(holder.simulator)).toEqual([]);
		await finishLate();
		time.wake();
		const [instance] = outputOf(await running);
		expect(await instancesAt(holder.simulator)).toEqual([
			expect.objectContaining({ id: instance?.id }),
		]);
		expect(posts(holder.simulator)).toHaveLength(2);
	});

	it('that ends after the second call makes no second instance', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, lateMs: LATE_MS });
		const [instance] = outputOf(await run());
		await finishLate();
		expect(await instancesAt(holder.simulator)).toEqual([
			expect.objectContaining({ id: instance?.id }),
		]);
		expect(posts(holder.simulator)).toHaveLength(2);
	});

	it('in two executions at once, both lost, comes to one instance for both', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, drop: true, times: 2 });
		const running = Promise.all([run(), run()]);
		// Neither has found anything.
		await holdBefore(3, 2);
		time.wake();
		const results = await running;
		const known = await instancesAt(holder.simulator);
		expect(known).toHaveLength(1);
		for (const result of results) {
			expect(outputOf(result)).toEqual([expect.objectContaining({ id: known[0]?.id })]);
		}
		expect(statuses().sort()).toEqual([0, 0, 200, 'refused']);
	});

	it('that is lost each time is sent three times, and what is known is said', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, drop: true, times: 3 });
		const result = await run();
		expect(codeOf(result)).toBe('outcome_unknown');
		expect(wordsOf(result)).toMatch(
			/did not confirm whether[^]*sent 3 times\. No instance with the tag n8n-link-[\w-]{16} was found/,
		);
		expect(posts(holder.simulator)).toHaveLength(3);
	});

	it('whose approval is used, and whose instance never shows up, says so', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, drop: true });
		holder.simulator.fault({ ...POST, status: 400, body: { message: 'code already used' } });
		const result = await run();
		expect(codeOf(result)).toBe('outcome_unknown');
		expect(wordsOf(result)).toMatch(/approval was used already[^]*Look for it[^]*new link/);
	});

	it('is not sent again when nobody could look', async () => {
		const run = await start();
		holder.simulator.fault({ ...POST, drop: true });
		holder.simulator.fault({ method: 'GET', path: '/instances', times: 99, status: 500 });
		expect(codeOf(await run())).toBe('outcome_unknown');
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it('waits as long as the platform asks for, and not for longer than a workflow should hold', async () => {
		for (const [seconds, sent] of [
			[30, 2],
			[3600, 1],
		] as const) {
			const run = await start();
			const before = posts(holder.simulator).length;
			holder.simulator.fault({ ...POST, status: 503, headers: { 'retry-after': `${seconds}` } });
			await run();
			expect(posts(holder.simulator)).toHaveLength(before + sent);
		}
		expect(Math.max(...time.pauses)).toBeGreaterThanOrEqual(30_000);
	});
});

describe('What could make a second instance is sent once', () => {
	const [tokens] = INTUIT_OAUTH2_TOKENS;
	const oAuth2 = () => credentialsOf(holder.simulator, 'oAuth2');
	const login = {
		username: LOGIN.username,
		password: LOGIN.password,
		'servicenow.subdomain': PLAIN_SITES[0],
	};

	it.each([
		[
			'a configuration',
			async () => await createDirectly(holder.simulator, 'servicenow', fieldsWith(login)),
		],
		[
			'tokens',
			async () =>
				await runNode({
					type: 'createInstance',
					credentials: oAuth2(),
					parameters: {
						source: 'tokens',
						accessToken: tokens?.accessToken,
						refreshToken: tokens?.refreshToken,
						configuration: JSON.stringify({ 'quickbooks.realm.id': tokens?.realmId }),
					},
				}),
		],
		[
			'tokens of a company',
			async () =>
				await runNode({
					type: 'quickProvisionQbo',
					credentials: oAuth2(),
					parameters: {
						authentication: 'oAuth2',
						realmId: tokens?.realmId,
						accessToken: tokens?.accessToken,
						refreshToken: tokens?.refreshToken,
					},
				}),
		],
		[
			'the approval of a link with a custom state',
			async () => {
				const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
				return await create(holder.simulator, 'oAuth2', [
					{ ...queryOf(callbackUrl), state: 'mine' },
				]);
			},
		],
	])('%s', async (_, run) => {
		holder.simulator.fault({ ...POST, drop: true });
		expect(codeOf(await run())).toBe('outcome_unknown');
		expect(posts(holder.simulator)).toHaveLength(1);
	});
});
