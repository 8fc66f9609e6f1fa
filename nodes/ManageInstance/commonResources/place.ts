import { apiPath } from '../../shared/api/apiPath';
import { InvalidInput } from '../../shared/errors/failure';
import { resolveId } from '../../shared/instances/findInstance';
import type { ManageCall } from '../call';

/** For whom something is kept; what an instance has wins over the account's, and that over the organization's. */
export type Level = 'account' | 'instance' | 'organization';

/** Where definitions and mappings are kept, as paths of the API. */
export interface Place {
	level: Level;
	/** At the level of an instance only. */
	instanceId?: string;
	definitions: string;
	definition(name: string): string;
	/** An instance has one element, so it needs no key. */
	mapping(name: string, elementKey: string): string;
}

function placeBelow(level: Level, prefix: string, instanceId?: string): Place {
	return {
		level,
		...(instanceId !== undefined && { instanceId }),
		definitions: prefix + apiPath('objects', 'definitions'),
		definition: (name) => prefix + apiPath('objects', name, 'definitions'),
		mapping: (name, elementKey) =>
			prefix +
			(instanceId === undefined
				? apiPath('elements', elementKey, 'transformations', name)
				: apiPath('transformations', name)),
	};
}

const ACCOUNT = placeBelow('account', apiPath('accounts'));
const ORGANIZATION = placeBelow('organization', apiPath('organizations'));

/** The places above, whose definitions count too. */
export function placesAbove({ level }: Place): Place[] {
	if (level === 'organization') return [];
	return level === 'account' ? [ORGANIZATION] : [ACCOUNT, ORGANIZATION];
}

/**
 * The place that an item is about.
 *
 * @throws InvalidInput or CallFailure when no instance was chosen, or there is none
 */
export async function readPlace({ client, parameters }: ManageCall): Promise<Place> {
	const level = parameters.text('level');
	if (level === 'account') return ACCOUNT;
	if (level === 'organization') return ORGANIZATION;
	if (level !== 'instance') throw new InvalidInput(`There is no level "${level}"`);
	const id = await resolveId(client, await parameters.address());
	return placeBelow('instance', apiPath('instances', id), id);
}
