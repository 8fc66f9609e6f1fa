import type { OAuth1Flow, OAuth2Flow } from '../../elements/types.mts';
import type { World } from '../../state.mts';
import type { Configuration } from '../instance.mts';
import { providerUrl } from '../flows.mts';
import { callProvider, expectSuccess, signedHeader } from '../provider-calls.mts';

/** What an exchange needs to know. */
export interface Exchange {
	readonly world: World;
	readonly configuration: Configuration;
	readonly providerData: Readonly<Record<string, unknown>>;
}

function app(configuration: Configuration) {
	return {
		key: configuration['oauth.api.key'] ?? '',
		secret: configuration['oauth.api.secret'] ?? '',
	};
}

/** Trades an approved request token for a user token. Source: guide "QuickBooks Online", step 3. */
export async function exchangeVerifier(
	flow: OAuth1Flow,
	{ world, configuration, providerData }: Exchange,
): Promise<Configuration> {
	const site = flow.site && configuration[flow.site.configuration];
	const url = providerUrl(world, flow.paths.accessToken, site);
	const protocol = { oauth_verifier: String(providerData.oauth_verifier) };
	const token = { key: String(providerData.oauth_token), secret: String(providerData.secret) };
	const authorization = signedHeader(
		{ method: 'POST', url, protocol },
		app(configuration),
		token,
		world.state.clock.now(),
	);
	const answer = await callProvider(url, { method: 'POST', headers: { authorization } });
	const fields = new URLSearchParams(expectSuccess(answer));
	return {
		'oauth.user.token': fields.get('oauth_token'),
		'oauth.user.token.secret': fields.get('oauth_token_secret'),
	};
}

async function askForTokens(
	flow: OAuth2Flow,
	{ world, configuration }: Pick<Exchange, 'world' | 'configuration'>,
	form: Record<string, string>,
): Promise<Configuration> {
	const { key, secret } = app(configuration);
	const site = flow.site && configuration[flow.site.configuration];
	const answer = await callProvider(providerUrl(world, flow.paths.token, site), {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
			accept: 'application/json',
		},
		body: new URLSearchParams(form),
	});
	const tokens = JSON.parse(expectSuccess(answer)) as {
		access_token: string;
		refresh_token: string;
		expires_in: number;
	};
	return {
		'oauth.user.token': tokens.access_token,
		'oauth.user.refresh_token': tokens.refresh_token,
		'oauth.user.refresh_interval': String(tokens.expires_in),
		'oauth.user.refresh_time': String(world.state.clock.now()),
	};
}

/** Trades a code for tokens; the callback has to be that of the consent. Source: guides "Sage One US" and "Xero", step 2. */
export async function exchangeCode(flow: OAuth2Flow, exchange: Exchange): Promise<Configuration> {
	return await askForTokens(flow, exchange, {
		grant_type: 'authorization_code',
		code: String(exchange.providerData.code),
		redirect_uri: exchange.configuration['oauth.callback.url'] ?? '',
	});
}

/** Renews OAuth 2.0 tokens. Source: docs/platform-api.md, "Quirks", "Disabled instances". */
export async function renewTokens(
	flow: OAuth2Flow,
	exchange: Pick<Exchange, 'world' | 'configuration'>,
): Promise<Configuration> {
	return await askForTokens(flow, exchange, {
		grant_type: 'refresh_token',
		refresh_token: exchange.configuration['oauth.user.refresh_token'] ?? '',
	});
}
