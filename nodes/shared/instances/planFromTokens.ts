import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { AUTHENTICATION_NAMES } from '../app/app';
import type { App } from '../app/app';
import { resolveSources } from '../elements/sources';
import { secretEntries } from '../errors/mask';
import type { ElementDefinition, TokenFields, TokenFlow } from '../elements/types';
import type { Plan } from './createInstance';
import { withCustomerTag } from './customer';
import { TOKEN_LABELS } from './tokenParameters';
import type { TokenParameters } from './tokenParameters';

/** From here on a number of seconds would be a lifetime of 30 years: milliseconds or a date was meant. */
const LONGEST_INTERVAL_S = 1e9;

/** Epoch milliseconds have 13 digits from 2001 to 2286; seconds have 10. */
const EPOCH_MS = /^1\d{12}$/;

const DAY_MS = 86_400_000;

function checkTokens(
	flow: TokenFlow,
	{ company }: ElementDefinition,
	tokens: TokenFields,
	now: number,
): void {
	const missing = flow.required.filter((field) => tokens[field] === '');
	if (missing.length > 0) {
		throw new InvalidInput(
			`${missing.map((field) => TOKEN_LABELS[field]).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} empty`,
			'Fill them in, or check the expression that takes them from the item.',
		);
	}
	if (company?.form && !company.form.pattern.test(tokens.realmId)) {
		throw new InvalidInput(
			`${TOKEN_LABELS.realmId} must be ${company.form.words}, not "${tokens.realmId}"`,
			'QuickBooks shows it under Settings, Additional info, and puts it on the callback as realmId.',
		);
	}
	if (tokens.refreshInterval !== '') checkInterval(tokens.refreshInterval);
	if (tokens.refreshTime !== '') checkTime(tokens.refreshTime, now);
}

function checkInterval(interval: string): void {
	if (!/^[1-9]\d*$/.test(interval) || Number(interval) >= LONGEST_INTERVAL_S) {
		throw new InvalidInput(
			`Refresh Interval must be a number of seconds, not "${interval}"`,
			'For example 13046400 for 151 days. It is not a date and not in milliseconds.',
		);
	}
}

function checkTime(time: string, now: number): void {
	if (!EPOCH_MS.test(time)) {
		throw new InvalidInput(
			`Refresh Time must be a date or epoch milliseconds, 13 digits, not "${time}"`,
			'It says when the tokens were obtained, for example 2026-01-31T10:00:00Z or 1467737443234. Multiply seconds by 1000.',
		);
	}
	if (Number(time) > now + DAY_MS) {
		throw new InvalidInput(
			`Refresh Time lies in the future: ${new Date(Number(time)).toISOString()}`,
			'It says when the tokens were obtained, not when they end.',
		);
	}
}

/**
 * Makes the body of `POST /instances` from tokens of a company (guide "QuickBooks Quick Provision").
 *
 * @param now epoch milliseconds
 * @throws InvalidInput for tokens that cannot be meant, before anything is sent
 */
export function planFromTokens(app: App, parameters: TokenParameters, now: number): Plan {
	const { authentication } = parameters;
	const flow = app.element.tokens?.[authentication];
	if (!flow?.required.includes('realmId')) {
		throw new InvalidInput(
			`${app.element.displayName} cannot be provisioned from tokens of a company`,
			'Choose the credential of a QuickBooks Online app. For OAuth 2.0 tokens of another element use Create Instance, Source set to OAuth 2.0 Tokens.',
		);
	}
	if (app.authentication !== authentication) {
		throw new InvalidInput(
			`The tokens are said to be ${AUTHENTICATION_NAMES[authentication]}, the app credential holds ${AUTHENTICATION_NAMES[app.authentication]} keys`,
			'Tokens work only with the keys of the app that obtained them. Change Authentication here or choose the other app credential.',
			'link_of_other_app',
		);
	}
	return planWithTokens(app, flow, parameters, now);
}

/**
 * The body for tokens of one flow of any element, in the words of {@link planFromTokens}.
 *
 * @param now epoch milliseconds
 * @throws InvalidInput for tokens that cannot be meant, before anything is sent
 */
export function planWithTokens(
	app: App,
	flow: TokenFlow,
	{ tokens, name, tags, customerId, configuration }: Omit<TokenParameters, 'authentication'>,
	now: number,
): Plan {
	checkTokens(flow, app.element, tokens, now);
	const allConfiguration: IDataObject = {
		...resolveSources(flow.configuration, { ...app.fields, ...tokens }),
		...configuration,
	};
	const instanceName = name || `${app.element.displayName} ${tokens.realmId}`.trim();
	const allTags = withCustomerTag(tags, instanceName, customerId);
	return {
		body: {
			element: { key: app.element.key },
			configuration: allConfiguration,
			...(allTags.length > 0 && { tags: allTags }),
			name: instanceName,
			externalAuthentication: 'initial',
		},
		secrets: secretEntries(allConfiguration),
	};
}
