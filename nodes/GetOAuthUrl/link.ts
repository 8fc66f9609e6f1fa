import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../shared/errors/failure';
import { checkApp, fingerprintOf, withOverrides } from '../shared/app/app';
import type { App } from '../shared/app/app';
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

/** A link and what belongs to it. */
interface Link extends ConsentUrl {
	state: string;
	requestToken?: RequestToken;
}

const CONTEXT_STAYS =
	'Context does not travel with a custom state. Keep it yourself, and look it up by the state when the callback arrives.';

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

/**
 * Makes the link for one item: the request token where the element needs one, then the provider's
 * consent URL (guides, "Get Elements OAuth Token" and "Get Elements OAuth URL").
 */
export async function createLink(
	session: Session,
	parameters: LinkParameters,
): Promise<ItemResult> {
	const { options, context } = parameters;
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
			const given = customState || seal(token);
			checkStateLength(given, app.element);
			return given;
		},
	);
	const dropped = customState && context !== '' ? CONTEXT_STAYS : undefined;
	return {
		json: {
			element: app.element.key,
			oauthUrl,
			callbackUrl: app.fields.callbackUrl,
			state,
			expiresAt: customState ? null : new Date(expiresAt * 1000).toISOString(),
			context: (context === '' ? {} : context) as IDataObject,
			...(customState && requestToken && { requestToken: { ...requestToken } }),
		},
		trace: { requestId },
		hint: dropped ?? longStateHint(state, app.element),
	};
}
