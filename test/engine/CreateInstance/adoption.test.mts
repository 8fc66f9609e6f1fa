import { describe, expect, it } from '@jest/globals';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import type { Authentication } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, create, queryOf } from '../../support/flow.mts';
import { byId } from '../../support/locators.mts';
import { one } from '../../support/manage-instance.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const POST = { method: 'POST', path: '/instances' };

describe.each<Authentication>(['oAuth1', 'oAuth2'])('With %s, an instance', (authentication) => {
	it('whose answer was lost is found by its tag, and there is exactly one', async () => {
		const { item } = await approve(holder.simulator, authentication);
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const [instance] = outputOf(await create(holder.simulator, authentication, [item]));
		expect(posts(holder.simulator)).toHaveLength(1);
		const known = await instancesAt(holder.simulator);
		expect(known).toHaveLength(1);
		expect(instance).toMatchObject({ id: known[0]?.id, token: known[0]?.token });
		expect(instance?.configuration).toMatchObject({ 'oauth.api.secret': '********' });
	});

	it('is found when the answer is a gateway’s timeout, or empty', async () => {
		for (const fault of [{ status: 504 }, { status: 200 }]) {
			const { item } = await approve(holder.simulator, authentication);
			const [first] = outputOf(await create(holder.simulator, authentication, [item]));
			holder.simulator.fault({ ...POST, ...fault });
			const [second] = outputOf(await create(holder.simulator, authentication, [item]));
			expect(second?.id).toBe(first?.id);
		}
		expect(await instancesAt(holder.simulator)).toHaveLength(2);
	});

	it('is made once when the same callback is worked on twice', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const [first] = outputOf(await create(holder.simulator, authentication, [item]));
		const [second] = outputOf(await create(holder.simulator, authentication, [item]));
		expect(second).toMatchObject({ id: first?.id, token: first?.token });
		expect(posts(holder.simulator).map(({ status }) => status)).toEqual([200, expect.any(Number)]);
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('is found by the tag that an earlier version of the package wrote', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const [first] = outputOf(await create(holder.simulator, authentication, [item]));
		const former = (tag: string) => tag.replace(/^n8n-link-(.{12}).{4}$/, 'n8n-$1');
		const tags = (first?.tags as string[]).map(former);
		await one(holder.simulator, 'update', { instance: byId(first?.id), updateFields: { tags } });
		const [second] = outputOf(await create(holder.simulator, authentication, [item]));
		expect(second).toMatchObject({ id: first?.id, tags });
	});

	it('that shows up late is waited for', async () => {
		const { item } = await approve(holder.simulator, authentication);
		holder.simulator.fault({ ...POST, loseAnswer: true });
		holder.simulator.fault({ method: 'GET', path: '/instances', status: 200, body: [] });
		outputOf(await create(holder.simulator, authentication, [item]));
		// At once, also under what the tag was formerly, and then again.
		expect(holder.simulator.requests({ method: 'GET', path: '/instances' })).toHaveLength(3);
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});
});

describe('A link that was approved for two companies', () => {
	it('never gives one company’s instance for the other’s callback', async () => {
		const { link, item } = await approve(holder.simulator, 'oAuth2');
		const [first] = outputOf(await create(holder.simulator, 'oAuth2', [item]));
		const other = queryOf(await answerConsent(link.oauthUrl, { company: OTHER_REALM }));
		holder.simulator.fault({ ...POST, status: 400, body: { message: 'code already used' } });
		const result = await create(holder.simulator, 'oAuth2', [other]);
		expect(wordsOf(result)).toMatch(/used before or is too old/);
		const [second] = outputOf(await create(holder.simulator, 'oAuth2', [other]));
		expect(second?.id).not.toBe(first?.id);
		const known = await instancesAt(holder.simulator);
		expect(known.map(({ configuration }) => configuration['quickbooks.realm.id'])).toEqual([
			REALM,
			OTHER_REALM,
		]);
		// Both are there now, and each callback finds its own.
		for (const [query, instance] of [
			[other, second],
			[item, first],
		] as const) {
			const [found] = outputOf(await create(holder.simulator, 'oAuth2', [query]));
			expect(found?.id).toBe(instance?.id);
		}
	});
});

describe('When nothing is found', () => {
	it('a failing search does not hide that the creation was not confirmed', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		holder.simulator.fault({ ...POST, loseAnswer: true });
		holder.simulator.fault({ method: 'GET', path: '/instances', times: 9, status: 500 });
		const words = wordsOf(await create(holder.simulator, 'oAuth2', [item]));
		expect(words).toMatch(/did not confirm whether the instance was created/);
		// Nobody could look, so nobody may say that there is none.
		expect(words).not.toMatch(/most likely none was made/);
	});

	it('a failing search does not hide why the platform refused', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const message = 'The following required configuration entries are missing: a.b';
		holder.simulator.fault({ ...POST, status: 400, body: { message } });
		holder.simulator.fault({ method: 'GET', path: '/instances', times: 9, status: 500 });
		expect(wordsOf(await create(holder.simulator, 'oAuth2', [item]))).toContain('missing: a.b');
	});

	it('with a custom state, there is no tag to look for', async () => {
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const query = { ...queryOf(callbackUrl), state: 'mine' };
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const words = wordsOf(await create(holder.simulator, 'oAuth2', [query]));
		expect(words).toMatch(/did not confirm[^]*may have been made. Look for it/);
		expect(holder.simulator.requests({ path: '/instances' })).toHaveLength(1);
	});

	it('an answer without an instance is no success', async () => {
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const query = { ...queryOf(callbackUrl), state: 'mine' };
		for (const body of ['', 'OK', {}, [], null]) {
			holder.simulator.fault({ ...POST, status: 200, body });
			const words = wordsOf(await create(holder.simulator, 'oAuth2', [query]));
			expect(words).toMatch(/did not confirm whether the instance was created/);
		}
	});
});
