import { until } from '../../../n8n/polling.mts';
import type { RecordedRequest, Simulator } from '../../../simulator/index.mts';
import type { Member } from '../member.mts';

/** What making an instance takes: the platform signs the customer in at the provider, then sends its answer slowly. */
export const SLOW_CREATION = {
	method: 'POST',
	path: '/instances',
	rate: 1,
	delayMs: 2_500,
	dripMs: 80,
};

/** Where a creation is: asked for and not made yet, or made while its caller does not know it yet. */
export type Stage = 'asked for' | 'made';

/** All creations of instances that the platform was asked for, as they came. */
const creations = (simulator: Simulator): RecordedRequest[] =>
	simulator.requests({ method: 'POST', path: /\/api-v2\/instances$/ });

/** A creation counts once its body is there; one that is answered with a refusal is at neither stage. */
const isAt =
	(stage: Stage) =>
	({ status, body, end }: RecordedRequest) =>
		end === undefined && body !== undefined && status === (stage === 'made' ? 200 : 0);

/** How many creations the platform was asked for by customers who approved. */
export const creationsByApproval = (simulator: Simulator): number =>
	creations(simulator).filter(({ body }) => 'providerData' in Object(body)).length;

const isFor = (customer: string, tags: readonly string[]) => tags.includes(`customer:${customer}`);

const isOf =
	(customer: string) =>
	({ body }: RecordedRequest) =>
		isFor(customer, (body as { tags: string[] }).tags);

/** How often an instance was made for a customer, as the platform has it. */
export const instancesMade = (simulator: Simulator, customer: string): number =>
	simulator.instances().filter(({ tags }) => isFor(customer, tags)).length;

/** Whether an instance was made for a customer whose maker was dead before it could hear of it. */
export const wasUnheard = (simulator: Simulator, customer: string): boolean =>
	creations(simulator).some(
		(one) => one.status === 200 && one.end === 'broken off' && isOf(customer)(one),
	);

/**
 * Kills the first worker while it makes an instance for somebody of each group, as far as the creation is at this
 * stage. Where those of a group were all the other worker's, that one is killed in the same way.
 */
export async function killInside(
	simulator: Simulator,
	workers: readonly Member[],
	stage: Stage,
	groups: ReadonlyArray<readonly string[]>,
): Promise<void> {
	const ofEach = (found: readonly RecordedRequest[]) =>
		groups.every((group) => group.some((customer) => found.some(isOf(customer))));
	const hit: RecordedRequest[] = [];
	for (const worker of workers) {
		const inside = await until(
			`creations that are ${stage}`,
			async () => {
				const found = creations(simulator).filter(isAt(stage));
				return ofEach([...found, ...hit]) ? found : undefined;
			},
			{ everyMs: 10 },
		);
		await worker.kill();
		// By the time that the platform answers this, it knows which connections broke off. The other worker's go on.
		await fetch(simulator.origin);
		hit.push(...inside.filter(({ end }) => end === 'broken off'));
		if (ofEach(hit)) return;
	}
	throw new Error(`No worker died while creations were ${stage}.`);
}
