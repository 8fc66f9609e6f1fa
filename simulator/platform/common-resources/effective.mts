import type { World } from '../../state.mts';
import type { Instance } from '../instance.mts';
import { definitionAt } from './definitions.mts';
import { type Place, placesOfInstance } from './places.mts';
import { shelfAt, type Transformation } from './state.mts';

const inherits = ({ configuration }: Transformation) =>
	configuration.some(({ type }) => type === 'inherit');

/**
 * A transformation as a level sees it: the lowest one, which replaces those above it unless it
 * inherits; then the fields add up. Source: docs/platform-api.md, "Common resources".
 */
export function transformationAt(
	world: World,
	places: readonly Place[],
	name: string,
): Transformation | undefined {
	const { transformations } = world.state.platform.commonResources;
	const [place, ...above] = places;
	if (place === undefined) return undefined;
	const own = shelfAt(transformations, place.transformations).get(name);
	if (own !== undefined && !inherits(own)) return own;
	const higher = transformationAt(world, above, name);
	if (own === undefined || higher === undefined) return own ?? higher;
	const paths = new Set(own.fields.map(({ path }) => path));
	return {
		...own,
		vendorName: own.vendorName ?? higher.vendorName,
		fields: [...own.fields, ...higher.fields.filter(({ path }) => !paths.has(path))],
		scripts: [...higher.scripts, ...own.scripts],
	};
}

/** What counts for an instance; there is a common resource only where it is defined too. */
export function transformationFor(
	world: World,
	instance: Instance,
	name: string,
): Transformation | undefined {
	const places = placesOfInstance(instance);
	if (definitionAt(world, places, name) === undefined) return undefined;
	return transformationAt(world, places, name);
}

/** The common resources of an instance, by their names. */
export function commonResourcesOf(
	world: World,
	instance: Instance,
): Array<readonly [name: string, transformation: Transformation]> {
	const { transformations } = world.state.platform.commonResources;
	const places = placesOfInstance(instance);
	const names = places.flatMap((it) => [...shelfAt(transformations, it.transformations).keys()]);
	return [...new Set(names)].flatMap((name) => {
		const transformation = transformationFor(world, instance, name);
		return transformation === undefined ? [] : [[name, transformation] as const];
	});
}
