import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { connect, type Connected } from '../../support/connected.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { callLines, request, resourceCalls } from '../../support/element-request.mts';
import { outputOf, pairsOf, wordsOf, type RunResult } from '../../support/engine/run-node.mts';
import { byCustomer, byId, locator } from '../../support/locators.mts';
import { manage, onboard, tokensOf } from '../../support/manage-instance.mts';
import { authorization, call, instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const TAGS = ['customer:cus_42'];
const whose = (parameters: INodeParameters = {}) => ({
	instance: byCustomer('={{ $json.customerId }}'),
	...parameters,
});
const CUSTOMER = [{ customerId: 'cus_42' }];
let stripe: Connected;
let prepared: number;

beforeEach(async () => {
	stripe = await connect(holder.simulator, 'stripe', { tags: TAGS });
	await connect(holder.simulator, 'stripe', { tags: ['customer:cus_4', 'cus_42'] });
	prepared = holder.simulator.requests().length;
});

/** Calls since the accounts were connected. */
const asked = () => holder.simulator.requests().slice(prepared);

const looksUp = () =>
	holder.simulator
		.requests({ method: 'GET', path: '/instances' })
		.filter(({ query }) => JSON.stringify(query).includes('customer:'));

type Run = (parameters: INodeParameters, items: IDataObject[]) => Promise<RunResult>;

const managed =
	(operation: string, more: INodeParameters = {}): Run =>
	async (parameters, items) =>
		await manage(holder.simulator, operation, { ...parameters, ...more }, { items });

/** Everything that works on an instance, and how one sees which it was. */
const RUNS: Array<[string, Run, (run: RunResult) => unknown]> = [
	['Check', managed('check'), (run) => outputOf(run)[0]?.id],
	['Get', managed('get'), (run) => outputOf(run)[0]?.id],
	['Enable', managed('enable'), (run) => outputOf(run)[0]?.id],
	['Disable', managed('disable'), (run) => outputOf(run)[0]?.id],
	['Delete', managed('delete'), (run) => outputOf(run)[0]?.id],
	['Update', managed('update', { updateFields: { addTags: 'x' } }), (run) => outputOf(run)[0]?.id],
	[
		'Get Objects',
		managed('getObjects'),
		(run) => {
			outputOf(run);
			return idOf(resourceCalls(holder.simulator).at(-1)?.headers.authorization);
		},
	],
	['Get Events', managed('getEvents'), (run) => Number(run.customData.cloudElementsInstanceId)],
	[
		'Get Usage Log',
		managed('getUsageLog'),
		(run) => Number(run.customData.cloudElementsInstanceId),
	],
	[
		'Element Request',
		async (parameters, items) =>
			await request(holder.simulator, { limit: 1, ...parameters }, { items }),
		(run) => {
			expect(outputOf(run)).toHaveLength(1);
			return idOf(resourceCalls(holder.simulator).at(-1)?.headers.authorization);
		},
	],
];

/** The instance whose token a call carried. */
const idOf = (header: unknown) =>
	[stripe].find(({ token }) => header === authorization(holder.simulator.accounts.main, token))?.id;

describe.each(RUNS)('%s by customer ID', (_, run, seen) => {
	it('is about the customer’s one instance', async () => {
		expect(await seen(await run(whose(), CUSTOMER))).toBe(stripe.id);
		expect(looksUp()).toHaveLength(1);
	});

	it.each(['from a list', 'as text'])(
		'is about that of the element that is named %s',
		async (how) => {
			await connect(holder.simulator, 'quickbooks', { tags: TAGS });
			const customerElement = how === 'as text' ? 'stripe' : locator('list', 'stripe');
			expect(await seen(await run(whose({ customerElement }), CUSTOMER))).toBe(stripe.id);
		},
	);

	it('changes nothing where several are meant, and lists them', async () => {
		const other = await connect(holder.simulator, 'quickbooks', { tags: TAGS });
		const before = await instancesAt(holder.simulator);
		const words = wordsOf(await run(whose(), CUSTOMER));
		expect(words).toContain('2 instances of customer cus_42');
		expect(words).toContain(`${stripe.id} (stripe)`);
		expect(words).toContain(`${other.id} (quickbooks)`);
		expect(words).toContain('Element of This Customer');
		expect(await instancesAt(holder.simulator)).toEqual(before);
		expect(callLines(holder.simulator)).toEqual([]);
	});

	it('needs a customer: nothing is asked for an empty one', async () => {
		expect(wordsOf(await run(whose(), [{ customerId: ' ' }]))).toMatch(/No instance was chosen/);
		expect(asked()).toEqual([]);
	});

	it('refuses what no ID can be', async () => {
		expect(wordsOf(await run(whose(), [{ customerId: '<42>' }]))).toMatch(/no < or >/);
		expect(asked()).toEqual([]);
	});
});

describe.each(RUNS.filter(([name]) => name !== 'Check'))('%s by customer ID', (_, run) => {
	it('says that the customer has none, and what to do', async () => {
		const words = wordsOf(await run(whose(), [{ customerId: 'cus_1' }]));
		expect(words).toMatch(/No instance of customer cus_1\b[^]*customer:cus_1/);
		expect(callLines(holder.simulator)).toEqual([]);
	});

	it('says that the customer has none of the element, and which there are', async () => {
		const other = { customerElement: locator('list', 'quickbooks') };
		const words = wordsOf(await run(whose(other), CUSTOMER));
		expect(words).toMatch(/No instance of customer cus_42 for the element quickbooks/);
		expect(words).toContain(`${stripe.id} (stripe)`);
	});
});

describe('Check by customer ID', () => {
	it('has for a result that the customer has none', async () => {
		const run = await manage(holder.simulator, 'check', whose(), { items: [{ customerId: 'no' }] });
		expect(outputOf(run)).toEqual([
			expect.objectContaining({ id: null, status: 'unknown', checkedBy: 'instance' }),
		]);
	});
});

describe('Re-Provision by customer ID', () => {
	it('connects the customer’s one instance anew', async () => {
		const made = await onboard(holder.simulator, { customerId: 'cus_7' });
		const given = { instance: byCustomer('cus_7'), ...tokensOf() };
		const run = await manage(holder.simulator, 'reprovision', given);
		expect(outputOf(run)[0]).toMatchObject({ id: made.id, token: made.token });
	});
});

describe('Many items', () => {
	const items = Array.from({ length: 12 }, (_, n) => ({ customerId: n % 2 ? 'cus_42' : 'cus_4' }));

	it.each(['get', 'check', 'getObjects'])(
		'of few customers are looked up once for each customer by %s',
		async (operation) => {
			const run = await manage(holder.simulator, operation, whose(), { items });
			expect(new Set(pairsOf(run.outputs[0])).size).toBe(12);
			expect(looksUp()).toHaveLength(2);
		},
	);

	it('are looked up once for each customer by Element Request', async () => {
		const run = await request(holder.simulator, { limit: 1, ...whose() }, { items });
		expect(outputOf(run)).toHaveLength(12);
		expect(asked().filter(({ path }) => path.includes('/instances'))).toHaveLength(2);
		expect(run.customData.cloudElementsInstanceId?.split(',')).toHaveLength(2);
	});

	it('of whom one has no instance come out all, that one as an error', async () => {
		const mixed = [...CUSTOMER, { customerId: 'cus_1' }, ...CUSTOMER];
		const onError = 'continueRegularOutput';
		const run = await manage(holder.simulator, 'get', whose(), { items: mixed, onError });
		expect(pairsOf(run.outputs[0])).toEqual([0, 1, 2]);
		expect(run.outputs[0]?.[1]?.json).toMatchObject({ details: { code: 'instance_unknown' } });
	});
});

describe('A host', () => {
	it('that pays no regard to the tag leads to nobody else’s instance', async () => {
		const rows = await instancesAt(holder.simulator);
		holder.simulator.fault({ method: 'GET', path: '/instances', status: 200, body: rows });
		const run = await manage(holder.simulator, 'delete', whose(), { items: CUSTOMER });
		expect(outputOf(run)).toEqual([{ deleted: true, id: stripe.id }]);
		holder.simulator.fault({ method: 'GET', path: '/instances', status: 200, body: rows });
		const none = await manage(holder.simulator, 'delete', whose(), {
			items: [{ customerId: 'cus_1' }],
		});
		expect(wordsOf(none)).toContain('No instance of customer cus_1');
	});
});

describe('By ID, what was left in the field for the element', () => {
	it('changes nothing', async () => {
		const given = { instance: byId(stripe.id), customerElement: locator('key', 'quickbooks') };
		const run = await manage(holder.simulator, 'get', given);
		expect(outputOf(run)[0]?.id).toBe(stripe.id);
	});
});

describe('A customer who went the whole way from an invitation', () => {
	it('is worked with by their ID alone', async () => {
		const made = await onboard(holder.simulator, { customerId: 'cus_9' });
		const credentials = credentialsOf(holder.simulator, 'oAuth2');
		const given = { limit: 1, instance: byCustomer('cus_9') };
		expect(outputOf(await request(holder.simulator, given, { credentials }))).toHaveLength(1);
		await call(holder.simulator, 'DELETE', `/instances/${made.id}`);
		const words = wordsOf(
			await request(holder.simulator, given, { credentials: accountCredential(holder.simulator) }),
		);
		expect(words).toContain('No instance of customer cus_9');
	});
});
