import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ElementDefinition, OAuth1Flow, OAuth2Flow } from '../elements/types.mts';
import type { World } from '../state.mts';
import { optionalAccount } from './authorization.mts';
import { findConnectable } from './elements.mts';
import { missing, PlatformError } from './errors.mts';
import { chooseFlow, providerUrl } from './flows.mts';
import { callProvider, expectSuccess, signedHeader } from './provider-calls.mts';

type HelperParameters = Readonly<Record<string, string | undefined>>;
type HelperRequest = FastifyRequest<{ Params: { keyOrId: string } }>;

/** The parameters every OAuth helper needs. Source: docs/platform-api.md, "OAuth helpers". */
const REQUIRED = ['apiKey', 'apiSecret', 'callbackUrl'];

function readParameters(source: unknown): HelperParameters {
	if (typeof source !== 'object' || source === null || Array.isArray(source)) {
		throw new PlatformError(400, 'The parameters have to be a JSON object');
	}
	const parameters = source as Record<string, unknown>;
	const odd = Object.keys(parameters).filter((name) => typeof parameters[name] !== 'string');
	if (odd.length > 0)
		throw new PlatformError(400, `These parameters have to be one text each: ${odd.join(', ')}`);
	const absent = REQUIRED.filter((name) => !parameters[name]);
	if (absent.length > 0) throw missing('parameters', absent);
	return parameters as HelperParameters;
}

/** The customer's address, where the element's addresses hold one. Source: guide "FreshBooks", steps 1 and 2. */
function readSite(flow: OAuth1Flow | OAuth2Flow, parameters: HelperParameters): string | undefined {
	if (flow.site === undefined) return undefined;
	const site = parameters[flow.site.parameter];
	if (!site) throw missing('parameters', [flow.site.parameter]);
	return site;
}

async function requestToken(
	world: World,
	element: ElementDefinition,
	flow: OAuth1Flow,
	parameters: HelperParameters,
): Promise<{ token: string; secret: string }> {
	const { apiKey = '', apiSecret = '', callbackUrl = '' } = parameters;
	const url = providerUrl(world, flow.paths.requestToken, readSite(flow, parameters));
	const call = { method: 'POST', url, protocol: { oauth_callback: callbackUrl } };
	const authorization = signedHeader(
		call,
		{ key: apiKey, secret: apiSecret },
		undefined,
		world.state.clock.now(),
	);
	const answer = expectSuccess(
		await callProvider(url, { method: 'POST', headers: { authorization } }),
	);
	const fields = new URLSearchParams(answer);
	const issued = {
		token: fields.get('oauth_token') ?? '',
		secret: fields.get('oauth_token_secret') ?? '',
	};
	world.state.platform.requestTokens.set(issued.token, { elementKey: element.key, callbackUrl });
	return issued;
}

function consentFlow(
	element: ElementDefinition,
	parameters: HelperParameters,
): OAuth1Flow | OAuth2Flow {
	const hint = parameters.requestToken === undefined ? undefined : 'oauth1';
	const flow = chooseFlow(element, parameters['authentication.type'], hint);
	if (flow.type === 'oauth1' || flow.type === 'oauth2') return flow;
	throw new PlatformError(400, `Element ${element.key} does not use OAuth`);
}

/** The provider's consent address. The platform only formats it; nothing is checked here. Source: docs/platform-api.md, "OAuth helpers". */
function oauthUrl(world: World, element: ElementDefinition, parameters: HelperParameters): string {
	const flow = consentFlow(element, parameters);
	const { apiKey = '', callbackUrl = '', state = element.key } = parameters;
	const consent = providerUrl(world, flow.paths.consent, readSite(flow, parameters));
	const encode = encodeURIComponent;
	if (flow.type === 'oauth1') {
		// A forgotten request token is not noticed, and the state is hung on the callback without looking
		// whether that has a query already: both as in docs/platform-api.md, "OAuth helpers".
		const callback = `${callbackUrl}?state=${encode(state)}`;
		return `${consent}?oauth_token=${encode(parameters.requestToken ?? 'null')}&oauth_callback=${encode(callback)}`;
	}
	const scope = parameters.scope ?? flow.defaultScope;
	const query = [
		'response_type=code',
		`client_id=${encode(apiKey)}`,
		...(scope === undefined ? [] : [`scope=${encode(scope)}`]),
		`redirect_uri=${encode(callbackUrl)}`,
		`state=${encode(state)}`,
	];
	return `${consent}?${query.join('&')}`;
}

/** GET oauth/token, GET and POST oauth/url. Source: docs/platform-api.md, "OAuth helpers"; guides, "Get Elements OAuth Token" and "Get Elements OAuth URL". */
export function oauthHelperRoutes(app: FastifyInstance, world: World): void {
	app.get('/elements/:keyOrId/oauth/token', async (request: HelperRequest) => {
		const caller = optionalAccount(request, world);
		const element = findConnectable(request.params.keyOrId, caller?.account);
		const flow = element.flows.find((candidate) => candidate.type === 'oauth1');
		if (flow === undefined)
			throw new PlatformError(400, `Element ${element.key} does not use OAuth 1.0a`);
		return await requestToken(world, element, flow, readParameters(request.query));
	});

	function answerUrl(
		request: HelperRequest,
		source: unknown,
	): { element: string; oauthUrl: string } {
		const caller = optionalAccount(request, world);
		const element = findConnectable(request.params.keyOrId, caller?.account);
		return { element: element.key, oauthUrl: oauthUrl(world, element, readParameters(source)) };
	}
	app.get('/elements/:keyOrId/oauth/url', async (request: HelperRequest) =>
		answerUrl(request, request.query),
	);
	app.post('/elements/:keyOrId/oauth/url', async (request: HelperRequest) =>
		answerUrl(request, request.body),
	);
}
