import type { ElementDefinition, Flow } from '../../elements/types.mts';
import type { World } from '../../state.mts';
import { missing, PlatformError } from '../errors.mts';
import { chooseFlow } from '../flows.mts';
import type { Configuration } from '../instance.mts';
import type { ProvisioningBody } from './body.mts';
import { type Exchange, exchangeCode, exchangeVerifier, renewTokens } from './exchange.mts';
import { validateConfiguration } from './validate.mts';

/** What is sent to authenticate an instance, for the first time or again. */
export type Credentials = Pick<
	ProvisioningBody,
	'configuration' | 'providerData' | 'externalAuthentication'
>;

function isText(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

function requireProviderData(
	providerData: Readonly<Record<string, unknown>>,
	names: readonly string[],
): void {
	const absent = names.filter((name) => !isText(providerData[name]));
	if (absent.length > 0) throw missing('provider data', absent);
}

/** Configuration entries that hold nothing are as good as not sent. */
function requireConfiguration(configuration: Configuration, keys: readonly string[]): void {
	const absent = keys.filter((key) => !configuration[key]);
	if (absent.length > 0) throw missing('configuration entries', absent);
}

/** Callbacks have to be the same to the byte from step 1 to the instance. Source: docs/platform-api.md, "OAuth helpers". */
function checkCallback(
	element: ElementDefinition,
	{ world, configuration, providerData }: Exchange,
): void {
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

/** Tokens the caller brought: nothing is exchanged, OAuth 2.0 ones are renewed once. Source: docs/platform-api.md, "Per-element provisioning matrix". */
async function adoptTokens(
	element: ElementDefinition,
	flow: Flow,
	exchange: Exchange,
): Promise<Configuration> {
	if (flow.external === undefined) {
		throw new PlatformError(400, `Element ${element.key} cannot be provisioned with tokens`);
	}
	requireConfiguration(exchange.configuration, flow.external);
	return flow.type === 'oauth2' ? await renewTokens(flow, exchange) : {};
}

async function useProviderData(
	element: ElementDefinition,
	flow: Flow,
	exchange: Exchange,
): Promise<Configuration> {
	const { configuration, providerData } = exchange;
	requireConfiguration(configuration, flow.configuration);
	const returned = Object.keys(flow.providerData);
	switch (flow.type) {
		case 'oauth1':
			requireProviderData(providerData, ['oauth_token', 'oauth_verifier', 'secret', ...returned]);
			checkCallback(element, exchange);
			return await exchangeVerifier(flow, exchange);
		case 'oauth2':
			requireProviderData(providerData, ['code', ...returned]);
			return await exchangeCode(flow, exchange);
		default:
			return {};
	}
}

/** What the provider data is for, where the configuration does not say. */
function hintOf({ providerData, externalAuthentication }: Credentials): Flow['type'] | undefined {
	if (externalAuthentication === 'initial') return undefined;
	if (isText(providerData.oauth_verifier)) return 'oauth1';
	return isText(providerData.code) ? 'oauth2' : undefined;
}

/** Authenticates at the provider; the configuration a working connection then has. Source: docs/platform-api.md, "Instances". */
export async function authenticate(
	world: World,
	element: ElementDefinition,
	credentials: Credentials,
): Promise<Configuration> {
	const { configuration, providerData, externalAuthentication } = credentials;
	validateConfiguration(element, configuration);
	const flow = chooseFlow(element, configuration['authentication.type'], hintOf(credentials));
	const exchange = { world, configuration, providerData };
	const external = externalAuthentication === 'initial';
	const tokens = external
		? await adoptTokens(element, flow, exchange)
		: await useProviderData(element, flow, exchange);
	const complete: Configuration = { ...configuration, ...tokens };
	if (!external) {
		for (const [name, key] of Object.entries(flow.providerData))
			complete[key] = String(providerData[name]);
	}
	await flow.check?.({ world, configuration: complete });
	return { ...complete, ...flow.derive?.(complete) };
}
