import type { FastifyRequest } from 'fastify';
import type { AccountName } from '../../seed.mts';
import type { World } from '../../state.mts';
import { requireAccount } from '../authorization.mts';
import { findElement } from '../elements.mts';
import type { Instance } from '../instance.mts';
import { findInstance } from '../instances.mts';
import type { Level } from './state.mts';

/** One level, and where on it something is kept. */
export interface Place {
	readonly level: Level;
	readonly definitions: string;
	/** Below an element, unless it is an instance's. */
	readonly transformations: string;
}

/** A call about common resources. */
export type ResourceRequest = FastifyRequest<{
	Params: { id: string; keyOrId: string; name: string };
}>;

/** The first part of the paths of each level. Source: docs/platform-api.md, "Common resources". */
export const LEVELS: ReadonlyArray<readonly [level: Level, prefix: string]> = [
	['organization', '/organizations'],
	['account', '/accounts'],
	['instance', '/instances/:id'],
];

function placeOf(level: Level, owner: string, elementKey: string): Place {
	const definitions = `${level}/${owner}`;
	const transformations = level === 'instance' ? definitions : `${definitions}/${elementKey}`;
	return { level, definitions, transformations };
}

/** The places from a level upwards. An account of the simulator is an organization of its own. */
function upwards(
	level: Level,
	account: AccountName,
	elementKey: string,
	instanceId?: number,
): Place[] {
	const all = [
		...(instanceId === undefined ? [] : [placeOf('instance', String(instanceId), elementKey)]),
		placeOf('account', account, elementKey),
		placeOf('organization', account, elementKey),
	];
	return all.slice(all.findIndex((place) => place.level === level));
}

/** The places that count for an instance, the one that wins first. */
export function placesOfInstance({ id, account, element }: Instance): Place[] {
	return upwards('instance', account, element.key, id);
}

/** The place that a call is about, and those above it; it needs the account's secrets. */
export function placesOf(
	request: ResourceRequest,
	world: World,
	level: Level,
): readonly [Place, ...Place[]] {
	const { account } = requireAccount(request, world);
	const { id, keyOrId } = request.params;
	if (level === 'instance') {
		return placesOfInstance(findInstance(world, account, id)) as [Place, ...Place[]];
	}
	const key = keyOrId === undefined ? '' : findElement(keyOrId, account).key;
	return upwards(level, account, key) as [Place, ...Place[]];
}
