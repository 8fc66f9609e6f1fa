import type { ElementDefinition, Flow } from '../elements/types.mts';
import type { World } from '../state.mts';
import { PlatformError } from './errors.mts';

/**
 * The way an instance is to be authenticated: what `authentication.type` says, else what the rest of
 * the request is for (`hint`), else the element's first. Source: docs/platform-api.md, "Per-element
 * provisioning matrix", which has elements with several.
 */
export function chooseFlow(
	element: ElementDefinition,
	type: string | null | undefined,
	hint: Flow['type'] | undefined,
): Flow {
	if (!type) return element.flows.find((flow) => flow.type === hint) ?? element.flows[0];
	const flow = element.flows.find((candidate) => candidate.type === type);
	if (flow === undefined) {
		throw new PlatformError(400, `authentication.type ${type} is not supported by ${element.key}`);
	}
	return flow;
}

/** A provider's address; `{site}` is the customer's. */
export function providerUrl(world: World, path: string, site: string | null | undefined): string {
	return `${world.origin}${path.replace('{site}', encodeURIComponent(site ?? ''))}`;
}
