import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountCredential, keyAccountOf } from '../../support/credentials.mts';
import { PAGE_URL } from '../../support/engine/page-visit.mts';
import {
	outputOf,
	pairsOf,
	runNode,
	wordsOf,
	type RunOptions,
} from '../../support/engine/run-node.mts';
import { invitations, type Invitation } from '../../support/invitations.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const invite = async (parameters: INodeParameters = {}, options: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'inviteCustomer',
		credentials: accountCredential(holder.simulator),
		...options,
		parameters: { pageUrl: PAGE_URL, ...parameters },
	});

/** What an invitation holds, as the Connect Page reads it. */
function opened({ inviteUrl }: IDataObject): Invitation {
	const key = invitations.deriveInvitationKey(keyAccountOf(holder.simulator), 'invitation');
	const sealed = new URL(inviteUrl as string).searchParams.get('invitation') ?? '';
	const result = invitations.openInvitation(sealed, key);
	if ('problem' in result) throw new Error(result.problem);
	return result.invitation;
}

const DAY_S = 86_400;

describe('An invitation', () => {
	it('goes out with whom it is for and until when, and nobody was asked', async () => {
		const before = Math.floor(Date.now() / 1000);
		const [item = {}] = outputOf(await invite({ customerId: 'cus_42', context: '{"plan":"pro"}' }));
		expect(item).toEqual({
			inviteUrl: expect.stringMatching(
				/^http:\/\/localhost:5678\/webhook\/connect\?invitation=eyJ/,
			),
			expiresAt: expect.stringMatching(/^\d{4}-.*\.000Z$/),
			customerId: 'cus_42',
			context: { plan: 'pro' },
		});
		const { issuedAt, expiresAt } = opened(item);
		expect(issuedAt).toBeGreaterThanOrEqual(before);
		expect(expiresAt - issuedAt).toBe(14 * DAY_S);
		expect(Date.parse(item.expiresAt as string)).toBe(expiresAt * 1000);
		expect(holder.simulator.requests()).toEqual([]);
	});

	it.each<[string, INodeParameters, Partial<Invitation>]>([
		['nothing but the page', {}, { pageUrl: PAGE_URL, customerId: '', elements: [] }],
		['a customer ID that is a number', { customerId: '={{ 4711 }}' }, { customerId: '4711' }],
		['a context in words', { context: 'cus_42' }, { context: 'cus_42' }],
		['a context that is an object', { context: '={{ { "a": [1] } }}' }, { context: { a: [1] } }],
		['elements', { elements: ' quickbooks, hubspot ,' }, { elements: ['quickbooks', 'hubspot'] }],
		['elements as a list', { elements: '={{ ["xero"] }}' }, { elements: ['xero'] }],
		['an instance', { instanceId: '558412' }, { instanceId: '558412' }],
		['an instance as a number', { instanceId: '={{ 558412 }}' }, { instanceId: '558412' }],
	])('holds %s', async (_, parameters, held) => {
		const [item = {}] = outputOf(await invite(parameters));
		expect(opened(item)).toMatchObject(held);
	});

	it.each([
		['an hour', 1 / 24, 3600],
		['a year', 365, 365 * DAY_S],
	])('lasts for %s', async (_, expiresInDays, seconds) => {
		const [item = {}] = outputOf(await invite({ expiresInDays }));
		const { issuedAt, expiresAt } = opened(item);
		expect(expiresAt - issuedAt).toBe(seconds);
	});

	it('without a customer says null, and an empty context', async () => {
		expect(outputOf(await invite())).toEqual([
			expect.objectContaining({ customerId: null, context: {} }),
		]);
	});

	it('stands behind what the page’s address has already', async () => {
		const pageUrl = 'https://www.mycoolapp.com/connect?lang=de';
		const [item = {}] = outputOf(await invite({ pageUrl }));
		expect(item.inviteUrl).toMatch(
			/^https:\/\/www\.mycoolapp\.com\/connect\?lang=de&invitation=eyJ/,
		);
	});

	it('for a customer whom this execution waits for carries where, and shows it nowhere', async () => {
		const result = await invite({ options: { resumeThisExecution: true } });
		const [item = {}] = outputOf(result);
		expect(opened(item).resumeUrl).toMatch(
			/^http:\/\/localhost:5678\/webhook-waiting\/731\?signature=[0-9a-f]{64}$/,
		);
		expect(JSON.stringify(result.outputs)).not.toMatch(/signature|webhook-waiting/);
	});
});

describe('Ten thousand customers', () => {
	it('are invited in one run without a call to anybody, each with an own invitation', async () => {
		const items = Array.from({ length: 10_000 }, (_, n) => ({ id: `cus_${n}` }));
		const result = await invite({ customerId: '={{ $json.id }}' }, { items });
		const made = outputOf(result);
		expect(new Set(made.map(({ inviteUrl }) => inviteUrl)).size).toBe(10_000);
		expect(made.map(({ customerId }) => customerId)).toEqual(items.map(({ id }) => id));
		expect(pairsOf(result.outputs[0])).toEqual(items.map((_, n) => n));
		for (const n of [0, 1, 4711, 9999]) {
			expect(opened(made[n] ?? {}).customerId).toBe(`cus_${n}`);
		}
		expect(holder.simulator.requests()).toEqual([]);
	});
});

describe('An invitation is refused', () => {
	const cases: Array<[string, INodeParameters, RegExp]> = [
		['without a page', { pageUrl: '={{ "" }}' }, /Page URL is empty[^]*Copy the production URL/],
		['for a page that is no address', { pageUrl: 'connect' }, /Page URL must be a web address/],
		['for a page of another kind', { pageUrl: 'javascript:alert(1)' }, /must be a web address/],
		['for a part of a page', { pageUrl: `${PAGE_URL}#top` }, /without a part behind #/],
		['that never lasts', { expiresInDays: 0 }, /more than 0 and at most 365 days, not 0/],
		['that lasts too long', { expiresInDays: 366 }, /at most 365 days, not 366/],
		['that lasts for a word', { expiresInDays: '={{ "soon" }}' }, /at most 365 days, not NaN/],
		['for an instance by its name', { instanceId: 'Acme' }, /digits only, not "Acme"/],
		['with a customer ID that is no tag', { customerId: 'a<b' }, /no < or >/],
		['with a customer ID that is too long', { customerId: 'x'.repeat(101) }, /at most 100/],
		['with half a JSON', { context: '{"a":' }, /Context/],
		[
			'with a context that is too long',
			{ context: 'x'.repeat(2000) },
			/too long for an invitation: it has \d{4} characters, 1800 are possible[^]*Shorten Context/,
		],
	];

	it.each(cases)('%s', async (_, parameters, words) => {
		expect(wordsOf(await invite(parameters))).toMatch(words);
	});

	it('item by item, where the node continues; every item comes out', async () => {
		const items = [{ id: 'cus_1' }, { id: 'a<b' }, { id: 'cus_3' }];
		const result = await invite(
			{ customerId: '={{ $json.id }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		const [good, bad] = result.outputs;
		expect(good?.map(({ json }) => json.customerId)).toEqual(['cus_1', 'cus_3']);
		expect(pairsOf(good)).toEqual([0, 2]);
		expect(pairsOf(bad)).toEqual([1]);
		expect(bad?.[0]?.json).toMatchObject({ details: { code: 'invalid_input' } });
	});

	it('for several customers of one execution that is to be resumed', async () => {
		const result = await invite({ options: { resumeThisExecution: true } }, { items: [{}, {}] });
		expect(wordsOf(result)).toMatch(/One execution waits for one customer, and several items came/);
	});
});
