import type { Execution } from '../../../n8n/client/executions.mts';
import type { Simulator } from '../../../simulator/index.mts';
import type { Cluster } from '../cluster.mts';
import { wasUnheard } from './creations.mts';
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
	/** Customers for whom an instance was made whose maker was dead before it could hear of it. */
	unheard: number;
	/** Customers for whom the work was done, once or more often, in the end. */
	done: number;
	/** Those of them for whom it was done more than once. */
	doubled: number;
	/** Those who would have to come a third time. */
	left: number;
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

/** Instances that an execution gave out and that are not there, or are another customer's. */
function falseInstances({ id, data }: Execution, flow: Flow, simulator: Simulator): string[] {
	const instances = new Map(simulator.instances().map((one) => [String(one.id), one]));
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

/** Where and since when is counted. */
export interface Counting {
	cluster: Cluster;
	simulator: Simulator;
	/** The newest execution from before. */
	after: number;
}

/** The executions of a flow so far: those that went well, and with all they left those that did not. */
async function executed({ cluster, after }: Counting, flow: Flow) {
	const rows = await executionsOf(cluster, flow.workflows, after);
	const failed = rows.filter(({ status }) => status !== 'success' && status !== 'waiting');
	return {
		count: rows.length,
		succeeded: rows.filter(({ status }) => status === 'success'),
		failures: await Promise.all(failed.map(async ({ id }) => await cluster.client.execution(id))),
	};
}

/** What has become of a flow when its trouble is over, before anybody comes again. */
export async function countFirst(counting: Counting, flow: Flow, seen: ReadonlyMap<string, Seen>) {
	const { count, failures } = await executed(counting, flow);
	const byNodes = failures.filter((one) => errorsOfNodes(one, flow).length > 0);
	const answered = [...seen].filter(([, one]) => one.answered);
	return {
		sent: seen.size,
		answered: answered.length,
		executed: count,
		failedByN8n: failures.length - byNodes.length,
		lost: answered.filter(([id]) => flow.done(id) === 0).length,
	};
}

/** What has become of it in the end. */
export async function countLast(counting: Counting, flow: Flow, seen: ReadonlyMap<string, Seen>) {
	const { cluster, simulator } = counting;
	const { succeeded, failures } = await executed(counting, flow);
	const read = async ({ id }: Row) => await cluster.client.execution(id);
	const told = flow.by === 'ours' ? await Promise.all(succeeded.map(read)) : [];
	const all = [...seen];
	return {
		failedByNodes: failures.flatMap((one) => errorsOfNodes(one, flow)),
		gaveFalsely: told.flatMap((one) => falseInstances(one, flow, simulator)),
		unheard: all.filter(([id]) => wasUnheard(simulator, id)).length,
		done: all.filter(([id]) => flow.done(id) > 0).length,
		doubled: all.filter(([id]) => flow.done(id) > 1).length,
		left: all.filter(([id, one]) => flow.comesAgain(id, one)).length,
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
		'Unheard',
		'Done',
		'Doubled',
	];
	const lines = counts.map((one) => [
		...[one.trouble, one.flow, one.by, one.sent, one.answered, one.executed, one.failedByN8n],
		...[one.failedByNodes.length, one.falselyTold.length],
		...[one.lost, one.cameAgain, one.unheard, one.done, one.doubled],
	]);
	const row = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`;
	return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
