import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { checkApp } from '../shared/app/app';
import type { App } from '../shared/app/app';
import { MASK } from '../shared/errors/mask';
import { InvalidInput } from '../shared/errors/failure';
import { textOf } from '../shared/fields/wireText';
import { readInstanceParameters } from '../shared/instances/callbackParameters';
import type { InstanceParameters } from '../shared/instances/callbackParameters';
import type { Idempotency, Plan } from '../shared/instances/createInstance';
import { checkCustomerEntries } from '../shared/instances/customerEntries';
import { configurationMark, withTag } from '../shared/instances/identity';
import type { Identity } from '../shared/instances/identity';
import { configurationOf } from '../shared/instances/instance';
import { planWithTokens } from '../shared/instances/planFromTokens';
import { readTokens } from '../shared/instances/tokenParameters';
import type { GivenTokens } from '../shared/instances/tokenParameters';
import { deriveKey } from '../shared/sealing/keys';
import type { KeyAccount } from '../shared/sealing/keys';

/** What the node's parameters say about an instance to be made from OAuth 2.0 tokens. */
export interface RefreshTokenParameters extends InstanceParameters {
	tokens: GivenTokens['tokens'];
}

/** @throws InvalidInput for a parameter that cannot be read */
export function readRefreshTokenParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): RefreshTokenParameters {
	const { tokens } = readTokens(context, itemIndex);
	return { ...readInstanceParameters(context, itemIndex), tokens };
}

/** Settings that may be changed later without making the connection another one. */
const SETTING = /^(event\.|filter\.response\.nulls$)/;

/**
 * Whether an instance made from the same refresh token is connected to what an item wants: a consent
 * may cover several companies, which entries of the configuration tell apart.
 */
function connectedAs(wanted: IDataObject): Identity['isSame'] {
	return (instance) => {
		const known = configurationOf(instance);
		return Object.entries(wanted)
			.filter(([key]) => !SETTING.test(key) && known[key] && known[key] !== MASK)
			.every(([key, value]) => String(known[key]) === String(value));
	};
}

/**
 * The body for OAuth 2.0 tokens of any element. Two instances that renew the same tokens would end each
 * other's connection, so an instance is known by a tag that is made from the refresh token and tells
 * nothing about it; it is looked for first.
 *
 * @param now epoch milliseconds
 * @throws InvalidInput for tokens that cannot be meant, or an app that has no OAuth 2.0
 */
export function planFromRefreshToken(
	account: KeyAccount,
	app: App,
	{ tokens, ...parameters }: RefreshTokenParameters,
	now: number,
): Plan & { idempotency: Idempotency } {
	const { element } = app;
	const flow = element.tokens?.oAuth2;
	if (app.authentication !== 'oAuth2' || !flow) {
		throw new InvalidInput(
			`These are OAuth 2.0 tokens, and the app credential holds OAuth 1.0a keys of ${element.displayName}`,
			'Choose the app credential with which the tokens were obtained. OAuth 1.0a tokens of QuickBooks Online are for Quick Provision QBO.',
			'link_of_other_app',
		);
	}
	checkApp(app);
	const { configuration } = parameters;
	checkCustomerEntries(element, flow.customerEntries, configuration);
	const companyKey = element.company?.configuration ?? '';
	const realmId = textOf(companyKey, configuration[companyKey]);
	const plan = planWithTokens(app, flow, { ...parameters, tokens: { ...tokens, realmId } }, now);
	const key = deriveKey(
		account,
		'tokens tag',
		'v1',
		account.baseUrl,
		element.key,
		tokens.refreshToken,
	);
	const mark = configurationMark(key);
	const { name, tags = [] } = plan.body;
	return {
		...plan,
		body: { ...plan.body, tags: withTag(tags, name, mark.tag) },
		idempotency: {
			mark,
			isSame: connectedAs(configuration),
			// Another execution may have spent the refresh token on this very instance.
			afterRefusal: true,
			lookFirst: true,
			// Providers let a refresh token serve more than once, at least for a while.
			singleUse: false,
		},
	};
}
