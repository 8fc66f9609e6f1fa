import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { writeJson } from '../../json.mts';
import type { Selection } from '../../query/statements.mts';
import type { World } from '../../state.mts';
import { requireConnection, selectInstance } from '../connection.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import { type Query, single } from '../paging.mts';
import { select as selectRecords } from '../resources/list.mts';
import { openResource } from '../resources/routes.mts';
import type { RecordSource, ResourceRecord } from '../resources/store.mts';
import { readBulkStatement } from '../where.mts';
import { toCsv } from './csv.mts';
import type { BulkJob } from './state.mts';
import { load, readUpload } from './upload.mts';

/** Files are kept for a week. Source: docs/platform-api.md, "Bulk". */
const KEPT_MS = 7 * 24 * 3_600_000;

type BulkRequest = FastifyRequest<{ Params: { id: string; object: string }; Querystring: Query }>;

/** Elements that have no bulk. Source: docs/platform-api.md, "Bulk". */
function requireBulk({ element }: Instance): void {
	if (element.key === 'xero') throw new PlatformError(400, `Bulk is disabled for ${element.key}`);
}

function select(
	instance: Instance,
	source: RecordSource,
	{ columns, where }: Selection,
): ResourceRecord[] {
	if (columns === 'count' || (instance.element.key === 'quickbooks' && columns !== 'all')) {
		throw new PlatformError(400, 'Error parsing query: only select * is supported');
	}
	const found = selectRecords(source, where ?? undefined);
	if (columns === 'all') return found;
	return found.map((record) =>
		Object.fromEntries(columns.map((column) => [column, record[column] ?? null])),
	);
}

function startJob(
	world: World,
	instance: Instance,
	object: string,
	records: ResourceRecord[],
): BulkJob {
	const { bulk } = world.state.platform;
	const job: BulkJob = {
		id: String(500_001 + bulk.size),
		instanceId: instance.id,
		object,
		createdAt: world.state.clock.now(),
		status: 'CREATED',
		records,
		errors: [],
	};
	bulk.set(job.id, job);
	return job;
}

function findJob(world: World, instance: Instance, id: string): BulkJob {
	const job = world.state.platform.bulk.get(id);
	if (job?.instanceId !== instance.id)
		throw new PlatformError(404, `No bulk job found with ID ${id}`);
	return job;
}

/** A job moves on each time it is asked for: created, running, completed. */
function progress(job: BulkJob) {
	const { status } = job;
	job.status = status === 'CREATED' ? 'RUNNING' : 'COMPLETED';
	const done = status === 'COMPLETED';
	return {
		id: job.id,
		status,
		recordsCount: done ? job.records.length : 0,
		recordsFailedCount: done ? job.errors.length : 0,
	};
}

function requireFile(world: World, job: BulkJob, object: string): void {
	if (job.object !== object)
		throw new PlatformError(404, `No ${object} found in bulk job ${job.id}`);
	if (job.status !== 'COMPLETED')
		throw new PlatformError(400, `Bulk job ${job.id} is not completed`);
	if (world.state.clock.now() - job.createdAt > KEPT_MS) {
		throw new PlatformError(404, `The file of bulk job ${job.id} is gone`);
	}
}

function routesBelow(app: FastifyInstance, world: World, prefix: string): void {
	async function open(request: BulkRequest, reply: FastifyReply): Promise<Instance> {
		const instance = selectInstance(request, reply, world);
		await requireConnection(world, instance);
		requireBulk(instance);
		return instance;
	}

	app.post(`${prefix}/bulk/query`, async (request: BulkRequest, reply) => {
		const instance = await open(request, reply);
		const selection = readBulkStatement(single(request.query, 'q') ?? '');
		const { source } = openResource(world, instance, selection.from);
		const records = select(instance, source, selection);
		const { id, status } = startJob(world, instance, selection.from, records);
		return { id, status };
	});
	app.post(`${prefix}/bulk/:object`, async (request: BulkRequest, reply) => {
		const instance = await open(request, reply);
		const { object } = request.params;
		const target = openResource(world, instance, object);
		const upload = await readUpload(request);
		const job = startJob(world, instance, object, []);
		load(job, target, upload);
		return { id: job.id, status: job.status };
	});
	app.get(`${prefix}/bulk/:id/status`, async (request: BulkRequest, reply) =>
		progress(findJob(world, await open(request, reply), request.params.id)),
	);
	app.get(
		`${prefix}/bulk/:id/errors`,
		async (request: BulkRequest, reply) =>
			findJob(world, await open(request, reply), request.params.id).errors,
	);
	app.get(
		`${prefix}/bulk/:id/:object`,
		{ config: { produces: ['text/csv'] } },
		async (request: BulkRequest, reply) => {
			const { id, object } = request.params;
			const job = findJob(world, await open(request, reply), id);
			requireFile(world, job, object);
			if (request.headers.accept?.includes('text/csv') === true) {
				return await reply.type('text/csv').send(toCsv(job.records));
			}
			// One object a line. Source: docs/platform-api.md, "Bulk".
			const lines = job.records.map((record) => `${writeJson(record)}\n`);
			return await reply.type('application/json').send(lines.join(''));
		},
	);
}

/** Bulk download and upload, with a hub and without. Source: docs/platform-api.md, "Bulk". */
export function bulkRoutes(app: FastifyInstance, world: World): void {
	app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, done) => {
		const fits = pathTakesFiles(request);
		done(fits ? null : new PlatformError(415, 'Only application/json is accepted here'), body);
	});
	routesBelow(app, world, '');
	routesBelow(app, world, '/hubs/:hub');
}

function pathTakesFiles(request: FastifyRequest): boolean {
	return request.routeOptions.url?.endsWith('/bulk/:object') === true;
}
