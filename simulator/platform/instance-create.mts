import type { ElementDefinition } from '../elements/types.mts';
import { elementToken } from '../ids.mts';
import type { AccountName } from '../seed.mts';
import type { World } from '../state.mts';
import { findConnectable } from './elements.mts';
import type { Configuration, Instance } from './instance.mts';
import { authenticate } from './provisioning/authenticate.mts';
import { readBody } from './provisioning/body.mts';

function withDefaults(element: ElementDefinition, configuration: Configuration): Configuration {
	const defaults = element.entries.filter(({ key }) => configuration[key] === undefined);
	return {
		...configuration,
		...Object.fromEntries(defaults.map(({ key, defaultValue }) => [key, defaultValue])),
	};
}

/** Gives every configuration key a numeric id that it keeps. */
export function numberConfiguration(world: World, instance: Instance): void {
	const { platform } = world.state;
	for (const key of Object.keys(instance.configuration)) {
		if (instance.configurationIds.has(key)) continue;
		instance.configurationIds.set(key, platform.nextConfigurationId);
		platform.nextConfigurationId += 1;
	}
}

/** POST /instances. Source: docs/platform-api.md, "Instances". */
export async function createInstance(
	world: World,
	account: AccountName,
	body: unknown,
	elementInPath?: string,
): Promise<Instance> {
	const asked = readBody(body, elementInPath);
	const element = findConnectable(asked.element, account);
	const configuration = await authenticate(world, element, asked);
	const { platform, clock } = world.state;
	const now = clock.now();
	const instance: Instance = {
		id: platform.nextInstanceId,
		token: elementToken(),
		account,
		element,
		createdDate: new Date(now).toISOString(),
		name: asked.name,
		tags: [...asked.tags],
		configuration: withDefaults(element, configuration),
		configurationIds: new Map(),
		authenticatedAt: now,
		providerData:
			asked.externalAuthentication === 'initial' ? undefined : { ...asked.providerData },
		valid: true,
		disabled: false,
		externalAuthentication: asked.externalAuthentication,
	};
	numberConfiguration(world, instance);
	platform.nextInstanceId += 1;
	platform.instances.set(instance.id, instance);
	platform.byToken.set(instance.token, instance);
	return instance;
}
