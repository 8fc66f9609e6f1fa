import { until } from '../../../n8n/polling.mts';
import { countFirst, countLast, type Count } from './count.mts';
import { creationsByApproval, killInside } from './creations.mts';
import { newest, quiet } from './executions.mts';
import type { Flow, Seen } from './flow.mts';
import type { Setting } from './setting.mts';
import { TROUBLES, type Hand, type Moment, type Trouble } from './troubles.mts';

/** How many customers take each flow in one trouble. */
const CUSTOMERS = 20;

/** Customers of one flow, and what they saw. */
interface Crowd {
	flow: Flow;
	customers: string[];
	seen: Map<string, Seen>;
	/** What they read and was not so. */
	falselyTold: string[];
}

/** Executions that n8n never writes the end of. */
const abandoned = new Set<string>();

async function visit({ flow, seen, falselyTold }: Crowd, id: string): Promise<void> {
	const one = await flow.visit(id);
	// At once: what is said too early may come true later.
	if (one.toldDone && flow.done(id) === 0) falselyTold.push(`${id} read that it is done`);
	seen.set(id, one);
}

/** Those who do not know that it is done come again, as their customers or whoever delivers would. */
async function comeAgain(crowd: Crowd): Promise<number> {
	const { flow, seen } = crowd;
	const again = [...seen].filter(([id, one]) => flow.comesAgain(id, one));
	const ids = again.map(([id]) => id);
	const anew = flow.anew ? ids.filter((id) => flow.done(id) === 0) : [];
	if (anew.length > 0) await flow.prepare(anew);
	await Promise.all(ids.map(async (id) => await visit(crowd, id)));
	return ids.length;
}

const isBack = ({ flow }: Crowd, id: string) => flow.isBack?.(id);

const isAnsweredEvent = ({ flow, seen }: Crowd, id: string) =>
	flow.brings === 'event' && seen.get(id)?.answered;

/** Lets the customers come in parts; gives their visits too. */
function handOf(
	{ simulator }: Setting,
	crowds: readonly Crowd[],
	{ parts }: Trouble,
): Hand & { visits: Array<Promise<void>> } {
	const visits: Array<Promise<void>> = [];
	let part = 0;
	// One of each flow after the other, so that n8n has some of each at work at any time.
	const start = (coming = crowds) => {
		for (let n = part; n < CUSTOMERS; n += parts) {
			visits.push(...coming.map(async (crowd) => await visit(crowd, crowd.customers[n] as string)));
		}
	};
	const underWay = async (wanted: number) =>
		await until(
			'creations under way',
			async () => creationsByApproval(simulator) >= wanted || undefined,
			{ everyMs: 20 },
		);
	/** Waits for one of this part. */
	const someone = async (what: string, is: (crowd: Crowd, id: string) => boolean | undefined) =>
		await until(
			what,
			async () =>
				crowds.some((crowd) =>
					crowd.customers.some((id, n) => n % parts === part && is(crowd, id)),
				) || undefined,
			{ everyMs: 1 },
		);
	return {
		visits,
		send: async (moment: Moment = 'asked for') => {
			const wanted = creationsByApproval(simulator) + CUSTOMERS / parts / 4;
			start();
			if (moment === 'asked for') await underWay(wanted);
			else if (moment === 'back') await someone('a customer back', isBack);
			else await someone('the answer to an event', isAnsweredEvent);
			part += 1;
		},
		sendAndKill: async (workers, stage) => {
			const wanted = creationsByApproval(simulator) + 1;
			// Those who come again with the same approval.
			const approved = crowds.filter(({ flow }) => flow.brings === 'approval' && !flow.anew);
			const keys = crowds.filter(({ flow }) => flow.brings === 'keys');
			start(approved);
			// The others are served faster, and would be done by then.
			await underWay(wanted);
			start(crowds.filter((crowd) => !approved.includes(crowd)));
			const groups = [approved, keys].map((some) => some.flatMap(({ customers }) => customers));
			await killInside(simulator, workers, stage, groups);
		},
	};
}

/** Has customers come by all flows at once while a trouble happens, and counts what became of them. */
export async function weather(
	setting: Setting,
	flows: readonly Flow[],
	trouble: Trouble,
): Promise<Count[]> {
	const { cluster, simulator } = setting;
	const counting = { cluster, simulator, after: await newest(cluster) };
	const crowds = flows.map((flow, at): Crowd => {
		const key = `${TROUBLES.indexOf(trouble)}-${at}`;
		const customers = Array.from({ length: CUSTOMERS }, (_, n) => `${key}-${n}`);
		return { flow, customers, seen: new Map(), falselyTold: [] };
	});
	await Promise.all(crowds.map(async ({ flow, customers }) => await flow.prepare(customers)));

	const { visits, ...hand } = handOf(setting, crowds, trouble);
	await trouble.happen(cluster, hand);
	await Promise.all(visits);
	// A process that n8n itself has ended, for example because Redis was away, is started again by its service manager.
	const { main, webhooks, workers } = cluster;
	for (const member of [main, ...webhooks, ...workers]) await member.start();
	await quiet(cluster, abandoned);

	const first = await Promise.all(
		crowds.map(async ({ flow, seen }) => await countFirst(counting, flow, seen)),
	);
	const again = await Promise.all(crowds.map(comeAgain));
	await quiet(cluster, abandoned);
	return await Promise.all(
		crowds.map(async ({ flow, seen, falselyTold }, at): Promise<Count> => {
			const { gaveFalsely, ...last } = await countLast(counting, flow, seen);
			return {
				trouble: trouble.name,
				flow: flow.name,
				by: flow.by,
				...(first[at] as Awaited<ReturnType<typeof countFirst>>),
				...last,
				cameAgain: again[at] ?? 0,
				falselyTold: [...falselyTold, ...gaveFalsely],
			};
		}),
	);
}
