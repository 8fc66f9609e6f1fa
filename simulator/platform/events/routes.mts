import type { FastifyInstance, FastifyRequest } from 'fastify';
import { satisfies } from '../../query/conditions.mts';
import type { World } from '../../state.mts';
import { requireAccount, requireOwnInstance } from '../authorization.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import { findInstance } from '../instances.mts';
import { paginate, type Query, single } from '../paging.mts';
import { readWhere } from '../where.mts';
import { dispatch } from './deliver.mts';
import { type Notice, readNotices } from './inbound.mts';
import { notify } from './notify.mts';
import type { EventRecord } from './state.mts';

type EventRequest = FastifyRequest<{ Params: { id: string; eventId: string }; Querystring: Query }>;
type InboundRequest = FastifyRequest<{ Params: { elementKey: string; id: string } }>;

function presentEvent({ id, eventDate, status, providerData, notifiedData }: EventRecord) {
	return { id, eventDate, status, providerData, notifiedData };
}

/** Instances of an element that a header names; one that is not there is an error. */
function named(world: World, elementKey: string, ids: readonly string[]): Instance[] {
	return ids.map((id) => {
		const instance = world.state.platform.instances.get(Number(id));
		if (instance?.element.key === elementKey) return instance;
		throw new PlatformError(404, `No element instance found with ID ${id}`);
	});
}

/** Delivers what a provider sent in to the instances that a header or Intuit's body names. Source: docs/platform-api.md, "Webhooks in". */
function receive(world: World, elementKey: string, ids: readonly string[], body: unknown): void {
	const notices = readNotices(body);
	const chosen = named(world, elementKey, ids);
	const all = [...world.state.platform.instances.values()];
	const meant = ({ realmId }: Notice) => {
		if (realmId === undefined || chosen.length > 0) return chosen;
		return all.filter(
			({ element, configuration }) =>
				element.key === elementKey && configuration['quickbooks.realm.id'] === realmId,
		);
	};
	const deliveries = notices.flatMap((notice) =>
		meant(notice).map((instance) => ({ instance, notice })),
	);
	if (deliveries.length === 0) {
		throw new PlatformError(404, `No instance of ${elementKey} found that the event is for`);
	}
	// A delivery never mixes instances.
	for (const instance of new Set(deliveries.map((delivery) => delivery.instance))) {
		const own = deliveries.filter((delivery) => delivery.instance === instance);
		notify(
			world,
			instance,
			own.flatMap(({ notice }) => notice.changes),
			body,
		);
	}
}

function listed(header: string | string[] | undefined): string[] {
	const ids = String(header ?? '').split(',');
	return ids.map((id) => id.trim()).filter((id) => id !== '');
}

function findEvent(events: readonly EventRecord[], id: string): EventRecord {
	const found = events.find((event) => event.id === id);
	if (found === undefined) throw new PlatformError(404, `No event found with ID ${id}`);
	return found;
}

/** Reading events, by instance id and by element token. Source: docs/platform-api.md, "Events". */
function readRoutes(app: FastifyInstance, world: World): void {
	const ways = [
		{
			base: '/instances/:id/events',
			find: (request: EventRequest) =>
				findInstance(world, requireAccount(request, world).account, request.params.id),
		},
		{
			base: '/instances/events',
			find: (request: EventRequest) => requireOwnInstance(request, world),
		},
	];
	for (const { base, find } of ways) {
		const own = (request: EventRequest) => {
			const { id } = find(request);
			return world.state.events.events.filter(({ instanceId }) => instanceId === id);
		};
		app.get(base, async (request: EventRequest, reply) =>
			paginate(reply, request.query, own(request)).map(presentEvent),
		);
		app.get(`${base}/:eventId`, async (request: EventRequest) =>
			presentEvent(findEvent(own(request), request.params.eventId)),
		);
	}
}

/** Events: inbound from providers, reading, and releasing what is held back. Source: docs/platform-api.md, "Events", "Webhooks in", "Webhooks out". */
export function eventRoutes(app: FastifyInstance, world: World): void {
	readRoutes(app, world);
	app.post('/events/:elementKey', async (request: InboundRequest, reply) => {
		receive(
			world,
			request.params.elementKey,
			listed(request.headers['element-instances']),
			request.body,
		);
		return reply.send();
	});
	// How the platform's own poller reports: the key ends in Polling, the id stands in the path. Source: docs/platform-api.md, "Webhooks in".
	app.post('/events/:elementKey/:id', async (request: InboundRequest, reply) => {
		const { elementKey, id } = request.params;
		if (!elementKey.endsWith('Polling')) throw new PlatformError(404, 'No such poller');
		const decoded = Buffer.from(id, 'base64').toString();
		receive(world, elementKey.slice(0, -'Polling'.length), [decoded], request.body);
		return reply.send();
	});
	app.put(
		'/notifications/subscriptions/deliveries',
		async (request: FastifyRequest<{ Querystring: Query }>, reply) => {
			requireAccount(request, world);
			const clause = readWhere(single(request.query, 'where') ?? '');
			const { deactivated, queued } = world.state.events;
			const asked = queued.filter(({ url }) =>
				satisfies({ channel: 'webhook', status: 'queued', config: { url } }, clause),
			);
			for (const delivery of asked) {
				queued.splice(queued.indexOf(delivery), 1);
				deactivated.delete(delivery.url);
				dispatch(world, { ...delivery, attempts: 0, dueAt: world.state.clock.now() });
			}
			return reply.send();
		},
	);
}
