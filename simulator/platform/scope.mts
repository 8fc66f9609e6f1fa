import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf, recordAndDisturb } from '../control/record.mts';
import { requestId } from '../ids.mts';
import type { World } from '../state.mts';
import { PlatformError } from './errors.mts';

const REQUEST_ID = 'Elements-Request-Id';

function sendError(reply: FastifyReply, error: PlatformError): FastifyReply {
	const { status, message, providerMessage } = error;
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

function acceptsJson(accept: string | undefined): boolean {
	if (accept === undefined) return true;
	const types = accept.split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
	return ['*/*', 'application/*', 'application/json'].some((type) => types.includes(type));
}

/** Remembers which verbs a path has, so that a wrong verb is 405 and not 404. Source: reference §5. */
function knownVerbs(app: FastifyInstance): (path: string) => string[] {
	const routes: Array<{ pattern: RegExp; methods: string[] }> = [];
	app.addHook('onRoute', ({ url, method }) => {
		const pattern = new RegExp(
			`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}/?$`,
		);
		routes.push({ pattern, methods: [method].flat() });
	});
	return (path) => {
		const here = routes.filter(({ pattern }) => pattern.test(path));
		return [...new Set(here.flatMap(({ methods }) => methods))];
	};
}

/** What holds for every platform call: recording, request ids, JSON in and out, error bodies. Source: reference §2, §5, §8.2. */
export function platformScope(app: FastifyInstance, world: World): void {
	const verbs = knownVerbs(app);

	app.addHook('onRequest', async (_request, reply) => {
		reply.header(REQUEST_ID, requestId());
	});
	recordAndDisturb(app, world, 'platform');
	app.addHook('preHandler', async (request: FastifyRequest) => {
		if (!acceptsJson(request.headers.accept))
			throw new PlatformError(406, 'Only application/json can be produced');
	});

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		if (body === '') return done(null, undefined);
		try {
			return done(null, JSON.parse(String(body)));
		} catch {
			return done(new PlatformError(400, 'The request body is not valid JSON'), undefined);
		}
	});

	app.setErrorHandler((error, _request, reply) => sendError(reply, asPlatformError(error)));
	app.setNotFoundHandler((request, reply) => {
		const path = pathOf(request);
		const allowed = verbs(path);
		if (allowed.length === 0)
			return sendError(reply, new PlatformError(404, `No resource found at ${path}`));
		reply.header('Allow', allowed.join(', '));
		return sendError(reply, new PlatformError(405, `${request.method} is not supported here`));
	});
}
