import { connect } from '../account.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, httpRequest, LAST, node, start, visit, type World } from '../world.mts';

const LATENCY_MS = 20;
const PAGE_SIZE = 200;

type Paging = 'cursor' | 'page';

/** How n8n's own node is told to go on, and when it is done. */
const PAGINATION: Record<Paging, object> = {
	page: {
		parameters: {
			parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
		},
		paginationCompleteWhen: 'other',
		completeExpression: '={{ $response.body.length === 0 }}',
	},
	cursor: {
		parameters: {
			parameters: [
				{
					type: 'qs',
					name: 'nextPage',
					value: "={{ $response.headers['elements-next-page-token'] }}",
				},
			],
		},
		paginationCompleteWhen: 'other',
		completeExpression: "={{ !$response.headers['elements-next-page-token'] }}",
	},
};

async function publish({ publish: put, simulator }: World, paging: Paging): Promise<void> {
	const { token } = await connect(simulator);
	await put(`List by ${paging}, ours`, [
		start(`${paging}-ours`),
		node(
			'Element Request',
			'n8n-nodes-cloud-elements.elementRequest',
			1,
			{
				operation: 'getAll',
				instance: { __rl: true, mode: 'token', value: token },
				object: { __rl: true, mode: 'name', value: 'customers' },
				returnAll: true,
				options: { paging, pageSize: PAGE_SIZE },
			},
			ACCOUNT,
		),
		LAST,
	]);
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		...PAGINATION[paging],
	};
	await put(`List by ${paging}, core`, [
		start(`${paging}-core`),
		httpRequest('HTTP Request', {
			url: `${simulator.apiUrl}/customers`,
			token,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'pageSize', value: String(PAGE_SIZE) }] },
			options: { pagination: { pagination } },
		}),
		LAST,
	]);
}

/** A long list, page after page, from a platform that takes its time. */
const list = (
	paging: Paging,
	given: Pick<BenchCase, 'key' | 'title' | 'goals' | 'freshN8n' | 'pairs'>,
): BenchCase => ({
	rival: 'HTTP Request with pagination',
	bySetting: false,
	...given,
	async prepare(world, quick) {
		const { origin, pid, simulator } = world;
		await publish(world, paging);
		const count = quick ? 10_000 : 100_000;
		const side = (name: string) => async () => {
			simulator.populate('stripe', 'customers', count, {
				token: paging === 'cursor' ? 'until the end' : 'never',
			});
			simulator.latency(LATENCY_MS);
			const cost = await measure(pid, async () => {
				const url = `${origin}/webhook/${paging}-${name}`;
				const last = JSON.parse(await visit(url)) as { id?: string };
				if (last.id !== String(1000 + count)) throw new Error(`The last record is ${last.id}`);
			});
			simulator.latency(0);
			return cost;
		};
		return { ours: side('ours'), theirs: side('core') };
	},
});

export const pages = list('page', {
	key: 'D',
	title: 'A long list by page number, 20 ms a page of 200',
	goals: { ms: 0.45 },
});

export const cursor = list('cursor', {
	key: 'E',
	title: 'A long list by cursor, 20 ms a page of 200',
	goals: { ms: 0.85 },
});

export const memory = list('page', {
	key: 'I',
	title: 'Memory of the long list by page number',
	goals: { addedMB: 0.7 },
	freshN8n: true,
	pairs: 1,
});
