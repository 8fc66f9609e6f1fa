import { resourcesOf } from '../platform/resources/definitions.mts';
import { ELEMENTS } from '../elements/index.mts';
import { fillBooks } from '../providers/intuit/books.mts';
import { providerNameOf } from '../platform/connection.mts';
import { memoryOf } from '../providers/state.mts';
import type { Instance } from '../platform/instance.mts';
import type { World } from '../state.mts';
import type { ResourceHabits } from '../types.mts';

/** Sets how many records a resource starts with, and what it does unlike the others. */
export function populate(
	world: World,
	element: string,
	resource: string,
	count: number,
	habits: ResourceHabits = {},
): void {
	const found = ELEMENTS.find(({ key }) => key === element);
	const definition = found && resourcesOf(found).find(({ name }) => name === resource);
	if (definition === undefined) throw new Error(`${element} has no resource ${resource}`);
	const { records, volumes, habits: kept } = world.state.platform.resources;
	kept.set(`${element}/${resource}`, habits);
	if (definition.entity !== undefined) {
		if (habits.firstId !== undefined) throw new Error(`The books of ${element} number records`);
		for (const books of world.state.books.values()) fillBooks(books, definition.entity, count);
		return;
	}
	volumes.set(`${element}/${resource}`, count);
	for (const place of records.keys()) {
		if (place.includes(`/${element}/`) && place.endsWith(`/${resource}`)) records.delete(place);
	}
}

/** Any account's instance. */
export function instanceById(world: World, instanceId: number): Instance {
	const instance = world.state.platform.instances.get(instanceId);
	if (instance === undefined) throw new Error(`There is no instance ${instanceId}`);
	return instance;
}

/** Kills the tokens the provider gave to an instance. */
export function revoke(world: World, instanceId: number): void {
	const instance = instanceById(world, instanceId);
	const { configuration } = instance;
	const memory = memoryOf(world.state.providers, providerNameOf(instance.element));
	const token = configuration['oauth.user.token'] ?? '';
	memory.userTokens.delete(token);
	memory.accessTokens.delete(token);
	memory.refreshTokens.delete(configuration['oauth.user.refresh_token'] ?? '');
}
