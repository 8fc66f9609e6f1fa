import { authorization } from '../../test/support/platform.mts';
import { connect } from '../account.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, node, start, visit } from '../world.mts';

const LATENCY_MS = 20;
const PAGE_SIZE = 200;

/** So that n8n answers with one item, whatever the number. */
const LAST = node('Last', 'n8n-nodes-base.limit', 1, { maxItems: 1, keep: 'lastItems' });

/** A long list whose pages have numbers. */
export const pages: BenchCase = {
	key: 'D',
	title: 'A long list by page number, 20 ms a page of 200',
	rival: 'HTTP Request with pagination',
	goal: 0.45,
	bySetting: false,
	async prepare({ origin, pid, publish, simulator }, quick) {
		const token = await connect(simulator);
		await publish('D ours', [
			start('d-ours'),
			node(
				'Element Request',
				'n8n-nodes-cloud-elements.elementRequest',
				1,
				{
					operation: 'getAll',
					instance: { __rl: true, mode: 'token', value: token },
					object: { __rl: true, mode: 'name', value: 'customers' },
					returnAll: true,
					options: { paging: 'page', pageSize: PAGE_SIZE },
				},
				ACCOUNT,
			),
			LAST,
		]);
		await publish('D core', [
			start('d-core'),
			node('HTTP Request', 'n8n-nodes-base.httpRequest', 4.2, {
				url: `${simulator.apiUrl}/customers`,
				sendHeaders: true,
				headerParameters: {
					parameters: [
						{ name: 'Authorization', value: authorization(simulator.accounts.main, token) },
					],
				},
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'pageSize', value: String(PAGE_SIZE) }] },
				options: {
					pagination: {
						pagination: {
							paginationMode: 'updateAParameterInEachRequest',
							parameters: {
								parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
							},
							paginationCompleteWhen: 'other',
							completeExpression: '={{ $response.body.length === 0 }}',
						},
					},
				},
			}),
			LAST,
		]);
		const count = quick ? 10_000 : 100_000;
		const side = (path: string) => async () => {
			simulator.populate('stripe', 'customers', count);
			simulator.latency(LATENCY_MS);
			const cost = await measure(pid, async () => {
				const last = JSON.parse(await visit(`${origin}/webhook/${path}`)) as { id?: string };
				if (last.id !== String(1000 + count)) throw new Error(`The last record is ${last.id}`);
			});
			simulator.latency(0);
			return cost;
		};
		return { ours: side('d-ours'), theirs: side('d-core') };
	},
};
