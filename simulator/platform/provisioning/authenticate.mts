import type { ElementDefinition, Flow, OAuth1Flow, OAuth2Flow } from '../../elements/types.mts';
import type { World } from '../../state.mts';
import { missing, PlatformError } from '../errors.mts';
import type { Configuration } from '../instance.mts';
import { chooseFlow } from '../oauth-helpers.mts';
import { callProvider, expectSuccess, signedHeader } from '../provider-calls.mts';
import type { ProvisioningBody } from './body.mts';

interface Exchange {
	readonly world: World;
	readonly element: ElementDefinition;
	readonly configuration: Configuration;
	readonly providerData: Readonly<Record<string, unknown>>;
}

function app(configuration: Configuration) {
	return {
		key: configuration['oauth.api.key'] ?? '',
		secret: configuration['oauth.api.secret'] ?? '',
	};
}

function requireProviderData(
	providerData: Readonly<Record<string, unknown>>,
	names: readonly string[],
): void {
	const absent = names.filter(
		(name) => typeof providerData[name] !== 'string' || providerData[name] === '',
	);
	if (absent.length > 0) throw missing('provider data', absent);
}

/** Configuration entries that hold nothing are as good as not sent. */
function requireConfiguration(configuration: Configuration, keys: readonly string[]): void {
	const absent = keys.filter((key) => !configuration[key]);
	if (absent.length > 0) throw missing('configuration entries', absent);
}

/** Callbacks have to be the same to the byte from step 1 to the instance. Source: reference §6 item 3, §8.6. */
function checkCallback({ world, element, configuration, providerData }: Exchange): void {
	const issued = world.state.platform.requestTokens.get(String(providerData.oauth_token));
	const callback = configuration['oauth.callback.url'];
	if (issued === undefined) return;
	if (issued.elementKey !== element.key) {
		throw new PlatformError(
			400,
			`The request token was made for element ${issued.elementKey}, not for ${element.key}`,
		);
	}
	if (callback && callback !== issued.callbackUrl) {
		throw new PlatformError(
			400,
			'oauth.callback.url is not the callback URL the request token was made with',
		);
	}
}

async function exchangeVerifier(flow: OAuth1Flow, exchange: Exchange): Promise<Configuration> {
	const { world, configuration, providerData } = exchange;
	requireProviderData(providerData, [
		'oauth_token',
		'oauth_verifier',
		'secret',
		...Object.keys(flow.providerData),
	]);
	checkCallback(exchange);
	const url = `${world.origin}${flow.paths.accessToken}`;
	const call = {
		method: 'POST',
		url,
		protocol: { oauth_verifier: String(providerData.oauth_verifier) },
	};
	const token = { key: String(providerData.oauth_token), secret: String(providerData.secret) };
	const authorization = signedHeader(call, app(configuration), token, world.state.clock.now());
	const answer = new URLSearchParams(
		expectSuccess(await callProvider(url, { method: 'POST', headers: { authorization } })),
	);
	return {
		'oauth.user.token': answer.get('oauth_token'),
		'oauth.user.token.secret': answer.get('oauth_token_secret'),
	};
}

/** Asks a provider's token endpoint; also used to renew tokens. */
async function askForTokens(
	flow: OAuth2Flow,
	world: World,
	configuration: Configuration,
	form: Record<string, string>,
): Promise<Configuration> {
	const { key, secret } = app(configuration);
	const answer = expectSuccess(
		await callProvider(`${world.origin}${flow.paths.token}`, {
			method: 'POST',
			headers: {
				authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
				accept: 'application/json',
			},
			body: new URLSearchParams(form),
		}),
	);
	const tokens = JSON.parse(answer) as {
		access_token: string;
		refresh_token?: string;
		expires_in: number;
	};
	return {
		'oauth.user.token': tokens.access_token,
		'oauth.user.refresh_token': tokens.refresh_token ?? null,
		'oauth.user.refresh_interval': String(tokens.expires_in),
		'oauth.user.refresh_time': String(world.state.clock.now()),
	};
}

async function exchangeCode(
	flow: OAuth2Flow,
	{ world, configuration, providerData }: Exchange,
): Promise<Configuration> {
	requireProviderData(providerData, ['code', ...Object.keys(flow.providerData)]);
	return await askForTokens(flow, world, configuration, {
		grant_type: 'authorization_code',
		code: String(providerData.code),
		redirect_uri: configuration['oauth.callback.url'] ?? '',
	});
}

/** Tokens the caller brought: nothing is exchanged, OAuth 2.0 ones are renewed once. Source: reference §3, row 3. */
async function adoptTokens(
	flow: Flow,
	{ world, element, configuration }: Exchange,
): Promise<Configuration> {
	if (flow.external === undefined) {
		throw new PlatformError(400, `Element ${element.key} cannot be provisioned with tokens`);
	}
	requireConfiguration(configuration, flow.external);
	if (flow.type === 'oauth1') return {};
	return await askForTokens(flow, world, configuration, {
		grant_type: 'refresh_token',
		refresh_token: configuration['oauth.user.refresh_token'] ?? '',
	});
}

async function authenticateBy(
	flow: Flow,
	body: ProvisioningBody,
	exchange: Exchange,
): Promise<Configuration> {
	if (body.externalAuthentication === 'initial') return await adoptTokens(flow, exchange);
	requireConfiguration(exchange.configuration, flow.configuration);
	const tokens =
		flow.type === 'oauth1'
			? await exchangeVerifier(flow, exchange)
			: await exchangeCode(flow, exchange);
	const returned = Object.entries(flow.providerData).map(([name, key]) => [
		key,
		String(exchange.providerData[name]),
	]);
	return { ...tokens, ...(Object.fromEntries(returned) as Configuration) };
}

/** Authenticates at the provider; the configuration a working connection then has. Source: reference §2.3, §8.6. */
export async function authenticate(
	world: World,
	element: ElementDefinition,
	body: ProvisioningBody,
): Promise<Configuration> {
	const { configuration, providerData } = body;
	const flow = chooseFlow(element, configuration['authentication.type']);
	const gained = await authenticateBy(flow, body, { world, element, configuration, providerData });
	const complete = { ...configuration, ...gained };
	await flow.check?.({ world, configuration: complete });
	return complete;
}
