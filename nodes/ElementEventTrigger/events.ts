import type { IDataObject } from 'n8n-workflow';

import { findEvents, isObject, isReadable } from './deliveryForms';
import type { ReadEvent } from './deliveryForms';

/** What one delivery of the platform says, in whichever form it came. */
export interface Delivery {
	/** Empty when it has no form that is known. */
	events: IDataObject[];
	/** How many more events it has, of which neither kind nor record is told. */
	unreadable: number;
}

/** A delivery as it came: an object, or CloudEvents in an array. */
export type DeliveryBody = IDataObject | IDataObject[];

/** Which events are wanted; an empty list wants all. */
export interface EventFilter {
	objects: readonly string[];
	eventTypes: readonly string[];
}

const idText = (value: unknown) =>
	value === undefined || value === null ? null : String(value as string | number);

/** An ID of an instance as a number, where it is one that JavaScript can hold. */
export const instanceNumber = (value: unknown) =>
	value !== null && Number.isSafeInteger(Number(value)) ? Number(value) : idText(value);

/** The fields of an event in the order and spelling of the documentation, then what else it has. */
function normalize(
	event: ReadEvent,
	about: { eventId: unknown; instanceId: unknown },
): IDataObject {
	const { eventId, eventType, objectType, objectId, elementKey, date, instanceId, ...others } =
		event;
	return {
		eventId: idText(eventId ?? about.eventId),
		eventType: String(eventType ?? 'UNKNOWN').toUpperCase(),
		objectType: objectType ?? null,
		objectId: objectId ?? null,
		elementKey: elementKey ?? null,
		instanceId: instanceNumber(instanceId ?? about.instanceId),
		date: date ?? null,
		...others,
	};
}

/**
 * Reads a delivery, each of its events to the same fields. The platform's own events come before
 * what the provider sent, which stands in `message.raw` or is all that there is.
 *
 * @param ownInstanceId for events that do not say whose they are. Of several companies only one is
 * the instance's, so without more they are nobody's: null
 */
export function readDelivery(body: DeliveryBody, ownInstanceId: string | null): Delivery {
	if (Array.isArray(body)) return deliveryOf(findEvents([body]), {}, ownInstanceId);
	const message = isObject(body.message) ? body.message : {};
	const raw = isObject(message.raw) ? message.raw : {};
	const parts = [message, message.response, body, body.response, message.raw, body.raw];
	const { instanceId, instance_id: snakeCase } = { ...raw, ...body, ...message };
	return deliveryOf(
		findEvents(parts),
		{ eventId: deliveryIdOf(body), instanceId: instanceId ?? snakeCase },
		ownInstanceId,
	);
}

/** What names a delivery, or an event of it: the platform's own word first, then the provider's. */
export function deliveryIdOf(body: IDataObject): unknown {
	const message = isObject(body.message) ? body.message : {};
	const raw = isObject(message.raw) ? message.raw : {};
	return message.eventId ?? body.eventId ?? raw.eventId;
}

function deliveryOf(
	events: ReadEvent[],
	said: { eventId?: unknown; instanceId?: unknown },
	ownInstanceId: string | null,
): Delivery {
	const companies = new Set(events.map(({ companyId }) => companyId));
	const instanceId = said.instanceId ?? (companies.size > 1 ? null : ownInstanceId);
	const about = { eventId: said.eventId, instanceId };
	const readable = events.filter(isReadable);
	return {
		events: readable.map((event) => normalize(event, about)),
		unreadable: events.length - readable.length,
	};
}

/** A name as it is compared: `LedgerAccount` is `ledger-account`. */
const nameOf = (value: unknown) =>
	String(value)
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What a word may be the plural of. */
const singularsOf = (word: string) => [
	word,
	...(word.endsWith('ies') ? [`${word.slice(0, -3)}y`] : []),
	...(word.endsWith('es') ? [word.slice(0, -2)] : []),
	...(/[^s]s$/.test(word) ? [word.slice(0, -1)] : []),
];

/** Whether two names mean the same kind of record: polling names the resource, `contacts`, providers the object, `Contact`. */
function isSameObject(one: unknown, other: unknown): boolean {
	const [first, second] = [nameOf(one), nameOf(other)];
	return singularsOf(first).includes(second) || singularsOf(second).includes(first);
}

/** Whether an event is wanted. */
export function isWanted(
	{ objectType, eventType }: IDataObject,
	{ objects, eventTypes }: EventFilter,
): boolean {
	return (
		(objects.length === 0 || objects.some((one) => isSameObject(one, objectType))) &&
		(eventTypes.length === 0 || eventTypes.includes(String(eventType)))
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
