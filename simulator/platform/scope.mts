import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf, recordAndDisturb } from '../control/record.mts';
import { requestId } from '../ids.mts';
import { parseJson } from '../json.mts';
import type { World } from '../state.mts';
import { PlatformError } from './errors.mts';

const REQUEST_ID = 'Elements-Request-Id';

/** What scripts of other origins may read. Source: docs/platform-api.md, "Requests and answers". */
const CORS = {
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers':
		'Elements-Returned-Count, Elements-Total-Count, Elements-Request-Id, Elements-Next-Page-Token, Elements-Trace-Id, Elements-Error, Content-Disposition',
};

function sendError(reply: FastifyReply, error: PlatformError): FastifyReply {
	const { status, message, providerMessage } = error;
	if (error instanceof WrongVerb) reply.header('Allow', error.allow);
	return reply.code(status).send({
		requestId: reply.getHeader(REQUEST_ID),
		message,
		...(providerMessage === undefined ? {} : { providerMessage }),
	});
}

/** Fastify's own refusals (body too large, unknown content type, …) in the platform's form. */
function asPlatformError(error: unknown): PlatformError {
	if (error instanceof PlatformError) return error;
	const { statusCode, message } = error as { statusCode?: number; message?: string };
	if (statusCode !== undefined && statusCode < 500)
		return new PlatformError(statusCode, message ?? 'Bad Request');
	return new PlatformError(500, `The simulator failed: ${message ?? String(error)}`);
}

declare module 'fastify' {
	interface FastifyContextConfig {
		/** What a route can answer with besides JSON. */
		produces?: readonly string[];
		/** Whether the platform asks the provider, who may count. */
		callsProvider?: true;
	}
}

function acceptable(accept: string | undefined, produces: readonly string[] = []): boolean {
	if (accept === undefined) return true;
	const types = accept.split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
	return ['*/*', 'application/*', 'application/json', ...produces].some((type) =>
		types.includes(type),
	);
}

/** A path that is there, but not for this verb; the answer has to name those it is there for. */
export class WrongVerb extends PlatformError {
	readonly allow: string;

	constructor(method: string, allow: string) {
		super(405, `${method} is not supported here`);
		this.allow = allow;
	}
}

/** Why a request leads nowhere; `platform`: it is no resource call, whatever its path looks like. */
export type Refusal = (request: FastifyRequest, among?: 'platform') => PlatformError;

/**
 * Remembers which verbs a path has, so that a wrong verb is 405 and not 404. Source:
 * docs/platform-api.md, "Error catalogue". Resource calls match nearly every path and count only where
 * nothing else does.
 */
function refusals(app: FastifyInstance): Refusal {
	const routes: Array<{ pattern: RegExp; fixed: boolean; methods: string[] }> = [];
	app.addHook('onRoute', ({ url, routePath, method }) => {
		const source = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
		const fixed = !/^\/(:|hubs\/)/.test(routePath);
		routes.push({ pattern: new RegExp(`^${source}/?$`), fixed, methods: [method].flat() });
	});
	return (request, among) => {
		const path = pathOf(request);
		const here = routes.filter(({ pattern }) => pattern.test(path));
		const ours = here.filter(({ fixed }) => fixed);
		const nearest = ours.length > 0 || among === 'platform' ? ours : here;
		const methods = [...new Set(nearest.flatMap((route) => route.methods))];
		if (methods.length === 0) return new PlatformError(404, `No resource found at ${path}`);
		return new WrongVerb(request.method, methods.join(', '));
	};
}

/** What holds for every platform call: recording, request ids, JSON in and out, error bodies. Source: docs/platform-api.md, "Requests and answers", "Error catalogue". */
export function platformScope(app: FastifyInstance, world: World): Refusal {
	const refuse = refusals(app);

	app.addHook('onRequest', async (_request, reply) => {
		reply.headers({ ...CORS, [REQUEST_ID]: requestId() });
	});
	recordAndDisturb(app, world, 'platform');
	app.addHook('preHandler', async (request: FastifyRequest) => {
		const { produces } = request.routeOptions.config;
		if (!acceptable(request.headers.accept, produces))
			throw new PlatformError(406, 'Only application/json can be produced');
	});

	app.removeAllContentTypeParsers();
	// Intuit's events come under a name of their own. Source: docs/platform-api.md, "Webhooks in".
	const types = ['application/json', 'application/cloudevents+json'];
	app.addContentTypeParser(types, { parseAs: 'string' }, (request, body, done) => {
		const cloudEvents = request.headers['content-type']?.startsWith('application/cloudevents');
		if (cloudEvents === true && request.routeOptions.url?.includes('/events/') !== true) {
			return done(new PlatformError(415, 'Only application/json is accepted here'), undefined);
		}
		if (body === '') return done(null, undefined);
		try {
			return done(null, parseJson(String(body)));
		} catch {
			return done(new PlatformError(400, 'The request body is not valid JSON'), undefined);
		}
	});

	app.setErrorHandler((error, _request, reply) => sendError(reply, asPlatformError(error)));
	app.setNotFoundHandler((request, reply) => sendError(reply, refuse(request)));
	return refuse;
}
