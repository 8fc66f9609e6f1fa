import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { FRESHBOOKS_APP } from '../../../simulator/seed-providers.mts';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, queryOf } from '../../support/flow.mts';
import { byId } from '../../support/locators.mts';
import { makeMany, manage, onboard, one, tokensOf } from '../../support/manage-instance.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const known = async () => await instancesAt(holder.simulator);
const COMPANY_TAG = `n8n-quickbooks-${REALM}`;

/** Create or Re-Provision for a customer who approved, for the company of their choice. */
async function ensure(parameters: INodeParameters, company = REALM, link: INodeParameters = {}) {
	const { item } = await approve(holder.simulator, 'oAuth2', link, { company });
	return await manage(holder.simulator, 'ensure', { callback: item as never, ...parameters });
}
const ensureOne = async (...given: Parameters<typeof ensure>) =>
	outputOf(await ensure(...given))[0];
const lists = () => holder.simulator.requests({ method: 'GET', path: '/instances' });

describe('Matched by company, a customer who comes again without an invitation', () => {
	const matchBy = 'company';

	it('keeps ID, token and customer of the instance that any way of ours has made', async () => {
		await makeMany(holder.simulator, ['quickbooks desk']);
		const other = await onboard(holder.simulator);
		await one(holder.simulator, 'delete', { instance: byId(other.id) });
		const made = await onboard(holder.simulator, { customerId: 'cus_42', name: 'Acme' });
		const renewed = await ensureOne({ matchBy });
		expect(renewed).toMatchObject({
			ensured: 'reprovisioned',
			id: made.id,
			token: made.token,
			name: 'Acme',
			customerId: 'cus_42',
		});
		expect(renewed?.tags).toContain(COMPANY_TAG);
	});

	it('is found by the tag of the company from then on', async () => {
		await onboard(holder.simulator);
		const first = await ensureOne({ matchBy });
		const before = lists().length;
		const second = await ensureOne({ matchBy });
		expect(second).toMatchObject({ ensured: 'reprovisioned', id: first?.id });
		const looked = lists().slice(before);
		expect(looked.length).toBeGreaterThan(0);
		expect(looked.filter(({ query }) => 'searchText' in query)).toEqual([]);
	});

	it('gets an instance of its own where the company has none, with its tag', async () => {
		const made = await onboard(holder.simulator);
		const created = await ensureOne({ matchBy, tags: 'trial' }, OTHER_REALM);
		expect(created).toMatchObject({ ensured: 'created' });
		expect(created?.id).not.toBe(made.id);
		expect(created?.tags).toContain(`n8n-quickbooks-${OTHER_REALM}`);
		expect(await ensureOne({ matchBy }, OTHER_REALM)).toMatchObject({
			ensured: 'reprovisioned',
			id: created?.id,
		});
	});

	it('is found behind the first page of instances', async () => {
		const made = await onboard(holder.simulator);
		await makeMany(
			holder.simulator,
			Array.from({ length: 205 }, (_, n) => `quickbooks ${n}`),
		);
		expect(await ensureOne({ matchBy })).toMatchObject({ id: made.id });
	}, 30_000);

	it('is refused with the list where the company has several', async () => {
		const ids = [await onboard(holder.simulator), await onboard(holder.simulator)].map(
			({ id }) => id,
		);
		const words = wordsOf(await ensure({ matchBy }));
		expect(words).toMatch(/2 instances match/);
		for (const id of ids) expect(words).toContain(String(id));
		expect(posts(holder.simulator)).toHaveLength(2);
		expect(holder.simulator.requests({ method: 'PUT' })).toEqual([]);
	});

	it('works with a custom state and with tokens', async () => {
		const made = await onboard(holder.simulator);
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const callback = { ...queryOf(callbackUrl), state: 'mine' };
		expect(await one(holder.simulator, 'ensure', { callback, matchBy })).toMatchObject({
			id: made.id,
		});
		expect(await one(holder.simulator, 'ensure', { ...tokensOf(), matchBy })).toMatchObject({
			id: made.id,
		});
	});

	it('is refused before anything is sent where nothing tells the company', async () => {
		const app = {
			element: 'freshbooks',
			apiKey: FRESHBOOKS_APP.key,
			apiSecret: FRESHBOOKS_APP.secret,
			siteAddress: 'targetcompany',
		};
		const { item } = await approve(holder.simulator, app);
		const before = holder.simulator.requests().length;
		const given = { callback: item as never, matchBy };
		const words = wordsOf(await manage(holder.simulator, 'ensure', given, { app }));
		expect(words).toMatch(/Nothing tells which company of FreshBooks[^]*Customer, Name or Tag/);
		expect(holder.simulator.requests()).toHaveLength(before);
	});
});

describe('Matched by customer', () => {
	const matchBy = 'customer';

	it.each<[string, INodeParameters, INodeParameters]>([
		['of the link', {}, { customerId: 'cus_42' }],
		['of the item', { customerId: 'cus_42' }, {}],
		['of the item rather than the link', { customerId: 'cus_42' }, { customerId: 'cus_7' }],
	])('the instance is that of the customer %s', async (_, parameters, link) => {
		await onboard(holder.simulator, { customerId: 'cus_7' });
		const made = await onboard(holder.simulator, { customerId: 'cus_42' });
		expect(await ensureOne({ matchBy, ...parameters }, REALM, link)).toMatchObject({
			ensured: 'reprovisioned',
			id: made.id,
			customerId: 'cus_42',
		});
	});

	it('a new customer gets an instance, and an instance of another element is left alone', async () => {
		await makeMany(holder.simulator, ['Desk'], 'customer:cus_42');
		const link = { customerId: 'cus_42' };
		const created = await ensureOne({ matchBy }, REALM, link);
		expect(created).toMatchObject({ ensured: 'created', customerId: 'cus_42' });
		expect(await ensureOne({ matchBy }, REALM, link)).toMatchObject({ id: created?.id });
		expect(await known()).toHaveLength(2);
	});

	it('several are refused with the list', async () => {
		const made = await onboard(holder.simulator, { customerId: 'cus_42' });
		await onboard(holder.simulator, { customerId: 'cus_42' });
		const words = wordsOf(await ensure({ matchBy, customerId: 'cus_42' }));
		expect(words).toMatch(new RegExp(`2 instances match[^]*${made.id}`));
	});

	it('nobody can be recognized by no ID', async () => {
		expect(wordsOf(await ensure({ matchBy }))).toContain('Customer ID is empty');
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('Matched by the tag of a customer', () => {
	it('the item must not name another customer, whose tag would take its place', async () => {
		const given = { matchBy: 'tag', matchTag: 'customer:cus_42', customerId: 'cus_43' };
		expect(wordsOf(await ensure(given))).toMatch(/tag of customer cus_42[^]*cus_43/);
		expect(posts(holder.simulator)).toEqual([]);
		expect(await ensureOne({ ...given, customerId: 'cus_42' })).toMatchObject({
			ensured: 'created',
			customerId: 'cus_42',
		});
	});
});
