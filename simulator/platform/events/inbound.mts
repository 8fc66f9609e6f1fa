import { PlatformError } from '../errors.mts';
import { isObject } from '../provisioning/body.mts';
import type { Change } from './state.mts';

/** What an inbound body says: who is meant, where it says so, and what has changed. */
export interface Notice {
	/** Intuit's company; undefined: the header has to say which instances. */
	readonly realmId?: string;
	readonly changes: readonly Change[];
}

type Read = (body: unknown) => Notice[] | undefined;

/** What happened, in any provider's word. Source: docs/platform-api.md, "Webhooks in". */
function eventType(word: unknown): Change['eventType'] {
	switch (String(word).toLowerCase().replace(/d$/, '')) {
		case 'create':
			return 'CREATED';
		case 'update':
			return 'UPDATED';
		case 'delete':
			return 'DELETED';
		default:
			return 'UNKNOWN';
	}
}

function text(value: unknown, what: string): string {
	if (typeof value === 'string' && value !== '') return value;
	throw new PlatformError(400, `The event cannot be read: ${what} is missing`);
}

function list(value: unknown, what: string): Array<Record<string, unknown>> {
	if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value;
	throw new PlatformError(400, `The event cannot be read: ${what} has to be a list of objects`);
}

/** A plain list of changes, as tests write it. */
const plain: Read = (body) => {
	if (!isObject(body) || body.events === undefined) return undefined;
	const changes = list(body.events, 'events').map((event) => ({
		objectType: text(event.objectType, 'objectType'),
		objectId: text(event.objectId, 'objectId'),
		eventType: text(event.eventType, 'eventType'),
	}));
	return [{ changes }];
};

/** Salesforce's form: records with their type in `attributes`, and one action for all. Source: vendor's tests, events. */
const salesforce: Read = (body) => {
	if (!isObject(body) || body.objects === undefined) return undefined;
	const changes = list(body.objects, 'objects').map(({ attributes, Id }) => ({
		objectType: text(isObject(attributes) ? attributes.type : undefined, 'attributes.type'),
		objectId: text(Id, 'Id'),
		eventType: eventType(body.action),
	}));
	return [{ changes }];
};

/** Intuit's older form. Source: docs/platform-api.md, "Webhooks in". */
const notifications: Read = (body) => {
	if (!isObject(body) || body.eventNotifications === undefined) return undefined;
	return list(body.eventNotifications, 'eventNotifications').map(
		({ realmId, dataChangeEvent }) => ({
			realmId: text(realmId, 'realmId'),
			changes: list(
				isObject(dataChangeEvent) ? dataChangeEvent.entities : undefined,
				'dataChangeEvent.entities',
			).map(({ name, id, operation }) => ({
				objectType: text(name, 'name'),
				objectId: text(id, 'id'),
				eventType: eventType(operation),
			})),
		}),
	);
};

/** Intuit's CloudEvents: one delivery may be about several companies. Source: docs/platform-api.md, "Webhooks in". */
const cloudEvents: Read = (body) => {
	if (!Array.isArray(body)) return undefined;
	return list(body, 'the body').map(({ type, intuitentityid: id, intuitaccountid: realm }) => {
		const [, entity, happened] = /^qbo\.(\w+)\.(\w+)\.v\d+$/.exec(String(type)) ?? [];
		const objectType = text(entity, 'type');
		const changes = [
			{ objectType, objectId: text(id, 'intuitentityid'), eventType: eventType(happened) },
		];
		return { realmId: text(realm, 'intuitaccountid'), changes };
	});
};

function idOf({ id, Id }: Record<string, unknown>): string {
	return typeof id === 'number' ? String(id) : text(id ?? Id, 'id');
}

/** A poll's result: `{instance_id, objectType, <objectType>: [records]}`. Source: docs/platform-api.md, "Webhooks in". */
const polled: Read = (body) => {
	if (!isObject(body) || typeof body.objectType !== 'string') return undefined;
	const { objectType } = body;
	const changes = list(body[objectType], objectType).map((record) => ({
		objectType,
		objectId: idOf(record),
		eventType: 'UPDATED',
	}));
	return [{ changes }];
};

const FORMS: readonly Read[] = [cloudEvents, notifications, salesforce, plain, polled];

/** Reads what a provider or a poller sends in; a form nobody knows is refused, never swallowed. */
export function readNotices(body: unknown): Notice[] {
	for (const read of FORMS) {
		const notices = read(body);
		if (notices !== undefined) return notices;
	}
	throw new PlatformError(400, 'The event cannot be read: its form is not known');
}
