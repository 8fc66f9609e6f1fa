import type { IDataObject } from 'n8n-workflow';

/** What one delivery of the platform says, in whichever of its two forms it came. */
export interface Delivery {
	/** Names the delivery; the same one arrives again when the platform did not see the answer. */
	eventId?: string;
	events: IDataObject[];
}

/** Which events are wanted; an empty list wants all. */
export interface EventFilter {
	objects: readonly string[];
	eventTypes: readonly string[];
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOr = (value: unknown): IDataObject => (isObject(value) ? value : {});

const listOf = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

/** The fields of an event in the order and spelling of the documentation, then what else it has. */
function normalize(
	event: IDataObject,
	about: { eventId?: string; instanceId: unknown },
): IDataObject {
	const { eventType, objectType, objectId, elementKey, date, ...others } = event;
	return {
		eventId: about.eventId ?? null,
		eventType: String(eventType ?? 'UNKNOWN').toUpperCase(),
		objectType: objectType ?? null,
		objectId: objectId ?? null,
		elementKey: elementKey ?? null,
		instanceId: Number(about.instanceId),
		date: date ?? null,
		...others,
	};
}

/**
 * Reads a delivery: `message.eventId`, `message.events`, `message.raw`, or the older
 * `eventId`, `response.events` (API reference, "Webhooks out"). What has no list of events in a known
 * place is one event, so that nothing is dropped because a host words it in another way.
 */
export function readDelivery(body: IDataObject, instanceId: string): Delivery {
	const message = isObject(body.message) ? body.message : body;
	const raw = objectOr(message.raw);
	const id = message.eventId ?? body.eventId;
	const eventId = id === undefined || id === null ? undefined : String(id as string | number);
	const about = { eventId, instanceId: message.instanceId ?? body.instanceId ?? instanceId };
	const lists = [message.events, objectOr(message.response).events, raw.events].map(listOf);
	const { objectType, objectId, eventType } = raw;
	const only = { objectType, objectId, eventType } as IDataObject;
	const found = lists.find((list) => list.length > 0) ?? [only];
	return { eventId, events: found.map((event) => normalize(event, about)) };
}

/** The events that are wanted, upper and lower case being the same. */
export function wantedEvents(
	{ events }: Delivery,
	{ objects, eventTypes }: EventFilter,
): IDataObject[] {
	const has = (list: readonly string[], value: unknown) =>
		list.length === 0 || list.some((one) => one.toLowerCase() === String(value).toLowerCase());
	return events.filter(
		({ objectType, eventType }) => has(objects, objectType) && has(eventTypes, eventType),
	);
}

/** A delivery as the platform would send it, with an event that the filter lets through. */
export function sampleDelivery({ objects, eventTypes }: EventFilter, now: Date): IDataObject {
	const event = {
		elementKey: 'sample',
		eventType: eventTypes[0] ?? 'UPDATED',
		objectType: objects[0] ?? 'customers',
		objectId: '42',
		date: now.toISOString(),
	};
	return {
		message: {
			eventId: 'sample-event',
			events: [event],
			raw: { objectType: event.objectType, objects: [{ id: event.objectId }] },
		},
	};
}
