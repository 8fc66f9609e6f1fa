import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { AUTHENTICATION_NAMES, checkApp, hasFingerprint, withOverrides } from '../app/app';
import type { App } from '../app/app';
import { resolveSources } from '../elements/sources';
import { secretEntries } from '../errors/mask';
import { denialOf } from '../oauth/callback';
import type { Callback, CallbackQuery } from '../oauth/callback';
import { expiryOf, objectionTo, readState } from '../oauth/judgeState';
import type { StateClaims, StateProblem } from '../oauth/sealedState';
import type { Session } from '../app/session';
import type { Idempotency, Plan } from './createInstance';
import { withCustomerTag } from './customer';
import { checkCustomerEntries } from './customerEntries';
import { linkMark, withTag } from './identity';
import type { Identity, TagMark } from './identity';
import type { CallbackParameters, InstanceParameters } from './callbackParameters';

/** A plan made from a callback, and what its state says about who asked. */
export interface CallbackPlan extends Plan<Idempotency<TagMark>> {
	/** The item's, else the state's; empty where neither names one. */
	customerId: string;
	/** As the state carried it; null with a custom state. */
	context: unknown;
}

function checkApproval(query: CallbackQuery): void {
	const denial = denialOf(query);
	if (!denial) return;
	throw new InvalidInput(
		denial.error === 'no_approval'
			? 'The callback holds no approval'
			: `The connection was not approved: ${denial.error}`,
		`${denial.errorDescription}. Send the customer a new link if they want to connect.`,
		'approval_missing',
	);
}

function adviceFor(problem: StateProblem, state: string): string {
	return problem === 'cut off'
		? `Only its first ${state.length} characters came back. Give the whole callback; if the provider cuts the state, shorten Context of Get OAuth URL and send the customer a new link.`
		: 'Use the Cloud Elements credential with which Get OAuth URL made the link. A changed secret or base URL ends open links.';
}

/**
 * What the sealed state of a callback says, checked (docs/flow.md, "The sealed state"); nothing for a state of
 * the workflow's own.
 */
function readClaims(
	{ app, stateKey }: Session,
	{ query, receivedAt }: Callback,
	now: Date,
): StateClaims | undefined {
	const state = readState(query.state, stateKey);
	if (state.kind !== 'sealed') {
		if (state.kind === 'custom') return undefined;
		throw new InvalidInput(
			`The state of the callback cannot be used: it is ${state.problem}`,
			adviceFor(state.problem, query.state ?? ''),
			'state_unusable',
		);
	}
	const { claims } = state;
	if (claims.e !== app.element.key || !hasFingerprint(app, claims.f)) {
		throw new InvalidInput(
			`The link was made with another app credential, for the element ${claims.e} with ${AUTHENTICATION_NAMES[claims.a]}`,
			'Choose the app credential that Get OAuth URL used. When one trigger serves several apps, branch on its element.',
			'link_of_other_app',
		);
	}
	const objection = objectionTo(claims, query, receivedAt ?? now);
	if (objection === 'expired') {
		throw new InvalidInput(
			`The link expired at ${expiryOf(claims).toISOString()}, before the customer came back`,
			'Send the customer a new link.',
			'link_expired',
		);
	}
	if (objection === 'other link') {
		throw new InvalidInput(
			'The callback belongs to another link: its oauth_token is not the one that the state was sealed with',
			'Pass the callback on as it arrived, with the parameters of one link only.',
			'state_unusable',
		);
	}
	return claims;
}

/** An approval serves once, so it is not used for a company that cannot be one. */
function checkCompany({ element: { company } }: App, query: CallbackQuery): void {
	const id = company && query[company.parameter];
	if (!id || !company.form || company.form.pattern.test(id)) return;
	throw new InvalidInput(
		`The callback's ${company.label} (${company.parameter}) must be ${company.form.words}, not "${id}"`,
		'Pass the callback on as the provider sent it: the item of the OAuth Callback Trigger, or the whole callback URL as text. Nothing was sent, so the approval can still be used.',
	);
}

/** The parameters that become provider data; with a custom state what a strange element sends is passed on whole. */
function pickProviderData(
	{ element, flow }: App,
	query: CallbackQuery,
	sealed: boolean,
): Record<string, string> {
	if (flow.providerData === 'all') {
		return sealed ? { ...query, state: element.key } : { ...query };
	}
	const { required, optional } = flow.providerData;
	const missing = required.filter((name) => !query[name]);
	if (missing.length > 0) {
		throw new InvalidInput(
			`The callback lacks ${missing.join(' and ')}`,
			`${element.displayName} puts ${required.join(', ')} on the callback. Pass the whole callback on, and check Authentication of the app credential.`,
		);
	}
	const given = [...required, ...optional].filter((name) => query[name]);
	return {
		...Object.fromEntries(given.map((name) => [name, query[name] as string])),
		...(flow.stateInProviderData && { state: element.key }),
	};
}

function providerDataOf(
	app: App,
	query: CallbackQuery,
	claims: StateClaims | undefined,
	givenSecret: string,
): Record<string, string> {
	const secret = claims?.s ?? givenSecret;
	const providerData = pickProviderData(app, query, claims !== undefined);
	// Only OAuth 1.0a has a verifier, and it is worth nothing without the request token's secret.
	if (!query.oauth_verifier) return providerData;
	if (secret === '') {
		throw new InvalidInput(
			"The request token's secret is missing",
			'With a custom state, keep requestToken.secret of Get OAuth URL and give it in Request Token Secret.',
		);
	}
	return { ...providerData, secret };
}

function fullConfiguration(
	{ element, flow, fields }: App,
	query: CallbackQuery,
	given: IDataObject,
): IDataObject {
	const fromCallback = Object.entries(flow.configurationFromCallback ?? {}).map(
		([key, parameter]) => [key, query[parameter]] as const,
	);
	const configuration = {
		...resolveSources(flow.configuration, fields),
		...Object.fromEntries(fromCallback.filter(([, value]) => value)),
		...given,
	};
	checkCustomerEntries(element, flow.customerEntries, configuration);
	return configuration;
}

/** Whether an instance is of the company that the callback names, as far as the platform shows it. */
export function ofCompany({ element: { company } }: App, query: CallbackQuery): Identity['isSame'] {
	return ({ configuration }) => {
		const known =
			company?.configuration && (configuration as IDataObject | undefined)?.[company.configuration];
		return !company || !known || String(known as string) === query[company.parameter];
	};
}

function defaultName({ element }: App, query: CallbackQuery): string {
	const company = element.company && query[element.company.parameter];
	return company ? `${element.displayName} ${company}` : element.displayName;
}

/**
 * Reads a callback and makes the body of `POST /instances` from it (guides, "Create an Instance").
 *
 * @throws InvalidInput when the callback is no approval, or not one for this app
 */
export function planFromCallback(
	session: Session,
	{ callback, requestTokenSecret, overrides }: CallbackParameters,
	{ name, tags, configuration, ...given }: InstanceParameters,
	now: Date,
): CallbackPlan {
	const { query } = callback;
	checkApproval(query);
	checkCompany(session.app, query);
	const claims = readClaims(session, callback, now);
	// The trigger's own address is a last resort: customers may be forwarded to it from another one.
	const knownUrl = [
		overrides.callbackUrl,
		session.app.fields.callbackUrl,
		callback.callbackUrl,
	].find(Boolean);
	const { app } = withOverrides(
		session.app,
		claims?.u ?? knownUrl ?? '',
		// What the link was made with counts, also where that was the credential's own.
		claims ? (claims.o ?? {}) : overrides,
	);
	checkApp(app);

	const allConfiguration = fullConfiguration(app, query, configuration);
	const providerData = providerDataOf(app, query, claims, requestTokenSecret);
	const instanceName = name || defaultName(app, query);
	const mark = claims && linkMark(claims.n);
	const customerId = given.customerId || (claims?.k ?? '');
	const customersTags = withCustomerTag(tags, instanceName, customerId);
	const allTags = mark ? withTag(customersTags, instanceName, mark.tag) : customersTags;
	return {
		body: {
			element: { key: app.element.key },
			providerData,
			configuration: allConfiguration,
			...(allTags.length > 0 && { tags: allTags }),
			name: instanceName,
		},
		customerId,
		context: claims ? (claims.c ?? {}) : null,
		// A provider takes an approval once, so a second call makes no second instance.
		idempotency: mark && {
			mark,
			isSame: ofCompany(app, query),
			afterRefusal: true,
			lookFirst: false,
			// RFC 6749 §4.1.2 and RFC 5849 §2.3; what else a strange element may send is not known.
			singleUse: 'code' in providerData || 'oauth_verifier' in providerData,
		},
		secrets: [
			...(claims ? [query.state as string] : []),
			...secretEntries(providerData),
			...secretEntries(allConfiguration),
		],
	};
}
