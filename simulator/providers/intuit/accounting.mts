import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestId } from '../../ids.mts';
import type { World } from '../../state.mts';
import { memoryOf } from '../state.mts';
import { authorizeCompany } from './access.mts';
import { type BookRecord, type Books, entityOf } from './books.mts';
import { AccessFault, BookFault, INTUIT_TID, sendAccessFault, sendBookFault } from './fault.mts';
import { runQuery } from './query.mts';
import { deleteRecord, findRecord, saveRecord } from './records.mts';

/** Intuit's two API hosts, as paths. Source: reference §3.1 item 2. */
const BASES = { production: '/intuit/v3', sandbox: '/intuit-sandbox/v3' };

type CompanyRequest = FastifyRequest<{
	Params: { realmId: string; entity: string; id: string };
	Querystring: { query?: string; operation?: string; requestid?: string };
}>;

function requireEntity(segment: string): string {
	const entity = entityOf(segment);
	if (entity !== undefined) return entity;
	throw new BookFault('500', 'Unsupported Operation', `Operation ${segment} is not supported.`);
}

function requireObject(body: unknown): Record<string, unknown> {
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
		return body as Record<string, unknown>;
	}
	throw new BookFault(
		'2010',
		'Request has invalid or unsupported property',
		'The body has to be a JSON object.',
	);
}

/** Answers every failure as Intuit does, and with the header its support asks for. */
function inIntuitsWay(app: FastifyInstance, world: World): void {
	app.addHook('onRequest', async (_request, reply) => {
		reply.header(INTUIT_TID, `1-${requestId()}`);
	});
	app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
		const now = world.state.clock.now();
		if (error instanceof AccessFault) return sendAccessFault(reply, error, now);
		if (error instanceof BookFault) return sendBookFault(reply, error, now);
		if (error.statusCode === undefined) throw error;
		const unreadable = new BookFault(
			'2010',
			'Request has invalid or unsupported property',
			error.message,
		);
		return sendBookFault(reply, unreadable, now);
	});
}

/** A request ID that the company has seen is answered as it was the first time, and nothing is written. */
function once<Answer>(world: World, request: CompanyRequest, write: () => Answer): Answer {
	const { requestid } = request.query;
	if (requestid === undefined) return write();
	if (requestid === '' || requestid.length > 50) {
		throw new BookFault('2050', 'Invalid String', 'requestid has 1 to 50 characters.');
	}
	const { answers } = memoryOf(world.state.providers, 'intuit');
	const key = `${request.params.realmId} ${requestid}`;
	if (!answers.has(key)) answers.set(key, write());
	return answers.get(key) as Answer;
}

/** Intuit's accounting API: query, read, create, update and delete. Source: guide Authorizing the QuickBooks API; issue 3, part 4. */
export function accountingRoutes(app: FastifyInstance, world: World): void {
	inIntuitsWay(app, world);
	app.addContentTypeParser(
		['application/text', 'text/plain'],
		{ parseAs: 'string' },
		(_request, body, done) => {
			done(null, body);
		},
	);
	const time = () => new Date(world.state.clock.now()).toISOString();

	for (const [host, base] of Object.entries(BASES)) {
		const open = (request: CompanyRequest): Books => {
			const { realmId } = request.params;
			authorizeCompany(request, world, { realmId, sandbox: host === 'sandbox' });
			return world.state.books.get(realmId) ?? new Map<string, Map<string, BookRecord>>();
		};
		const ask = (books: Books, statement: unknown) => {
			if (typeof statement !== 'string')
				throw new BookFault('4000', 'Error parsing query', 'QueryParserError: no query');
			return { QueryResponse: runQuery(books, statement), time: time() };
		};
		const company = `${base}/company/:realmId`;

		app.get(`${company}/query`, async (request: CompanyRequest) =>
			ask(open(request), request.query.query),
		);
		app.post(`${company}/query`, async (request: CompanyRequest) =>
			ask(open(request), request.body),
		);
		app.get(`${company}/:entity/:id`, async (request: CompanyRequest) => {
			const books = open(request);
			const { realmId, id } = request.params;
			const entity = requireEntity(request.params.entity);
			const own = entity === 'CompanyInfo' && id === realmId;
			return { [entity]: findRecord(books, entity, own ? '1' : id), time: time() };
		});
		app.post(`${company}/:entity`, async (request: CompanyRequest) => {
			const books = open(request);
			const entity = requireEntity(request.params.entity);
			const body = requireObject(request.body);
			const remove = request.query.operation === 'delete';
			return once(world, request, () => ({
				[entity]: remove
					? deleteRecord(books, entity, body)
					: saveRecord(books, entity, body, time()),
				time: time(),
			}));
		});
	}
}
