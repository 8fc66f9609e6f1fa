import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, queryOf } from '../../support/flow.mts';
import { byId } from '../../support/locators.mts';
import { manage, onboard, one, tokensOf } from '../../support/manage-instance.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const known = async () => await instancesAt(holder.simulator);
const ensure = async (parameters: object, options = {}) =>
	await one(holder.simulator, 'ensure', parameters as never, options);
const LOST = { method: 'POST', path: '/instances', loseAnswer: true } as const;

describe('A scheduled workflow with tokens', () => {
	it('creates one instance and connects it anew from then on', async () => {
		const first = await ensure({ ...tokensOf(), name: 'Acme', tags: 'customer-42' });
		expect(first).toMatchObject({
			ensured: 'created',
			name: 'Acme',
			tags: ['customer-42', `n8n-quickbooks-${REALM}`],
			configuration: { 'oauth.user.refresh_token': '********' },
		});
		for (let n = 0; n < 3; n++) {
			expect(await ensure({ ...tokensOf(), tags: 'more' })).toMatchObject({
				ensured: 'reprovisioned',
				id: first.id,
				token: first.token,
				name: 'Acme',
				tags: ['customer-42', `n8n-quickbooks-${REALM}`, 'more'],
			});
		}
		expect(await ensure(tokensOf(OTHER_REALM))).toMatchObject({ ensured: 'created' });
		expect(await known()).toHaveLength(2);
	});

	it('makes one instance of a company that comes several times among the items', async () => {
		const items = [REALM, OTHER_REALM, REALM, REALM].map((realm) => tokensOf(realm) as IDataObject);
		const parameters = {
			source: 'tokens',
			authentication: 'oAuth2',
			realmId: '={{ $json.realmId }}',
			refreshToken: '={{ $json.refreshToken }}',
			matchBy: 'origin',
		};
		const result = outputOf(await manage(holder.simulator, 'ensure', parameters, { items }));
		expect(result.map(({ ensured }) => ensured).sort()).toEqual([
			'created',
			'created',
			'reprovisioned',
			'reprovisioned',
		]);
		expect(result[0]?.id).toBe(result[2]?.id);
		expect(await known()).toHaveLength(2);
	});

	it('finds the instance whose creation was not confirmed, and makes no second', async () => {
		holder.simulator.fault(LOST);
		const first = await ensure(tokensOf());
		expect(await known()).toEqual([expect.objectContaining({ id: first.id, token: first.token })]);
		expect(await ensure(tokensOf())).toMatchObject({ ensured: 'reprovisioned', id: first.id });
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it('enables again what the platform gave up', async () => {
		const { id } = await ensure(tokensOf());
		await one(holder.simulator, 'disable', { instance: byId(id) });
		expect(await ensure(tokensOf())).toMatchObject({ id, disabled: false, enabledAgain: true });
	});
});

describe('A callback', () => {
	it('makes one instance however often it is worked on, and spends its approval once', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const first = await ensure({ callback: item });
		expect(first.ensured).toBe('created');
		const again = await ensure({ callback: item });
		expect(again).toMatchObject({ ensured: 'unchanged', id: first.id, token: first.token });
		expect(posts(holder.simulator)).toHaveLength(1);
		expect(holder.simulator.requests({ method: 'PUT' })).toEqual([]);
	});

	it.each([
		['name', { matchBy: 'name', name: 'Acme <b>Ltd.</b>' }],
		['tag', { matchBy: 'tag', matchTag: 'customer-42', name: 'Acme <b>Ltd.</b>' }],
	])('of a customer who is connected already is for the same instance, by %s', async (_, more) => {
		const next = async () => ({
			callback: (await approve(holder.simulator, 'oAuth2')).item,
			...more,
		});
		const first = await ensure(await next());
		expect(first).toMatchObject({ ensured: 'created', name: 'Acme Ltd.' });
		const second = await ensure(await next());
		expect(second).toMatchObject({ ensured: 'reprovisioned', id: first.id, token: first.token });
		holder.simulator.fault(LOST);
		expect(await known()).toHaveLength(1);
	});

	it('with a custom state is recognized by name or tag, also when its answer was lost', async () => {
		const custom = async () => ({
			callback: {
				...queryOf((await approve(holder.simulator, 'oAuth2')).callbackUrl),
				state: 'mine',
			},
		});
		const refused = await manage(holder.simulator, 'ensure', (await custom()) as never);
		expect(wordsOf(refused)).toMatch(/custom state[^]*Match By to Name or to Tag/);
		holder.simulator.fault(LOST);
		const first = await ensure({ ...(await custom()), matchBy: 'name', name: 'Acme' });
		const second = await ensure({ ...(await custom()), matchBy: 'name', name: 'Acme' });
		expect(second).toMatchObject({ id: first.id, ensured: 'reprovisioned' });
		expect(await known()).toHaveLength(1);
	});

	it.each([
		[{ matchBy: 'name', name: ' ' }, 'Name is empty'],
		[{ matchBy: 'tag', matchTag: ' ' }, 'Tag to Match is empty'],
	])('needs something to recognize the instance by: %j', async (more, words) => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const result = await manage(holder.simulator, 'ensure', { callback: item, ...more } as never);
		expect(wordsOf(result)).toContain(words);
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('Several instances that match', () => {
	it('are an error that lists their ids, and nothing is changed', async () => {
		const made = [
			await onboard(holder.simulator, { tags: 'customer-42' }),
			await onboard(holder.simulator, { tags: 'customer-42' }),
		];
		const { item } = await approve(holder.simulator, 'oAuth2');
		const parameters = { callback: item, matchBy: 'tag', matchTag: 'customer-42' };
		const words = wordsOf(await manage(holder.simulator, 'ensure', parameters as never));
		expect(words).toContain(`2 instances match: ${made.map(({ id }) => id).join(', ')}`);
		expect(posts(holder.simulator)).toHaveLength(2);
		expect(holder.simulator.requests({ method: 'PUT' })).toEqual([]);
	});

	it('in part of their name are not taken for one another', async () => {
		await onboard(holder.simulator, { name: 'Acme Ltd.' });
		const { item } = await approve(holder.simulator, 'oAuth2');
		expect(await ensure({ callback: item, matchBy: 'name', name: 'Acme' })).toMatchObject({
			ensured: 'created',
		});
	});
});
