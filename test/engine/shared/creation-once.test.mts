import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import { INTUIT_OAUTH2_TOKENS } from '../../../simulator/seed.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { credentialsOf } from '../../support/credentials.mts';
import {
	hintsOf,
	outputOf,
	runNode,
	wordsOf,
	type RunOptions,
} from '../../support/engine/run-node.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Instances for which nothing is used up, so that a second call would make a second one. */
const holder = useSimulator();
const POST = { method: 'POST', path: '/instances' };
const idsOf = (items: ReadonlyArray<{ id?: unknown }>) => items.map(({ id }) => id);

const serviceNow = {
	username: LOGIN.username,
	password: LOGIN.password,
	'servicenow.subdomain': PLAIN_SITES[0],
};
const create = async (parameters: object = {}, items?: IDataObject[]) =>
	await createDirectly(
		holder.simulator,
		'servicenow',
		{ ...fieldsWith(serviceNow), name: 'Desk', ...parameters } as never,
		items,
	);

describe('From configuration only', () => {
	it('an instance whose answer was lost is found by its tag, and there is exactly one', async () => {
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const made = outputOf(await create());
		expect(idsOf(await instancesAt(holder.simulator))).toEqual(idsOf(made));
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it('the same item makes no second instance, and the user is told', async () => {
		const [first] = outputOf(await create());
		const again = await create();
		expect(outputOf(again)).toEqual([expect.objectContaining({ id: first?.id })]);
		expect(hintsOf(again).join()).toMatch(/was there already[^]*change the name or a tag/);
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it('equal items of one run share the instance, and the order of entries is no difference', async () => {
		const entries = Object.entries(serviceNow);
		const configurations = [entries, entries.toReversed()].map((list) => Object.fromEntries(list));
		const result = await create(
			{ elementFields: {}, configuration: '={{ $json }}' },
			configurations,
		);
		const [first, second] = outputOf(result);
		expect(second?.id).toBe(first?.id);
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it.each([
		['name', { name: 'Second desk' }],
		['tag', { tags: 'customer-42' }],
		['configuration', { configuration: '{"filter.response.nulls": false}' }],
	])('another %s makes another instance', async (_, more) => {
		outputOf(await create());
		const different = await create(more);
		expect(hintsOf(different)).toEqual([]);
		expect(await instancesAt(holder.simulator)).toHaveLength(2);
	});

	it('nothing is made while nobody can look whether it exists', async () => {
		holder.simulator.fault({ method: 'GET', path: '/instances', times: 9, status: 500 });
		expect(wordsOf(await create())).toMatch(/had a fault/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('the tag tells nothing about a password to who sees it', async () => {
		const tagFor = async (password: string) => {
			await create({ ...fieldsWith({ ...serviceNow, password }), name: 'Desk' });
			const { tags } = posts(holder.simulator).at(-1)?.body as { tags: string[] };
			return tags.at(-1);
		};
		expect(await tagFor('wrong-one')).not.toBe(await tagFor('wrong-two'));
	});
});

const [tokens] = INTUIT_OAUTH2_TOKENS;
const quick = async (options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'quickProvisionQbo',
		credentials: credentialsOf(holder.simulator, 'oAuth2'),
		...options,
		parameters: {
			authentication: 'oAuth2',
			realmId: tokens?.realmId as string,
			refreshToken: tokens?.refreshToken as string,
			tags: 'production',
			...options.parameters,
		},
	});

describe('From tokens', () => {
	it('an instance whose answer was lost is found by name and company', async () => {
		// Older ones of the same tag and of another company are not taken for it.
		const other = INTUIT_OAUTH2_TOKENS.find(({ realmId }) => realmId !== tokens?.realmId);
		const { realmId = '', refreshToken = '' } = other ?? {};
		outputOf(await quick({ parameters: { realmId, refreshToken, name: 'Books' } }));
		holder.simulator.fault({ ...POST, loseAnswer: true });
		const [made] = outputOf(await quick({ parameters: { name: 'Books' } }));
		expect(made?.configuration).toMatchObject({ 'quickbooks.realm.id': tokens?.realmId });
		expect(await instancesAt(holder.simulator)).toHaveLength(2);
		expect(posts(holder.simulator)).toHaveLength(2);
	});

	it('an execution that is retried makes no second instance, and the user is told', async () => {
		const [first] = outputOf(await quick());
		const retried = await quick({ mode: 'retry' });
		expect(outputOf(retried)).toEqual([expect.objectContaining({ id: first?.id })]);
		expect(hintsOf(retried).join()).toMatch(/keeps it; no second one was made/);
		expect(posts(holder.simulator)).toHaveLength(1);
	});

	it('an execution that is retried makes what the first had not come to', async () => {
		const [made] = outputOf(await quick({ mode: 'retry' }));
		expect(idsOf(await instancesAt(holder.simulator))).toEqual([made?.id]);
	});
});
