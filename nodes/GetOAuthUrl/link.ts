import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { checkApp, fingerprintOf, withOverrides } from '../shared/app/app';
import type { App } from '../shared/app/app';
import { consentEndsAt } from '../shared/elements/tokenLife';
import type { ItemResult } from '../shared/run/forEachItem';
import {
	checkStateLength,
	hashOf,
	longStateHint,
	newNonce,
	sealState,
} from '../shared/oauth/sealedState';
import type { StateClaims } from '../shared/oauth/sealedState';
import type { Session } from '../shared/app/session';
import { getConsentUrl, getRequestToken } from './oauthHelpers';
import type { ConsentUrl, RequestToken } from './oauthHelpers';
import { checkParameters, stateWouldBeLost } from './parameters';
import type { LinkParameters } from './parameters';
import { withVisit } from './visit';
import type { Visit } from './visit';

/** A link and what belongs to it. */
interface Link extends ConsentUrl {
	state: string;
	requestToken?: RequestToken;
}

const CONTEXT_STAYS =
	'Context, customer ID and instance ID do not travel with a custom state. Keep them yourself, and look them up by the state when the callback arrives.';

function checkChoice({ element }: App, visit: Visit | undefined): void {
	if (!visit || visit.element === element.key) return;
	throw new InvalidInput(
		`The customer chose ${String(visit.element)} at the Connect Page, the app credential is for ${element.key}`,
		'Connect each output of the Connect Page to a Get OAuth URL with the app credential of its software.',
		'link_of_other_app',
	);
}

function noRequestToken({ element }: App, requestId: string | undefined): CallFailure {
	return new CallFailure({
		code: 'answer_unexpected',
		message: `Cloud Elements made a link for ${element.displayName} that cannot work: it holds no request token (oauth_token=null)`,
		advice:
			'This element wants a request token first. Set Authentication of the app credential to OAuth 1.0a, or use keys of an OAuth 2.0 app.',
		requestId,
	});
}

/**
 * Makes the link, with a request token where the element is known to need one or turns out to.
 *
 * @param isCustom whether the state is the workflow's own, not a sealed one
 */
async function makeLink(
	{ client }: Session,
	app: App,
	{ isCustom, sendSecretsInBody }: { isCustom: boolean; sendSecretsInBody: boolean },
	makeState: (requestToken?: RequestToken) => string,
): Promise<Link> {
	const attempt = async (withToken: boolean): Promise<Link> => {
		// What is too long for a link is refused before a request token is made for it.
		if (withToken) makeState();
		const requestToken = withToken ? await getRequestToken(client, app) : undefined;
		const state = makeState(requestToken);
		const given = { state, isCustom, requestToken: requestToken?.token };
		const url = await getConsentUrl(client, app, given, sendSecretsInBody);
		return { ...url, state, requestToken };
	};
	const first = await attempt(app.flow.requestToken);
	if (!first.lacksRequestToken) return first;
	if (!app.element.fromCatalogue || first.requestToken) throw noRequestToken(app, first.requestId);
	if (!isCustom) throw stateWouldBeLost(app);
	const second = await attempt(true);
	if (second.lacksRequestToken) throw noRequestToken(app, second.requestId);
	return second;
}

function redirectsOf({
	successRedirect,
	deniedRedirect,
}: LinkParameters['options']): Pick<StateClaims, 'r'> {
	if (!successRedirect && !deniedRedirect) return {};
	return {
		r: {
			...(successRedirect && { s: new URL(successRedirect).href }),
			...(deniedRedirect && { d: new URL(deniedRedirect).href }),
		},
	};
}

/** What the state carries of a visit of the Connect Page: the way back to it, and who waits for the customer. */
function claimsOfVisit(visit: Visit | undefined): Pick<StateClaims, 'p' | 'w'> {
	if (!visit) return {};
	const { pageUrl, elements, expiresAt, resumeUrl } = visit.invitation;
	return {
		p: { u: pageUrl, e: elements, x: expiresAt },
		...(resumeUrl !== undefined && { w: resumeUrl }),
	};
}

/** Who a link is for, beside its parameters. */
export interface LinkFor {
	/** The customer who waits at the Connect Page. */
	visit?: Visit;
	/** Where this execution will wait for the customer. */
	resumeUrl?: string;
}

/**
 * Makes the link for one item: the request token where the element needs one, then the provider's
 * consent URL (guides, "Get Elements OAuth Token" and "Get Elements OAuth URL").
 */
export async function createLink(
	session: Session,
	given: LinkParameters,
	{ visit, resumeUrl }: LinkFor,
): Promise<ItemResult> {
	checkChoice(session.app, visit);
	const parameters = visit ? withVisit(given, visit) : given;
	const { options, context, customerId } = parameters;
	const { app, overridden } = withOverrides(session.app, parameters.callbackUrl, options);
	checkApp(app);
	checkParameters(app, parameters);

	const issuedAt = Math.floor(Date.now() / 1000);
	const expiresAt = issuedAt + Math.round(parameters.expiresInMinutes * 60);
	const seal = (requestToken?: RequestToken) =>
		sealState(
			{
				e: app.element.key,
				a: app.authentication,
				...(requestToken && { s: requestToken.secret, t: hashOf(requestToken.token) }),
				u: app.fields.callbackUrl,
				f: fingerprintOf(app),
				...(Object.keys(overridden).length > 0 && { o: overridden }),
				...(context !== '' && { c: context }),
				...redirectsOf(options),
				...(customerId !== '' && { k: customerId }),
				...(options.instanceId !== '' && { j: options.instanceId }),
				...claimsOfVisit(visit),
				...(resumeUrl !== undefined && { w: resumeUrl }),
				n: newNonce(),
				i: issuedAt,
				x: expiresAt,
			},
			session.stateKey,
		);
	const { customState } = options;
	const { oauthUrl, state, requestToken, requestId } = await makeLink(
		session,
		app,
		{ isCustom: Boolean(customState), sendSecretsInBody: options.sendSecretsInBody === true },
		(token) => {
			const made = customState || seal(token);
			checkStateLength(made, app.element);
			return made;
		},
	);
	const carries = context !== '' || customerId !== '' || options.instanceId !== '';
	const endOfConsent = consentEndsAt(app.flow, new Date(issuedAt * 1000));
	const dropped = customState && carries ? CONTEXT_STAYS : undefined;
	return {
		json: {
			element: app.element.key,
			oauthUrl,
			callbackUrl: app.fields.callbackUrl,
			state,
			expiresAt: customState ? null : new Date(expiresAt * 1000).toISOString(),
			context: (context === '' ? {} : context) as IDataObject,
			...(endOfConsent && { reauthorizeBy: endOfConsent.toISOString() }),
			...(customState && requestToken && { requestToken: { ...requestToken } }),
		},
		trace: { requestId },
		hint: dropped ?? longStateHint(state, app.element),
	};
}
