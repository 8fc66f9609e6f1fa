import type { ElementDefinition } from '../elements/types.mts';
import { describeElement } from '../elements/describe.mts';
import { USERS, type AccountName } from '../seed.mts';

/** Configuration as the platform keeps it: text, or null where nothing is set. */
export type Configuration = Record<string, string | null>;

/** One authenticated connection. Source: docs/platform-api.md, "Instances". */
export interface Instance {
	readonly id: number;
	readonly token: string;
	readonly account: AccountName;
	readonly element: ElementDefinition;
	readonly createdDate: string;
	name: string;
	tags: string[];
	configuration: Configuration;
	/** Numeric ids of the configuration entries, by key. Source: docs/platform-api.md, "Instance configuration". */
	readonly configurationIds: Map<string, number>;
	/** When the provider last let the instance in, epoch milliseconds. */
	authenticatedAt: number;
	providerData: Record<string, unknown> | undefined;
	valid: boolean;
	disabled: boolean;
	externalAuthentication: 'none' | 'initial';
}

/** What a secret looks like in an answer. Source: docs/platform-api.md, "Instances". */
export const MASK = '********';

/** Exactly these are masked; user tokens are shown in clear, as in the documentation's samples. */
const MASKED_KEYS = new Set(['password', 'oauth.api.key', 'oauth.api.secret']);

/** Configuration as answers show it. */
export function maskConfiguration(configuration: Configuration): Configuration {
	return Object.fromEntries(
		Object.entries(configuration).map(([key, value]) => [
			key,
			MASKED_KEYS.has(key) && value !== null ? MASK : value,
		]),
	);
}

/** An instance in full. Source: docs/platform-api.md, "Instances". */
export function presentInstance(instance: Instance): Record<string, unknown> {
	const { configuration, providerData } = instance;
	return {
		id: instance.id,
		name: instance.name,
		createdDate: instance.createdDate,
		token: instance.token,
		element: describeElement(instance.element),
		elementId: instance.element.id,
		tags: instance.tags,
		provisionInteractions: [],
		valid: instance.valid,
		disabled: instance.disabled,
		maxCacheSize: 0,
		cacheTimeToLive: 0,
		...(providerData === undefined ? {} : { providerData }),
		configuration: maskConfiguration(configuration),
		eventsEnabled: configuration['event.notification.enabled'] === 'true',
		traceLoggingEnabled: false,
		cachingEnabled: false,
		externalAuthentication: instance.externalAuthentication,
		user: USERS[instance.account],
	};
}

/** A row of `hydrate=false`: only what the documentation says it still has. Source: docs/platform-api.md, "Instances". */
export function presentLightInstance({
	id,
	name,
	token,
	element,
}: Instance): Record<string, unknown> {
	return { id, name, token, element: { key: element.key } };
}
