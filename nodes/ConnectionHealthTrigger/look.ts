import { apiPath } from '../shared/api/apiPath';
import type { PlatformClient } from '../shared/api/platformClient';
import { CallFailure } from '../shared/errors/failure';
import { checkConnection } from '../shared/health/checkConnection';
import type { Health } from '../shared/health/health';
import type { Instance } from '../shared/instances/instance';
import { PARALLEL_LOOKS } from '../shared/polling/budget';

/** What looking closer came to. */
export interface Look {
	finding: 'lost' | 'off' | 'well';
	health: Health;
	/** As it is now. */
	instance: Instance;
}

/** Looks by the instance's id; nothing where looking did not tell. */
export type Looks = ReadonlyMap<number, Look | undefined>;

function findingOf({ status, disabledBy }: Health): Look['finding'] | undefined {
	if (status === 'healthy') return 'well';
	if (status === 'reauthorize') return 'lost';
	if (status !== 'disabled') return undefined;
	return disabledBy === 'somebody' ? 'off' : 'lost';
}

async function lookAt(
	client: PlatformClient,
	row: Instance,
	isKnownLost: boolean,
): Promise<Look | undefined> {
	const health = await checkConnection(client, row);
	const finding = findingOf(health);
	if (!finding) return undefined;
	if (finding !== 'lost' || isKnownLost) return { finding, health, instance: row };
	// Since the list was read it may have been deleted, of which a refusal says nothing, or enabled.
	const answer = await client.tryCall<Instance>({
		method: 'GET',
		path: apiPath('instances', row.id),
		expects: 'record',
		repeatable: true,
	});
	if (answer instanceof CallFailure) return undefined;
	const instance = answer.body;
	if (row.disabled === true && instance.disabled !== true) return undefined;
	return { finding, health, instance };
}

/**
 * Looks at instances, several at a time, until the calls or the time are used up. A look that has begun
 * is finished, unless the time is over.
 *
 * @param calls how many may be made
 * @param isLost whether an instance is known to be lost already
 */
export async function lookAround(
	client: PlatformClient,
	queue: Generator<Instance>,
	calls: number,
	isLost: (id: number) => boolean,
	stop: AbortSignal,
): Promise<Looks> {
	const looks = new Map<number, Look | undefined>();
	const before = client.callsMade;
	const lane = async () => {
		while (!stop.aborted && client.callsMade - before < calls) {
			const { value: row, done } = queue.next() as IteratorResult<Instance, undefined>;
			if (done) return;
			const look = lookAt(client, row, isLost(row.id));
			await look.then(
				(result) => looks.set(row.id, result),
				(error: unknown) => {
					if (!stop.aborted) throw error;
				},
			);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL_LOOKS }, lane));
	return looks;
}
