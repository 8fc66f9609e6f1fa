import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../state.mts';
import { requireAccount, requireOwnInstance } from './authorization.mts';
import { PlatformError } from './errors.mts';
import { type Instance, maskConfiguration } from './instance.mts';
import { findInstance } from './instances.mts';
import { isObject } from './provisioning/body.mts';
import { validateConfiguration } from './provisioning/validate.mts';

type EntryRequest = FastifyRequest<{ Params: { id: string; configurationId: string } }>;

/** An instance's configuration: `propertyValue`, not value. Source: docs/platform-api.md, "Instance configuration". */
function presentConfiguration(instance: Instance): Array<Record<string, unknown>> {
	const masked = maskConfiguration(instance.configuration);
	return [...instance.configurationIds].map(([key, id]) => ({
		id,
		key,
		name: instance.element.entries.find((entry) => entry.key === key)?.name ?? key,
		propertyValue: masked[key] ?? null,
		active: true,
	}));
}

function findKey(instance: Instance, configurationId: string): string {
	const found = [...instance.configurationIds].find(([, id]) => String(id) === configurationId);
	if (found !== undefined) return found[0];
	throw new PlatformError(404, `No configuration found with ID ${configurationId}`);
}

function presentEntry(instance: Instance, key: string): Record<string, unknown> | undefined {
	return presentConfiguration(instance).find((entry) => entry.key === key);
}

/** Takes the whole entry back with another text in it; a masked value becomes the value. */
function changeEntry(instance: Instance, key: string, body: unknown): void {
	if (!isObject(body)) throw new PlatformError(400, 'The request body has to be a JSON object');
	const { propertyValue, key: sentKey } = body;
	if (typeof propertyValue !== 'string') {
		throw new PlatformError(400, 'propertyValue has to be a text');
	}
	if (sentKey !== key) throw new PlatformError(400, `The entry is that of ${key}`);
	validateConfiguration(instance.element, { [key]: propertyValue });
	instance.configuration[key] = propertyValue;
}

/** Configuration by instance id, and by element token. There is no way by key. Source: docs/platform-api.md, "Instance configuration". */
export function instanceConfigurationRoutes(app: FastifyInstance, world: World): void {
	const ways = [
		{
			base: '/instances/:id/configuration',
			find: (request: EntryRequest) =>
				findInstance(world, requireAccount(request, world).account, request.params.id),
		},
		{
			base: '/instances/configuration',
			find: (request: EntryRequest) => requireOwnInstance(request, world),
		},
	];
	for (const { base, find } of ways) {
		app.get(base, async (request: EntryRequest) => presentConfiguration(find(request)));
		app.get(`${base}/:configurationId`, async (request: EntryRequest) => {
			const instance = find(request);
			return presentEntry(instance, findKey(instance, request.params.configurationId));
		});
		app.patch(`${base}/:configurationId`, async (request: EntryRequest) => {
			const instance = find(request);
			const key = findKey(instance, request.params.configurationId);
			changeEntry(instance, key, request.body);
			return presentEntry(instance, key);
		});
	}
}
