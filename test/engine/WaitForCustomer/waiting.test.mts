import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { answerConsent, type Choice } from '../../support/consent.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { NODE_NAME, nodeOf } from '../../support/engine/host.mts';
import { PAGE_URL } from '../../support/engine/page-visit.mts';
import { outputOf, runNode, wordsOf, type RunOptions } from '../../support/engine/run-node.mts';
import { visit, type Visit } from '../../support/engine/visit.mts';
import { useSimulator } from '../../support/simulator.mts';
import { claimsIn, makeLink, type Link } from '../../support/flow.mts';

const holder = useSimulator();
const credentials = () => credentialsOf(holder.simulator, 'oAuth2');
const RESUME = { options: { resumeThisExecution: true } };

const before = (type: string, parameters: INodeParameters): INode => ({
	...nodeOf(type, parameters, credentials()),
	id: type,
	name: 'Make',
});
const linkBefore = (parameters: INodeParameters = RESUME) => before('getOAuthUrl', parameters);
const invitationBefore = (parameters: INodeParameters = RESUME) =>
	before('inviteCustomer', { pageUrl: PAGE_URL, ...parameters });

const wait = async (nodes: INode[], { parameters = {}, ...options }: Partial<RunOptions> = {}) =>
	await runNode({
		type: 'waitForCustomer',
		credentials: credentials(),
		parameters,
		before: nodes,
		...options,
	});

const minutesUntil = (date: Date | undefined) => ((date?.getTime() ?? NaN) - Date.now()) / 60_000;

describe('An execution', () => {
	it.each<[string, () => INode]>([
		['a link', linkBefore],
		['an invitation', invitationBefore],
	])('waits for the customer of %s for a day, and its item stays as it is', async (_, make) => {
		const { run, outputs, error } = await wait([make()]);
		expect(error).toBeUndefined();
		expect(run.status).toBe('waiting');
		expect(minutesUntil(run.waitTill ?? undefined)).toBeGreaterThan(1439);
		expect(minutesUntil(run.waitTill ?? undefined)).toBeLessThanOrEqual(1440);
		expect(outputs[0]?.map(({ json }) => json)).toEqual([expect.objectContaining({ context: {} })]);
	});

	it('waits as long as it is told', async () => {
		const { run } = await wait([linkBefore()], { parameters: { timeoutMinutes: 5 } });
		expect(minutesUntil(run.waitTill ?? undefined)).toBeGreaterThan(4);
		expect(minutesUntil(run.waitTill ?? undefined)).toBeLessThanOrEqual(5);
	});

	it.each<[string, () => INode[], Partial<RunOptions>, RegExp]>([
		[
			'a link that does not resume it',
			() => [linkBefore({})],
			{},
			/Make made a link that does not resume it[^]*Switch on Resume This Execution/,
		],
		[
			'an invitation that does not resume it',
			() => [invitationBefore({})],
			{},
			/does not resume it/,
		],
		['no link at all', () => [], {}, /no link or invitation was made in it/],
		[
			'several customers',
			() => [],
			{ items: [{}, {}] },
			/One execution waits for one customer, and several items came/,
		],
		[
			'no time',
			() => [linkBefore()],
			{ parameters: { timeoutMinutes: 0 } },
			/more than 0 and at most 525600 minutes \(a year\), not 0/,
		],
		['years', () => [linkBefore()], { parameters: { timeoutMinutes: 600_000 } }, /not 600000/],
	])('is refused that would wait for %s', async (_, nodes, options, words) => {
		const result = await wait(nodes(), options);
		expect(wordsOf(result)).toMatch(words);
		expect(result.run.waitTill).toBeFalsy();
	});

	it('does not wait where the refusal goes on as an error item', async () => {
		const { run, outputs } = await wait([linkBefore({})], { onError: 'continueRegularOutput' });
		expect(run.status).toBe('success');
		expect(outputs[0]?.[0]?.json).toMatchObject({ details: { code: 'invalid_input' } });
	});
});

/** A link that an execution waits for, and the customer's way back. */
async function comeBack(choice: Choice = {}, change: (address: URL) => void = () => undefined) {
	const link = await makeLink(holder.simulator, 'oAuth2', { customerId: 'cus_77', ...RESUME });
	const callback = await answerConsent(link.oauthUrl, choice);
	const led = await visit({
		type: 'oAuthCallbackTrigger',
		parameters: { path: 'quickbooks-callback' },
		credentials: credentials(),
		address: callback,
	});
	const address = new URL(led.headers.location ?? 'missing:');
	change(address);
	const resumed = await visit({
		type: 'waitForCustomer',
		credentials: credentials(),
		address: address.href,
	});
	return { link, led, address, resumed };
}

const jsonOn = ({ outputs }: Visit): IDataObject[][] =>
	(outputs ?? []).map((items) => items.map(({ json }) => json));

describe('The customer who comes back', () => {
	it('is led from the callback trigger to the execution, and starts nothing there', async () => {
		const { link, led, address } = await comeBack();
		expect(led.status).toBe(303);
		expect(led.outputs).toBeUndefined();
		expect(led.html).toBe('');
		expect(led.headers).toMatchObject({
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store, no-transform',
		});
		expect(led.log).toEqual([]);
		expect(address.href.startsWith(String(claimsIn(holder.simulator, link).w))).toBe(true);
		expect(address.searchParams.get('state')).toBe(link.state);
	});

	it('comes out of Authorized with the item of the callback trigger', async () => {
		const { link, resumed } = await comeBack();
		expect(resumed.status).toBe(200);
		expect(resumed.html).toContain('Approval received');
		expect(jsonOn(resumed)).toEqual([
			[],
			[
				{
					element: 'quickbooks',
					customerId: 'cus_77',
					context: {},
					instanceId: null,
					state: link.state,
					providerData: expect.objectContaining({ code: expect.any(String) }),
					callbackUrl: link.callbackUrl,
					receivedAt: expect.any(String),
				},
			],
			[],
		]);
	});

	it('comes out of Denied', async () => {
		const { resumed } = await comeBack({ decision: 'deny' });
		expect(resumed.html).toContain('Nothing was connected');
		expect(jsonOn(resumed)).toEqual([
			[],
			[],
			[expect.objectContaining({ customerId: 'cus_77', error: 'access_denied' })],
		]);
	});

	it.each<[string, (address: URL) => void]>([
		['another execution', (address) => (address.pathname = '/webhook-waiting/732')],
		['another signature', (address) => address.searchParams.set('signature', '00')],
		['a state of nobody', (address) => address.searchParams.set('state', 'quickbooks')],
		['two states', (address) => address.searchParams.append('state', 'a')],
	])(
		'with %s is refused with a reference, and the execution goes on waiting',
		async (_, change) => {
			const { resumed } = await comeBack({}, change);
			expect(resumed.status).toBe(400);
			expect(resumed.outputs).toBeUndefined();
			expect(resumed.html).toMatch(/This link cannot be used[^]*Reference: [0-9A-F]{8}/);
			expect(resumed.log).toHaveLength(1);
		},
	);

	it('with the state of a link that resumes nothing is refused', async () => {
		const other = await makeLink(holder.simulator, 'oAuth2');
		const { resumed } = await comeBack({}, ({ searchParams }) =>
			searchParams.set('state', other.state),
		);
		expect([resumed.status, resumed.outputs]).toEqual([400, undefined]);
		expect(resumed.log[0]).toContain('state made for another execution');
	});
});

describe('A link of an execution that waits', () => {
	it('made from an item of one node is what Wait for Customer looks for, whatever stands between', async () => {
		const between: INode = {
			id: 'between',
			name: 'Between',
			type: 'test.items',
			typeVersion: 1,
			position: [100, 0],
			parameters: {},
		};
		const { run } = await wait([linkBefore(), between]);
		expect(run.status).toBe('waiting');
		expect(run.data.resultData.lastNodeExecuted).toBe(NODE_NAME);
	});

	it('is one that this run of the node made', async () => {
		const [link] = outputOf(
			await runNode({ type: 'getOAuthUrl', credentials: credentials(), parameters: RESUME }),
		) as Link[];
		const result = await wait([], { items: [{ ...link }] });
		expect(wordsOf(result)).toMatch(/no link or invitation was made in it/);
	});
});
