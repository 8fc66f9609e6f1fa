import type { ElementDefinition } from '../../elements/types.mts';
import { PlatformError } from '../errors.mts';
import type { Configuration } from '../instance.mts';

interface Rule {
	readonly says: string;
	readonly allows: (value: string) => boolean;
}

const boolean: Rule = { says: 'true or false', allows: (value) => /^(true|false)$/.test(value) };

/** Values of the common configuration. Source: docs/platform-api.md, "Common configuration": samples write both webhook and webhooks. */
const RULES: Readonly<Record<string, Rule>> = {
	'event.vendor.type': {
		says: 'polling or webhook',
		allows: (value) => ['polling', 'webhook', 'webhooks'].includes(value),
	},
	'event.notification.type': { says: 'webhook', allows: (value) => value === 'webhook' },
	'event.notification.callback.url': {
		says: 'an http or https address',
		allows: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
	},
	'event.poller.refresh_interval': {
		says: 'a whole number of minutes',
		allows: (value) => /^[1-9]\d*$/.test(value),
	},
};

/** Refuses values that an entry cannot have. */
export function validateConfiguration(
	element: ElementDefinition,
	configuration: Configuration,
): void {
	for (const [key, value] of Object.entries(configuration)) {
		const entry = element.entries.find((candidate) => candidate.key === key);
		const rule = entry?.type === 'BOOLEAN' ? boolean : RULES[key];
		if (rule !== undefined && value !== null && value !== '' && !rule.allows(value)) {
			throw new PlatformError(400, `${key} has to be ${rule.says}`);
		}
	}
}
