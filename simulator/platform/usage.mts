import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from '../control/record.mts';
import { opaque } from '../ids.mts';
import { USERS } from '../seed.mts';
import type { World } from '../state.mts';
import { requireAccount } from './authorization.mts';
import { PlatformError } from './errors.mts';
import type { Instance } from './instance.mts';
import { paginate, type Query, single } from './paging.mts';

/** One call made with an element token. Source: docs/platform-api.md, "Usage": names are in snake case. */
export interface UsageEntry {
	readonly traffic_id: string;
	readonly request_id: string;
	readonly request_status: 'SUCCESS' | 'FAILED';
	readonly request_method: string;
	readonly request_uri: string;
	readonly request_ip: string;
	readonly response_code: number;
	readonly element_key: string;
	readonly hub: string;
	readonly element_instance_id: number;
	readonly element_instance_tags: readonly string[];
	readonly process_time: number;
	readonly traffic_date: string;
	readonly user_id: number;
	readonly company_id: number;
}

const selected = new WeakMap<FastifyRequest, Instance>();

/** Remembers whose token a call carries, so that it is logged. */
export function noteInstance(request: FastifyRequest, instance: Instance): void {
	selected.set(request, instance);
}

/** Logs calls made with an element token, whether their answer arrives or not. */
export function logUsage(app: FastifyInstance, world: World): void {
	app.addHook('onSend', async (request, reply, payload) => {
		const instance = selected.get(request);
		if (instance === undefined) return payload;
		const { platform, clock } = world.state;
		platform.usage.push({
			traffic_id: opaque(24).toLowerCase(),
			request_id: String(reply.getHeader('Elements-Request-Id')),
			request_status: reply.statusCode < 400 ? 'SUCCESS' : 'FAILED',
			request_method: request.method,
			request_uri: pathOf(request),
			request_ip: request.ip,
			response_code: reply.statusCode,
			element_key: instance.element.key,
			hub: instance.element.hub,
			element_instance_id: instance.id,
			element_instance_tags: [...instance.tags],
			process_time: Math.round(reply.elapsedTime),
			traffic_date: new Date(clock.now()).toISOString(),
			user_id: USERS[instance.account].id,
			company_id: USERS[instance.account].id - 11_000,
		});
		return payload;
	});
}

function time(query: Query, name: string): number | undefined {
	const text = single(query, name);
	if (text === undefined) return undefined;
	const value = Date.parse(text);
	if (Number.isNaN(value)) throw new PlatformError(400, `${name} has to be a date`);
	return value;
}

function search(entries: readonly UsageEntry[], query: Query): UsageEntry[] {
	const [from, to] = [time(query, 'from'), time(query, 'to')];
	const list = (name: string) => [query[`${name}[]`] ?? query[name] ?? []].flat();
	const [keys, tags] = [list('keys'), list('tags')];
	const status = single(query, 'status');
	const text = single(query, 'searchText') ?? '';
	const hub = single(query, 'hub');
	return entries.filter((entry) => {
		const at = Date.parse(entry.traffic_date);
		return (
			at >= (from ?? -Infinity) &&
			at <= (to ?? Infinity) &&
			(keys.length === 0 || keys.includes(entry.element_key)) &&
			tags.every((tag) => entry.element_instance_tags.includes(tag)) &&
			(status === undefined || entry.request_status === status) &&
			(hub === undefined || entry.hub === hub) &&
			entry.request_uri.includes(text)
		);
	});
}

type UsageRequest = FastifyRequest<{ Params: { id: string }; Querystring: Query }>;

/** The log, newest first, and one call of it by request or traffic id. Source: docs/platform-api.md, "Usage". */
export function usageRoutes(app: FastifyInstance, world: World): void {
	const own = (request: FastifyRequest): UsageEntry[] => {
		const { id } = USERS[requireAccount(request, world).account];
		return world.state.platform.usage.filter((entry) => entry.user_id === id);
	};
	app.get('/usage', async (request: UsageRequest, reply) => {
		const found = search(own(request), request.query);
		const from = time(request.query, 'from');
		if (from !== undefined && from > world.state.clock.now()) {
			throw new PlatformError(404, 'No usage found');
		}
		return paginate(reply, request.query, found.reverse());
	});
	app.get('/usage/:id', async (request: UsageRequest) => {
		const { id } = request.params;
		const found = own(request).find((entry) => [entry.request_id, entry.traffic_id].includes(id));
		if (found === undefined) throw new PlatformError(404, `No usage found with ID ${id}`);
		return found;
	});
}
