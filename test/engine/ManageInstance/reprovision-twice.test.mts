import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, queryOf } from '../../support/flow.mts';
import { byId } from '../../support/locators.mts';
import {
	freshCallback,
	manage,
	onboard,
	one,
	reprovision,
	type Made,
	lose,
} from '../../support/manage-instance.mts';
import { instancesAt, seenAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const puts = () => holder.simulator.requests({ path: '/instances/\\d+', method: 'PUT' });

describe('An execution that runs twice', () => {
	it('does not use the approval twice, and has the same output', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback(holder.simulator);
		const [first] = outputOf(await reprovision(holder.simulator, made, callback));
		const [second] = outputOf(await reprovision(holder.simulator, made, callback));
		expect(second).toMatchObject({ id: made.id, token: made.token, tags: first?.tags });
		expect(puts()).toHaveLength(1);
	});

	it('says that a new link is needed when the connection has ended since', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback(holder.simulator);
		outputOf(await reprovision(holder.simulator, made, callback));
		await lose(holder.simulator, made);
		expect(wordsOf(await reprovision(holder.simulator, made, callback))).toMatch(
			/This link has connected the instance before[^]*new link/,
		);
		expect(
			outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)))[0],
		).toMatchObject({
			enabledAgain: true,
		});
	});

	it('leaves one link’s tag on the instance, however often it is connected anew', async () => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		for (let n = 0; n < 3; n++)
			outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)));
		expect((await seenAt(holder.simulator, made.id))?.tags).toEqual([
			'a',
			expect.stringMatching(/^n8n-/),
		]);
	});
});

describe('Two executions with one callback', () => {
	/** What the platform said of the instance before anything was done, once for each of `times`. */
	const stale = async (made: Made, times: number, after = 0) =>
		holder.simulator.fault({
			method: 'GET',
			path: `/instances/${made.id}`,
			status: 200,
			body: await seenAt(holder.simulator, made.id),
			times,
			after,
		});

	it.each<[string, (made: Made) => Promise<void>, number]>([
		['when the first is done before the second begins', async () => undefined, 1],
		['when both have read the instance before either changed it', (made) => stale(made, 1, 1), 2],
		['when the first is not done when the second is refused', (made) => stale(made, 3, 1), 2],
		[
			'when the second gets no answer',
			async (made) => {
				await stale(made, 1, 1);
				holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', after: 1, drop: true });
			},
			2,
		],
		[
			'when the second gets an answer that says nothing',
			async (made) => {
				await stale(made, 1, 1);
				holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', after: 1, status: 502 });
			},
			2,
		],
	])('connect the instance once, and both give it out, %s', async (_, arrange, sent) => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		const callback = await freshCallback(holder.simulator);
		await arrange(made);
		const results = [
			await reprovision(holder.simulator, made, callback),
			await reprovision(holder.simulator, made, callback),
		];
		const [first, second] = results.map((result) => outputOf(result)[0]);
		expect(second).toMatchObject({ id: made.id, token: made.token, tags: first?.tags });
		expect(puts()).toHaveLength(sent);
		const checked = await one(holder.simulator, 'check', { instance: byId(made.id) });
		expect(checked.status).toBe('healthy');
	});

	it('at the very same time both give it out', async () => {
		const made = await onboard(holder.simulator);
		await lose(holder.simulator, made);
		const callback = await freshCallback(holder.simulator);
		const results = await Promise.all(
			[1, 2, 3].map(() => reprovision(holder.simulator, made, callback)),
		);
		for (const result of results) {
			expect(outputOf(result)[0]).toMatchObject({
				id: made.id,
				token: made.token,
				disabled: false,
			});
		}
	});

	it('wait for each other: the second comes when the first has not enabled it yet', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback(holder.simulator);
		outputOf(await reprovision(holder.simulator, made, callback));
		const body = { ...(await seenAt(holder.simulator, made.id)), disabled: true };
		holder.simulator.fault({ method: 'GET', path: `/instances/${made.id}`, status: 200, body });
		expect(outputOf(await reprovision(holder.simulator, made, callback))[0]).toMatchObject({
			disabled: false,
		});
		expect(puts()).toHaveLength(1);
	});

	it('still fail when the approval was used for something else', async () => {
		const [made, other] = [await onboard(holder.simulator), await onboard(holder.simulator)];
		const callback = await freshCallback(holder.simulator);
		outputOf(await reprovision(holder.simulator, other, callback));
		expect(wordsOf(await reprovision(holder.simulator, made, callback))).toMatch(
			/used before or is too old/,
		);
	});

	it.each([
		['the link', {}],
		['name', { matchBy: 'name', name: 'Acme' }],
		['tag', { matchBy: 'tag', matchTag: 'customer-42' }],
	])('make one instance by Create or Re-Provision, matched by %s', async (_, match) => {
		const callback = await freshCallback(holder.simulator);
		const ensure = async () =>
			outputOf(
				await manage(holder.simulator, 'ensure', { callback: callback as never, ...match }),
			)[0];
		const [first, second] = await Promise.all([ensure(), ensure()]);
		expect(second).toMatchObject({ id: first?.id, token: first?.token });
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});
});

describe('A lost answer', () => {
	it.each([
		['with a sealed state', false],
		['with a custom state', true],
	])('%s is made up for when the work was done', async (_, custom) => {
		const made = await onboard(holder.simulator);
		holder.simulator.clock.advance(1000);
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const query = queryOf(callbackUrl);
		holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', loseAnswer: true });
		const callback = custom ? { ...query, state: 'mine' } : query;
		expect(outputOf(await reprovision(holder.simulator, made, callback))[0]).toMatchObject({
			id: made.id,
			token: made.token,
		});
		expect(puts()).toHaveLength(1);
		holder.simulator.clock.reset();
	});

	it('is said to be unconfirmed when it was not, with what to do', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', drop: true });
		const words = wordsOf(
			await reprovision(holder.simulator, made, await freshCallback(holder.simulator)),
		);
		expect(words).toMatch(/did not confirm whether the instance was re-provisioned[^]*Run Check/);
		expect(puts()).toHaveLength(1);
	}, 15_000);

	it('of enabling is repeated; a refusal says that the tokens are fresh', async () => {
		const made = await onboard(holder.simulator);
		await lose(holder.simulator, made);
		holder.simulator.fault({ method: 'PUT', path: '.*/enabled', loseAnswer: true });
		expect(
			outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)))[0],
		).toMatchObject({
			enabledAgain: true,
		});
		await lose(holder.simulator, made);
		holder.simulator.fault({
			method: 'PUT',
			path: '.*/enabled',
			status: 403,
			body: { message: 'No' },
		});
		expect(
			wordsOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator))),
		).toMatch(/was re-provisioned but could not be enabled/);
	});
});
