import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../shared/errors/failure';
import { apiPath } from '../shared/api/apiPath';
import type { PlatformClient } from '../shared/api/platformClient';
import type { PlatformRequest } from '../shared/api/platformRequest';
import type { App } from '../shared/app/app';
import { resolveSources } from '../shared/elements/sources';

/** Answer of `GET oauth/token` (guides, "Get Elements OAuth Token"). */
export interface RequestToken {
	token: string;
	secret: string;
}

/** A consent URL, as the platform made it. */
export interface ConsentUrl {
	oauthUrl: string;
	/** Whether it cannot work because no request token was given. */
	lacksRequestToken: boolean;
	requestId?: string;
}

const secretsOf = ({ fields }: App) => [fields.apiSecret, fields.signature, fields.subscriptionKey];

/** The query that both helper calls have in common. */
function helperQuery({ flow, fields }: App): IDataObject {
	const { apiKey, apiSecret, callbackUrl } = fields;
	return { apiKey, apiSecret, callbackUrl, ...resolveSources(flow.query, fields) };
}

/**
 * Gets a request token (guides, "Get Elements OAuth Token").
 *
 * @throws CallFailure when the provider gives none, which is where it checks key and secret
 */
export async function getRequestToken(client: PlatformClient, app: App): Promise<RequestToken> {
	const { body, requestId } = await client.call<Partial<RequestToken>>({
		method: 'GET',
		path: apiPath('elements', app.element.key, 'oauth', 'token'),
		query: helperQuery(app),
		expects: 'record',
		repeatable: true,
		connecting: 'approval',
		secrets: secretsOf(app),
	});
	if (!body.token || !body.secret) {
		throw new CallFailure({
			code: 'answer_unexpected',
			message: `${app.element.displayName} gave no request token`,
			advice: 'Check that the app at the provider is an OAuth 1.0a app, and its keys.',
			requestId,
		});
	}
	return { token: body.token, secret: body.secret };
}

function withPostAdvice({ details }: CallFailure): CallFailure {
	const unknownCall = details.statusCode === 404 || details.statusCode === 405;
	if (!unknownCall || /no element/i.test(details.platformMessage ?? '')) {
		return new CallFailure(details);
	}
	return new CallFailure({
		...details,
		code: 'not_offered',
		message: 'This host does not make links by POST',
		advice: 'Switch the option Send Secrets in Body off.',
	});
}

/**
 * Gets the provider's consent URL (guides, "Get Elements OAuth URL").
 *
 * @param inBody whether the app's secret goes into a POST body rather than into the URL
 * @throws CallFailure when there is none
 */
export async function getConsentUrl(
	client: PlatformClient,
	app: App,
	{ state, isCustom, requestToken }: { state: string; isCustom: boolean; requestToken?: string },
	inBody: boolean,
): Promise<ConsentUrl> {
	const values = { ...helperQuery(app), ...(requestToken && { requestToken }), state };
	const request: PlatformRequest = {
		method: inBody ? 'POST' : 'GET',
		path: apiPath('elements', app.element.key, 'oauth', 'url'),
		...(inBody ? { body: values } : { query: values }),
		expects: 'record',
		repeatable: true,
		connecting: 'approval',
		secrets: [...secretsOf(app), ...(isCustom ? [] : [state])],
	};
	const outcome = await client.tryCall<{ oauthUrl?: unknown }>(request);
	if (outcome instanceof CallFailure) throw inBody ? withPostAdvice(outcome) : outcome;
	const { body, requestId } = outcome;
	const oauthUrl = body.oauthUrl;
	if (typeof oauthUrl !== 'string' || !URL.canParse(oauthUrl) || !/^https?:/.test(oauthUrl)) {
		throw new CallFailure({
			code: 'answer_unexpected',
			message: `Cloud Elements gave no link for ${app.element.displayName}`,
			advice:
				'Check in the catalogue of your account that the element signs customers in by OAuth.',
			requestId,
		});
	}
	const lacksRequestToken = new URL(oauthUrl).searchParams.get('oauth_token') === 'null';
	return { oauthUrl, lacksRequestToken, requestId };
}
