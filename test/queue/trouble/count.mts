import type { Execution } from '../../../n8n/client/executions.mts';
import type { Simulator } from '../../../simulator/index.mts';
import { call, type KnownInstance } from '../../support/platform.mts';
import type { Cluster } from '../cluster.mts';
import { executionsOf, type Row } from './executions.mts';
import type { Flow, Seen } from './flow.mts';

/** What became of all who took one flow in one trouble. */
export interface Count {
	trouble: string;
	flow: string;
	by: Flow['by'];
	sent: number;
	answered: number;
	/** Executions that n8n knows of. */
	executed: number;
	/** Those of them that n8n itself ended with an error, or never ended. */
	failedByN8n: number;
	/** Those that one of the package's nodes ended with an error, with its words. */
	failedByNodes: string[];
	/** Customers who were answered, and for whom nothing was done. */
	lost: number;
	cameAgain: number;
	/** Customers for whom the work was done, once or more often, in the end. */
	done: number;
	/** Those of them for whom it was done more than once. */
	doubled: number;
	/** What was said and is not so. */
	falselyTold: string[];
}

const PACKAGE = 'n8n-nodes-cloud-elements.';

/** What the package's own nodes said against it in an execution. */
function errorsOfNodes(execution: Execution, flow: Flow): string[] {
	const own = flow.workflows
		.flatMap(({ nodes }) => nodes)
		.filter(({ type }) => type.startsWith(PACKAGE));
	return own.flatMap(({ name }) =>
		(execution.data.resultData.runData[name] ?? []).flatMap(({ error }) =>
			error ? [`${name}: ${error.message}`] : [],
		),
	);
}

/** All instances of the account, as anybody could list them. */
async function instancesOf(simulator: Simulator): Promise<Map<string, KnownInstance>> {
	const found = new Map<string, KnownInstance>();
	let query = '';
	for (;;) {
		const { body, headers } = await call(simulator, 'GET', `/instances${query}`);
		const page = body as KnownInstance[];
		// The last page has a token of a next one too, which is empty.
		if (page.length === 0) break;
		for (const one of page) found.set(String(one.id), one);
		query = `?nextPage=${encodeURIComponent(headers.get('elements-next-page-token') ?? '')}`;
	}
	return found;
}

/** Instances that an execution gave out and that are not there, or are another customer's. */
function falseInstances(
	{ id, data }: Execution,
	flow: Flow,
	instances: ReadonlyMap<string, KnownInstance>,
): string[] {
	const makers = flow.workflows
		.flatMap(({ nodes }) => nodes)
		.filter(({ type }) => type === `${PACKAGE}createInstance`);
	return makers.flatMap(({ name }) => {
		const items = data.resultData.runData[name]?.at(-1)?.data?.main?.[0] ?? [];
		return items
			.filter(({ json }) => {
				const tags = instances.get(String(json.id as number))?.tags.join();
				return tags === undefined || tags !== (json.tags as string[]).join();
			})
			.map(({ json }) => `execution ${id}: instance ${json.id as number}`);
	});
}

/** Counts at the far side, in n8n's executions and in what the visitors saw. */
export async function count(
	{ cluster, simulator, after }: { cluster: Cluster; simulator: Simulator; after: number },
	trouble: string,
	flow: Flow,
	seen: ReadonlyMap<string, Seen>,
): Promise<Count> {
	const rows = await executionsOf(cluster, flow.workflows, after);
	const read = async ({ id }: Row) => await cluster.client.execution(id);
	const failed = rows.filter(({ status }) => status !== 'success' && status !== 'waiting');
	const failures = await Promise.all(failed.map(read));
	const byNodes = failures.map((one) => errorsOfNodes(one, flow)).filter((one) => one.length > 0);
	const successes = rows.filter(({ status }) => status === 'success');
	const instances = await instancesOf(simulator);
	const told = flow.by === 'ours' ? await Promise.all(successes.map(read)) : [];
	const all = [...seen];
	return {
		trouble,
		flow: flow.name,
		by: flow.by,
		sent: all.length,
		answered: all.filter(([, { answered }]) => answered).length,
		executed: rows.length,
		failedByN8n: failed.length - byNodes.length,
		failedByNodes: byNodes.flat(),
		lost: all.filter(([id, { answered }]) => answered && flow.done(id) === 0).length,
		cameAgain: 0,
		done: 0,
		doubled: 0,
		falselyTold: [
			...all
				.filter(([id, { toldDone }]) => toldDone && flow.done(id) === 0)
				.map(([id]) => `${id} read that it is done`),
			...told.flatMap((one) => falseInstances(one, flow, instances)),
		],
	};
}

/** All counts as a table in Markdown. */
export function tableOf(counts: readonly Count[]): string {
	const titles = ['Trouble', 'Flow', 'Nodes', 'Sent', 'Answered', 'Executions', 'Failed by n8n'];
	const head = [
		...titles,
		'Failed by our nodes',
		'Falsely told',
		'Lost',
		'Came again',
		'Done',
		'Doubled',
	];
	const lines = counts.map((one) => [
		...[one.trouble, one.flow, one.by, one.sent, one.answered, one.executed, one.failedByN8n],
		...[one.failedByNodes.length, one.falselyTold.length],
		...[one.lost, one.cameAgain, one.done, one.doubled],
	]);
	const row = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`;
	return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
