import { connect } from '../account.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, httpRequest, LAST, node, start, visit, type World } from '../world.mts';

const LATENCY_MS = 50;
const CUSTOMERS = 100;

/** So many items, each about a record of one of the customers. */
const items = (count: number, tokens: string[]) => [
	node('Records', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({
			records: Array.from({ length: count }, (_, index) => ({
				id: 1001 + index,
				token: tokens[index % tokens.length],
			})),
		}),
		options: {},
	}),
	node('One Item per Record', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'records',
		options: {},
	}),
];

async function publish({ simulator, publish: put }: World, count: number): Promise<void> {
	const tokens: string[] = [];
	for (let n = 0; n < CUSTOMERS; n++) tokens.push((await connect(simulator)).token);
	await put('A ours', [
		start('a-ours'),
		...items(count, tokens),
		node(
			'Element Request',
			'n8n-nodes-cloud-elements.elementRequest',
			1,
			{
				operation: 'get',
				instance: { __rl: true, mode: 'token', value: '={{ $json.token }}' },
				object: { __rl: true, mode: 'name', value: 'customers' },
				recordId: '={{ $json.id }}',
			},
			ACCOUNT,
		),
		LAST,
	]);
	await put('A core', [
		start('a-core'),
		...items(count, tokens),
		httpRequest('HTTP Request', {
			url: `=${simulator.apiUrl}/customers/{{ $json.id }}`,
			token: '={{ $json.token }}',
		}),
		LAST,
	]);
}

/** One record for each item, from a platform that takes its time. */
export const get: BenchCase = {
	key: 'A',
	title: 'Get for many items of 100 customers, 50 ms each, default settings',
	rival: 'HTTP Request',
	goals: { ms: 0.95 },
	bySetting: false,
	async prepare(world, quick) {
		const count = quick ? 500 : 1000;
		world.simulator.populate('stripe', 'customers', count);
		await publish(world, count);
		const side = (path: string) => async () => {
			world.simulator.latency(LATENCY_MS);
			const before = world.simulator.requests({ path: '/customers/.*' }).length;
			const cost = await measure(
				world.pid,
				async () => await visit(`${world.origin}/webhook/${path}`),
			);
			const made = world.simulator.requests({ path: '/customers/.*' }).length - before;
			world.simulator.latency(0);
			if (made !== count) throw new Error(`${made} calls were made in place of ${count}`);
			return cost;
		};
		return { ours: side('a-ours'), theirs: side('a-core') };
	},
};
