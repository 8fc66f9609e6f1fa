import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, PlatformFailure } from '../shared/api/failure';
import { apiPath } from '../shared/api/platformClient';
import type { PlatformClient, PlatformRequest } from '../shared/api/platformClient';
import { callbackUrlProblem, consentFlow, fingerprintOf, withOverrides } from '../shared/app';
import type { App, AppOverrides } from '../shared/app';
import { resolveSources } from '../shared/elements';
import { readJson } from '../shared/fields/json';
import type { ItemResult } from '../shared/items';
import { hashOf, looksSealed, newNonce, sealState } from '../shared/oauth/sealedState';
import type { Session } from '../shared/session';

/** What the node's parameters say for one item. */
export interface LinkParameters {
	callbackUrl: string;
	context: unknown;
	expiresInMinutes: number;
	options: AppOverrides & { customState?: string; sendSecretsInBody?: boolean };
}

/** Answer of `GET oauth/token` (guides, "Get Elements OAuth Token"). */
interface RequestToken {
	token: string;
	secret: string;
}

const LONGEST_LIFE_MINUTES = 60 * 24 * 365;

/** @throws InvalidInput when Context begins like JSON but is not */
export function readLinkParameters(context: IExecuteFunctions, itemIndex: number): LinkParameters {
	return {
		callbackUrl: String(context.getNodeParameter('callbackUrl', itemIndex, '')).trim(),
		context: readJson('Context', context.getNodeParameter('context', itemIndex, '')),
		expiresInMinutes: context.getNodeParameter('expiresInMinutes', itemIndex, 60) as number,
		options: context.getNodeParameter('options', itemIndex, {}) as LinkParameters['options'],
	};
}

function checkParameters(app: App, { expiresInMinutes, options }: LinkParameters): void {
	const problem = callbackUrlProblem(app.fields.callbackUrl, consentFlow(app));
	if (problem) {
		throw new InvalidInput(
			problem,
			'Enter it in the node or in the Cloud Elements App credential.',
		);
	}
	if (app.fields.apiKey === '' || app.fields.apiSecret === '') {
		throw new InvalidInput(
			`The API ${app.fields.apiKey === '' ? 'key' : 'secret'} of the app is empty`,
			'Enter it in the Cloud Elements App credential.',
		);
	}
	if (!(expiresInMinutes > 0 && expiresInMinutes <= LONGEST_LIFE_MINUTES)) {
		throw new InvalidInput(
			`Expires In must be between 1 and ${LONGEST_LIFE_MINUTES} minutes (a year), not ${expiresInMinutes}`,
		);
	}
	if (options.customState && looksSealed(options.customState)) {
		throw new InvalidInput(
			'Custom State looks like a sealed state',
			'Leave it empty to let the node seal a state, or give a text of your own without four dots.',
		);
	}
}

/** The query that both helper calls have in common. */
function helperQuery(app: App): IDataObject {
	const { apiKey, apiSecret, callbackUrl } = app.fields;
	return { apiKey, apiSecret, callbackUrl, ...resolveSources(consentFlow(app).query, app.fields) };
}

async function getRequestToken(client: PlatformClient, app: App): Promise<RequestToken> {
	const { body, requestId } = await client.call<Partial<RequestToken> | undefined>({
		method: 'GET',
		path: apiPath('elements', app.element.key, 'oauth', 'token'),
		query: helperQuery(app),
		repeatable: true,
		secrets: [app.fields.apiSecret],
	});
	if (!body?.token || !body.secret) {
		throw new PlatformFailure({
			message: `${app.element.displayName} gave no request token`,
			advice: 'Check that the app at the provider is an OAuth 1.0a app, and its keys.',
			requestId,
		});
	}
	return { token: body.token, secret: body.secret };
}

function withPostAdvice({ details }: PlatformFailure): PlatformFailure {
	const unknownCall = details.statusCode === 404 || details.statusCode === 405;
	if (!unknownCall || /no element/i.test(details.platformMessage ?? '')) {
		return new PlatformFailure(details);
	}
	return new PlatformFailure({
		...details,
		message: 'This host does not make links by POST',
		advice: 'Switch the option Send Secrets in Body off.',
	});
}

async function getUrl(
	client: PlatformClient,
	app: App,
	parameters: Record<'state', string> & IDataObject,
	inBody: boolean,
): Promise<{ oauthUrl: string; requestId?: string }> {
	const values = { ...helperQuery(app), ...parameters };
	const request: PlatformRequest = {
		method: inBody ? 'POST' : 'GET',
		path: apiPath('elements', app.element.key, 'oauth', 'url'),
		...(inBody ? { body: values } : { query: values }),
		repeatable: true,
		secrets: [app.fields.apiSecret, ...(looksSealed(parameters.state) ? [parameters.state] : [])],
	};
	const outcome = await client.tryCall<{ oauthUrl?: unknown } | undefined>(request);
	if (outcome instanceof PlatformFailure) throw inBody ? withPostAdvice(outcome) : outcome;
	const { body, requestId } = outcome;
	const oauthUrl = body?.oauthUrl;
	if (typeof oauthUrl !== 'string' || !URL.canParse(oauthUrl) || !/^https?:/.test(oauthUrl)) {
		throw new PlatformFailure({
			message: `Cloud Elements gave no link for ${app.element.displayName}`,
			advice:
				'Check in the catalogue of your account that the element signs customers in by OAuth.',
			requestId,
		});
	}
	if (new URL(oauthUrl).searchParams.get('oauth_token') === 'null') {
		throw new PlatformFailure({
			message: `Cloud Elements made a link for ${app.element.displayName} that cannot work: it holds no request token (oauth_token=null)`,
			advice:
				'This element wants a request token first. Set Authentication of the app credential to OAuth 1.0a, or use keys of an OAuth 2.0 app.',
			requestId,
		});
	}
	return { oauthUrl, requestId };
}

/**
 * Makes the link for one item: the request token where the element needs one, then the provider's
 * consent URL (guides, "Get Elements OAuth Token" and "Get Elements OAuth URL").
 */
export async function createLink(
	{ client, app: credentialApp, stateKey }: Session,
	parameters: LinkParameters,
): Promise<ItemResult> {
	const { options, context } = parameters;
	const { app, overridden } = withOverrides(credentialApp, parameters.callbackUrl, options);
	checkParameters(app, parameters);

	const flow = consentFlow(app);
	const issuedAt = Math.floor(Date.now() / 1000);
	const expiresAt = issuedAt + Math.round(parameters.expiresInMinutes * 60);
	const requestToken = flow.requestToken ? await getRequestToken(client, app) : undefined;
	const state =
		options.customState ||
		sealState(
			{
				v: 1,
				e: app.element.key,
				a: app.authentication,
				...(requestToken && { s: requestToken.secret, t: hashOf(requestToken.token) }),
				u: app.fields.callbackUrl,
				f: fingerprintOf(app),
				...(Object.keys(overridden).length > 0 && { o: overridden }),
				...(context !== '' && { c: context }),
				n: newNonce(),
				i: issuedAt,
				x: expiresAt,
			},
			stateKey,
		);
	const { oauthUrl, requestId } = await getUrl(
		client,
		app,
		{ ...(requestToken && { requestToken: requestToken.token }), state },
		options.sendSecretsInBody === true,
	);
	return {
		json: {
			element: app.element.key,
			oauthUrl,
			callbackUrl: app.fields.callbackUrl,
			state,
			expiresAt: options.customState ? null : new Date(expiresAt * 1000).toISOString(),
			context: (context === '' ? {} : context) as IDataObject,
			...(options.customState && requestToken && { requestToken: { ...requestToken } }),
		},
		trace: { requestId },
	};
}
