import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestId } from '../../ids.mts';
import type { World } from '../../state.mts';
import { memoryOf } from '../state.mts';
import { authorizeCompany } from './access.mts';
import { runBatch } from './batch.mts';
import { type Books, booksOf } from './books.mts';
import { changesSince } from './changes.mts';
import { ENTITIES } from './entities.mts';
import { AccessFault, BookFault, INTUIT_TID, sendAccessFault, sendBookFault } from './fault.mts';
import { blankPdf } from './pdf.mts';
import { runQuery } from './query.mts';
import { findRecord, sendRecord } from './records.mts';
import { runReport } from './reports.mts';
import { requireEntity, requireObject, write } from './write.mts';

/** Intuit's two API hosts, as paths. Source: guide "Authorizing the QuickBooks' API". */
const BASES = { production: '/intuit/v3', sandbox: '/intuit-sandbox/v3' };

type QueryName =
	| 'accounting_method'
	| 'changedSince'
	| 'end_date'
	| 'entities'
	| 'include'
	| 'operation'
	| 'query'
	| 'requestid'
	| 'sendTo'
	| 'start_date';

type CompanyRequest = FastifyRequest<{
	Params: { realmId: string; entity: string; id: string };
	Querystring: Partial<Record<QueryName, string>>;
}>;

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

/** Opens the books that a call may see, or refuses. */
type Open = (request: CompanyRequest) => Books;

function readRoutes(app: FastifyInstance, world: World, company: string, open: Open): void {
	const now = () => world.state.clock.now();
	const time = () => new Date(now()).toISOString();
	const ask = (books: Books, statement: unknown) => {
		if (typeof statement !== 'string')
			throw new BookFault('4000', 'Error parsing query', 'QueryParserError: no query');
		return { QueryResponse: runQuery(books, statement), time: time() };
	};

	app.get(`${company}/query`, async (request: CompanyRequest) =>
		ask(open(request), request.query.query),
	);
	app.post(`${company}/query`, async (request: CompanyRequest) => ask(open(request), request.body));
	app.get(`${company}/cdc`, async (request: CompanyRequest) =>
		changesSince(open(request), request.query, now()),
	);
	app.get(`${company}/reports/:id`, async (request: CompanyRequest) =>
		runReport(open(request), request.params.id, request.query, time()),
	);
	app.get(`${company}/preferences`, async (request: CompanyRequest) => ({
		Preferences: findRecord(open(request), 'Preferences', '1'),
		time: time(),
	}));
	app.get(`${company}/:entity/:id`, async (request: CompanyRequest) => {
		const books = open(request);
		const { realmId, id } = request.params;
		const entity = requireEntity(request.params.entity);
		const own = entity === 'CompanyInfo' && id === realmId;
		return { [entity]: findRecord(books, entity, own ? '1' : id), time: time() };
	});
	app.get(`${company}/:entity/:id/pdf`, async (request: CompanyRequest, reply) => {
		const books = open(request);
		const entity = requireEntity(request.params.entity);
		const { Id } = findRecord(books, entity, request.params.id);
		requireAble(entity, 'pdf');
		return await reply.type('application/pdf').send(blankPdf(`${entity} ${Id}`));
	});
}

function writeRoutes(app: FastifyInstance, world: World, company: string, open: Open): void {
	const time = () => new Date(world.state.clock.now()).toISOString();

	app.post(`${company}/batch`, async (request: CompanyRequest) => {
		const books = open(request);
		return once(world, request, () => runBatch(books, request.body, time()));
	});
	app.post(`${company}/:entity`, async (request: CompanyRequest) => {
		const books = open(request);
		const entity = requireEntity(request.params.entity);
		const body = requireObject(request.body);
		return once(world, request, () => ({
			[entity]: write(books, entity, body, request.query, time()),
			time: time(),
		}));
	});
	app.post(`${company}/:entity/:id/send`, async (request: CompanyRequest) => {
		const books = open(request);
		const entity = requireEntity(request.params.entity);
		requireAble(entity, 'send');
		const asked = { id: request.params.id, sendTo: request.query.sendTo };
		return once(world, request, () => ({
			[entity]: sendRecord(books, entity, asked, time()),
			time: time(),
		}));
	});
}

function requireAble(entity: string, operation: 'pdf' | 'send'): void {
	if (ENTITIES[entity]?.does.includes(operation) === true) return;
	throw new BookFault(
		'500',
		'Unsupported Operation',
		`Operation ${operation} is not supported for ${entity}.`,
	);
}

/** Intuit's accounting API, of production and of the sandbox. Source: guide "Authorizing the QuickBooks' API"; docs/quickbooks-custom-api.md, "What it does". */
export function accountingRoutes(app: FastifyInstance, world: World): void {
	inIntuitsWay(app, world);
	app.addContentTypeParser(
		['application/text', 'text/plain'],
		{ parseAs: 'string' },
		(_request, body, done) => {
			done(null, body);
		},
	);
	// Sending an invoice announces a body and has none.
	app.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
		payload.resume();
		done(null, undefined);
	});
	for (const [host, base] of Object.entries(BASES)) {
		const open = (request: CompanyRequest): Books => {
			const { realmId } = request.params;
			authorizeCompany(request, world, { realmId, sandbox: host === 'sandbox' });
			return booksOf(world.state.books, realmId);
		};
		const company = `${base}/company/:realmId`;
		readRoutes(app, world, company, open);
		writeRoutes(app, world, company, open);
	}
}
