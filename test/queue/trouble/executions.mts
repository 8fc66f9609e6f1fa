import type { Workflow } from '../../../n8n/client/client.mts';
import { until } from '../../../n8n/polling.mts';
import type { Cluster } from '../cluster.mts';

/** An execution as n8n's database lists it. */
export interface Row {
	id: string;
	workflowId: string;
	status: string;
}

const ids = (workflows: readonly Workflow[]) => workflows.map(({ id }) => `'${id}'`).join(', ');

/** The executions of these workflows after a given one. */
export async function executionsOf(
	{ postgres }: Cluster,
	workflows: readonly Workflow[],
	after: number,
): Promise<Row[]> {
	const rows = await postgres.rows(
		`SELECT id, "workflowId", status FROM execution_entity WHERE id > ${after} AND "workflowId" IN (${ids(workflows)})`,
	);
	return rows.map(([id = '', workflowId = '', status = '']) => ({ id, workflowId, status }));
}

/** How many executions of a workflow wait. */
export async function waiting({ postgres }: Cluster, workflow: Workflow): Promise<number> {
	const rows = await postgres.rows(
		`SELECT count(*) FROM execution_entity WHERE status = 'waiting' AND "workflowId" IN (${ids([workflow])})`,
	);
	return Number(rows[0]?.[0]);
}

/** The newest execution of all. */
export async function newest({ postgres }: Cluster): Promise<number> {
	const rows = await postgres.rows('SELECT coalesce(max(id), 0) FROM execution_entity');
	return Number(rows[0]?.[0]);
}

/** How long n8n may take to write down how a job ended. */
const WRITING_MS = 10_000;

/** Executions of which n8n has not written down how they ended. */
async function unfinished({ postgres }: Cluster): Promise<string[]> {
	const rows = await postgres.rows(
		"SELECT id FROM execution_entity WHERE status IN ('new', 'running')",
	);
	return rows.map(([id = '']) => id);
}

/**
 * Waits until no job is left in the queue, and n8n has written down how all of them ended. What it never writes down,
 * because the process is dead that would have, stays as it is, and is not waited for again.
 *
 * @param abandoned the ids of such executions; more may come to it
 */
export async function quiet(cluster: Cluster, abandoned: Set<string>): Promise<void> {
	const { redis } = cluster;
	await until(
		'an empty queue',
		async () => {
			const lengths = ['wait', 'active', 'paused'].map(
				async (list) => await redis.length(`bull:jobs:${list}`),
			);
			return (await Promise.all(lengths)).every((length) => length === 0) ? true : undefined;
		},
		{ timeoutMs: 120_000, everyMs: 250 },
	);
	const open = async () => (await unfinished(cluster)).filter((id) => !abandoned.has(id));
	await until(
		'the ends of executions',
		async () => ((await open()).length === 0 ? true : undefined),
		{ timeoutMs: WRITING_MS, everyMs: 250 },
	).catch(() => undefined);
	for (const id of await open()) abandoned.add(id);
}
