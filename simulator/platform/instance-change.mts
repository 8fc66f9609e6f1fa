import type { World } from '../state.mts';
import { PlatformError } from './errors.mts';
import type { Configuration, Instance } from './instance.mts';
import { numberConfiguration } from './instance-create.mts';
import { authenticate } from './provisioning/authenticate.mts';
import { isObject, readConfiguration, readTags, stripHtml } from './provisioning/body.mts';
import { validateConfiguration } from './provisioning/validate.mts';

function checkSame(instance: Instance, { id, element }: Record<string, unknown>): void {
	if (id !== undefined && id !== instance.id) {
		throw new PlatformError(400, `The body is about instance ${JSON.stringify(id)}`);
	}
	if (element === undefined) return;
	const { key, id: elementId } = isObject(element) ? element : {};
	if (key !== instance.element.key && elementId !== instance.element.id) {
		throw new PlatformError(400, 'An instance cannot be moved to another element');
	}
}

function readName(instance: Instance, name: unknown): string {
	if (name === undefined) return instance.name;
	if (typeof name !== 'string' || name.trim() === '') {
		throw new PlatformError(400, 'name has to be a text');
	}
	return stripHtml(name);
}

function hasProviderData(providerData: unknown): providerData is Record<string, unknown> {
	return isObject(providerData) && Object.keys(providerData).length > 0;
}

/** Lets the provider judge fresh provider data or tokens; id and token of the instance stay. Source: docs/platform-api.md, "Instances". */
async function reauthenticate(
	world: World,
	instance: Instance,
	configuration: Configuration,
	body: Record<string, unknown>,
): Promise<Configuration> {
	const external = body.externalAuthentication === 'initial';
	if (!external && !hasProviderData(body.providerData)) return configuration;
	const next = await authenticate(world, instance.element, {
		configuration,
		providerData: hasProviderData(body.providerData) ? body.providerData : {},
		externalAuthentication: external ? 'initial' : 'none',
	});
	instance.externalAuthentication = external ? 'initial' : 'none';
	instance.authenticatedAt = world.state.clock.now();
	instance.valid = true;
	return next;
}

/**
 * PUT and PATCH: what is named changes, tags as a whole, configuration key by key — a masked value that
 * is sent back becomes the value. A refused re-provision changes nothing. Source: docs/platform-api.md,
 * "Instances".
 */
export async function changeInstance(
	world: World,
	instance: Instance,
	body: unknown,
): Promise<void> {
	if (!isObject(body)) throw new PlatformError(400, 'The request body has to be a JSON object');
	checkSame(instance, body);
	const name = readName(instance, body.name);
	const tags = body.tags === undefined ? instance.tags : readTags(body.tags, name);
	const sent = readConfiguration(body.configuration);
	validateConfiguration(instance.element, sent);
	const merged = { ...instance.configuration, ...sent };
	const configuration = await reauthenticate(world, instance, merged, body);
	Object.assign(instance, { name, tags, configuration, providerData: undefined });
	numberConfiguration(world, instance);
}
