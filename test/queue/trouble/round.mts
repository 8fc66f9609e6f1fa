import { until } from '../../../n8n/polling.mts';
import { count, type Count } from './count.mts';
import { newest, quiet } from './executions.mts';
import type { Flow, Seen } from './flow.mts';
import type { Setting } from './our-flows.mts';
import type { Trouble } from './troubles.mts';

/** How many customers take each flow in one trouble. */
const CUSTOMERS = 20;

/** Customers of one flow, and what they saw. */
interface Crowd {
	flow: Flow;
	customers: string[];
	seen: Map<string, Seen>;
}

async function visit({ flow, seen }: Crowd, customers: readonly string[]): Promise<void> {
	await Promise.all(customers.map(async (id) => seen.set(id, await flow.visit(id))));
}

/** Those for whom nothing is done come again, as their customers or whoever delivers would. */
async function comeAgain(crowd: Crowd): Promise<number> {
	const { flow, seen } = crowd;
	const again = [...seen].filter(([id, one]) => flow.comesAgain(one, flow.done(id)));
	const ids = again.map(([id]) => id);
	if (flow.anew && ids.length > 0) await flow.prepare(ids);
	await visit(crowd, ids);
	return ids.length;
}

/** Has customers come by all flows at once while a trouble happens, and counts what became of them. */
export async function weather(
	setting: Setting,
	flows: readonly Flow[],
	trouble: Trouble,
): Promise<Count[]> {
	const { cluster, simulator } = setting;
	const key = trouble.name.split(' ')[0]?.toLowerCase() ?? '';
	const after = await newest(cluster);
	const crowds = flows.map((flow, at): Crowd => {
		const customers = Array.from({ length: CUSTOMERS }, (_, n) => `${key}-${at}-${n}`);
		return { flow, customers, seen: new Map() };
	});
	for (const { flow, customers } of crowds) await flow.prepare(customers);

	const visits: Array<Promise<void>> = [];
	const created = () => simulator.requests({ method: 'POST', path: '/instances' }).length;
	const underWay = CUSTOMERS / trouble.parts / 4;
	let part = 0;
	await trouble.happen(cluster, async () => {
		const before = created();
		for (const crowd of crowds) {
			const coming = crowd.customers.filter((_, n) => n % trouble.parts === part);
			visits.push(visit(crowd, coming));
		}
		part += 1;
		await until(
			'creations under way',
			async () => (created() >= before + underWay ? true : undefined),
			{
				everyMs: 20,
			},
		);
	});
	await Promise.all(visits);
	// A process that n8n itself has ended, for example because Redis was away, is started again by its service manager.
	const { main, webhooks, workers } = cluster;
	for (const member of [main, ...webhooks, ...workers]) await member.start();
	await quiet(cluster);

	const counts: Count[] = [];
	for (const { flow, seen } of crowds) {
		counts.push(await count({ cluster, simulator, after }, trouble.name, flow, seen));
	}
	const again = await Promise.all(crowds.map(comeAgain));
	await quiet(cluster);
	return await Promise.all(
		crowds.map(async ({ flow, customers, seen }, at) => {
			const first = counts[at] as Count;
			const last = await count({ cluster, simulator, after }, trouble.name, flow, seen);
			const times = customers.map((id) => flow.done(id));
			return {
				...first,
				cameAgain: again[at] ?? 0,
				done: times.filter((time) => time > 0).length,
				doubled: times.filter((time) => time > 1).length,
				failedByNodes: last.failedByNodes,
				falselyTold: [...new Set([...first.falselyTold, ...last.falselyTold])],
			};
		}),
	);
}
