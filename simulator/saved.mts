import { deserialize, serialize } from 'node:v8';
import { ELEMENTS } from './elements/index.mts';
import type { ElementDefinition } from './elements/types.mts';
import type { Instance } from './platform/instance.mts';
import { createState, type State } from './state.mts';

/** An instance with its element by key: definitions hold functions, and newer ones may know more. */
type SavedInstance = Omit<Instance, 'element'> & { element: string };

function elementOf(key: string): ElementDefinition {
	const found = ELEMENTS.find((element) => element.key === key);
	if (found === undefined) throw new Error(`There is no element ${key} any more`);
	return found;
}

/** Writes down what a state holds, but for calls and faults, so that a later process can go on with it. */
export function saveState({ clock, platform, events, providers, books }: State): Uint8Array {
	const { instances, byToken, ...rest } = platform;
	const list = [...instances.values()].map(
		(instance): SavedInstance => ({ ...instance, element: instance.element.key }),
	);
	return serialize({
		ahead: clock.ahead(),
		instances: list,
		platform: rest,
		events: { ...events, running: new Set() },
		providers,
		books,
	});
}

type Saved = Pick<State, 'events' | 'providers' | 'books'> & {
	ahead: number;
	instances: SavedInstance[];
	platform: Omit<State['platform'], 'instances' | 'byToken'>;
};

/** Makes a state of what {@link saveState} wrote; throws where it did not. */
export function restoreState(bytes: Uint8Array): State {
	const { ahead, instances, platform, events, providers, books } = deserialize(bytes) as Saved;
	const fresh = createState();
	const restored = instances.map(
		(instance): Instance => ({ ...instance, element: elementOf(instance.element) }),
	);
	fresh.clock.advance(ahead);
	return {
		clock: fresh.clock,
		traffic: fresh.traffic,
		platform: {
			...fresh.platform,
			...platform,
			instances: new Map(restored.map((instance) => [instance.id, instance])),
			byToken: new Map(restored.map((instance) => [instance.token, instance])),
		},
		events: { ...fresh.events, ...events },
		providers,
		books,
	};
}
