import type { FastifyInstance, FastifyRequest } from 'fastify';
import { satisfies } from '../../query/conditions.mts';
import type { World } from '../../state.mts';
import { requireAccount, requireOwnInstance } from '../authorization.mts';
import { PlatformError } from '../errors.mts';
import type { Instance } from '../instance.mts';
import { findInstance } from '../instances.mts';
import { paginate, type Query, single } from '../paging.mts';
import { isObject } from '../provisioning/body.mts';
import { readWhere } from '../where.mts';
import { dispatch } from './deliver.mts';
import { notify } from './notify.mts';
import type { Change, EventRecord } from './state.mts';

type EventRequest = FastifyRequest<{ Params: { id: string; eventId: string }; Querystring: Query }>;
type InboundRequest = FastifyRequest<{ Params: { elementKey: string } }>;

/** Intuit's names for what happened. */
const OPERATIONS: Readonly<Record<string, string>> = {
	Create: 'CREATED',
	Update: 'UPDATED',
	Delete: 'DELETED',
};

interface IntuitNotification {
	readonly realmId: string;
	readonly dataChangeEvent: {
		readonly entities: ReadonlyArray<{
			readonly name: string;
			readonly id: string;
			readonly operation: string;
		}>;
	};
}

function presentEvent({ id, eventDate, status, providerData, notifiedData }: EventRecord) {
	return { id, eventDate, status, providerData, notifiedData };
}

/** Whom an inbound notification is for: the header says, or the realm in Intuit's body. Source: reference §2.10, inbound. */
function recipients(world: World, request: InboundRequest): Instance[] {
	const { elementKey } = request.params;
	const ids = String(request.headers['element-instances'] ?? '')
		.split(',')
		.map((id) => id.trim());
	const body = request.body as { eventNotifications?: IntuitNotification[] };
	const realms = body.eventNotifications?.map(({ realmId }) => realmId) ?? [];
	return [...world.state.platform.instances.values()].filter(
		({ id, element, configuration }) =>
			element.key === elementKey &&
			(ids.includes(String(id)) || realms.includes(configuration['quickbooks.realm.id'] ?? '')),
	);
}

/** What an inbound body says has changed: Intuit's form, or a plain list of events. */
function readChanges(body: unknown, instance: Instance): Change[] {
	if (!isObject(body)) throw new PlatformError(400, 'The request body has to be a JSON object');
	if (Array.isArray(body.events)) return body.events as Change[];
	const notifications = (body.eventNotifications ?? []) as IntuitNotification[];
	return notifications
		.filter(({ realmId }) => realmId === instance.configuration['quickbooks.realm.id'])
		.flatMap(({ dataChangeEvent }) => dataChangeEvent.entities)
		.map(({ name, id, operation }) => ({
			objectType: `${name.toLowerCase()}s`,
			objectId: id,
			eventType: OPERATIONS[operation] ?? 'UNKNOWN',
		}));
}

function findEvent(events: readonly EventRecord[], id: string): EventRecord {
	const found = events.find((event) => event.id === id);
	if (found === undefined) throw new PlatformError(404, `No event found with ID ${id}`);
	return found;
}

/** Reading events, by instance id and by element token. Source: reference §2.5. */
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

/** Events: inbound from providers, reading, and releasing what is held back. Source: reference §2.5, §2.10. */
export function eventRoutes(app: FastifyInstance, world: World): void {
	readRoutes(app, world);
	app.post('/events/:elementKey', async (request: InboundRequest, reply) => {
		for (const instance of recipients(world, request)) {
			notify(world, instance, readChanges(request.body, instance), request.body);
		}
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
