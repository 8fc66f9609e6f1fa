import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findElement } from '../elements/index.mts';
import type { ElementDefinition, Flow, OAuth1Flow } from '../elements/types.mts';
import type { World } from '../state.mts';
import { optionalAccount } from './authorization.mts';
import { missing, PlatformError } from './errors.mts';
import { callProvider, expectSuccess, signedHeader } from './provider-calls.mts';

type HelperParameters = Readonly<Record<string, string | undefined>>;
type HelperRequest = FastifyRequest<{ Params: { keyOrId: string } }>;

/** The parameters every OAuth helper needs. Source: reference §2.2. */
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

/** The flow `authentication.type` asks for, or the element's first. */
export function chooseFlow(element: ElementDefinition, type: string | null | undefined): Flow {
	if (type === undefined || type === null) return element.flows[0];
	const flow = element.flows.find((candidate) => candidate.type === type);
	if (flow === undefined)
		throw new PlatformError(400, `authentication.type ${type} is not supported by ${element.key}`);
	return flow;
}

async function requestToken(
	world: World,
	element: ElementDefinition,
	flow: OAuth1Flow,
	parameters: HelperParameters,
): Promise<{ token: string; secret: string }> {
	const { apiKey = '', apiSecret = '', callbackUrl = '' } = parameters;
	const url = `${world.origin}${flow.paths.requestToken}`;
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

/** The provider's consent address. The platform only formats it; nothing is checked here. Source: reference §2.2. */
function oauthUrl(world: World, element: ElementDefinition, parameters: HelperParameters): string {
	const flow = chooseFlow(element, parameters['authentication.type']);
	const { apiKey = '', callbackUrl = '', scope, state = element.key } = parameters;
	const encode = encodeURIComponent;
	if (flow.type === 'oauth1') {
		// A forgotten request token is not noticed, and the state is hung on the callback without looking
		// whether that has a query already: both as reference §2.2 describes.
		const callback = `${callbackUrl}?state=${encode(state)}`;
		return `${world.origin}${flow.paths.consent}?oauth_token=${encode(parameters.requestToken ?? 'null')}&oauth_callback=${encode(callback)}`;
	}
	const query = [
		'response_type=code',
		`client_id=${encode(apiKey)}`,
		...(scope === undefined ? [] : [`scope=${encode(scope)}`]),
		`redirect_uri=${encode(callbackUrl)}`,
		`state=${encode(state)}`,
	];
	return `${world.origin}${flow.paths.consent}?${query.join('&')}`;
}

/** GET oauth/token, GET and POST oauth/url. Source: reference §2.2; guides, steps 1 and 2. */
export function oauthHelperRoutes(app: FastifyInstance, world: World): void {
	app.get('/elements/:keyOrId/oauth/token', async (request: HelperRequest) => {
		optionalAccount(request, world);
		const element = findElement(request.params.keyOrId);
		const flow = element.flows.find((candidate) => candidate.type === 'oauth1');
		if (flow === undefined)
			throw new PlatformError(400, `Element ${element.key} does not use OAuth 1.0a`);
		return await requestToken(world, element, flow, readParameters(request.query));
	});

	function answerUrl(
		request: HelperRequest,
		source: unknown,
	): { element: string; oauthUrl: string } {
		optionalAccount(request, world);
		const element = findElement(request.params.keyOrId);
		return { element: element.key, oauthUrl: oauthUrl(world, element, readParameters(source)) };
	}
	app.get('/elements/:keyOrId/oauth/url', async (request: HelperRequest) =>
		answerUrl(request, request.query),
	);
	app.post('/elements/:keyOrId/oauth/url', async (request: HelperRequest) =>
		answerUrl(request, request.body),
	);
}
