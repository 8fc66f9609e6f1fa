import type { IDataObject } from 'n8n-workflow';

/** An event with the documented names for what is known of it, and whatever else it has. */
export type ReadEvent = IDataObject;

/** Finds the events in one part of a delivery; nothing when it has another form. */
type Form = (part: IDataObject) => ReadEvent[] | undefined;

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

/** What the providers call a change. */
const CHANGES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(create|insert|add)/i, 'CREATED'],
	[/^(delete|remove)/i, 'DELETED'],
	[/^(update|change|modif|merge|void|email|undelete)/i, 'UPDATED'],
];

function eventTypeOf(operation: unknown): string {
	const text = typeof operation === 'string' ? operation : '';
	return CHANGES.find(([pattern]) => pattern.test(text))?.[1] ?? 'UNKNOWN';
}

/** `events`, as the platform lists them (docs/platform-api.md, "Webhooks out"). */
const platformEvents: Form = ({ events }) =>
	Array.isArray(events) ? objectsIn(events) : undefined;

/** `event`, as the platform's formulas get one. */
const platformEvent: Form = ({ event }) => (isObject(event) ? [event] : undefined);

/** The old webhooks of Intuit, which may hold several companies. */
const intuitNotifications: Form = ({ eventNotifications }) =>
	Array.isArray(eventNotifications)
		? objectsIn(eventNotifications).flatMap(({ realmId, dataChangeEvent }) =>
				objectsIn(isObject(dataChangeEvent) ? dataChangeEvent.entities : undefined).map(
					({ name, id, operation, lastUpdated, ...others }) => ({
						eventType: eventTypeOf(operation),
						objectType: name,
						objectId: id,
						date: lastUpdated,
						companyId: realmId,
						operation,
						...others,
					}),
				),
			)
		: undefined;

/** `qbo.customer.updated.v1`, and as other sources of CloudEvents spell it. */
const CLOUD_EVENT_TYPE = /([\w-]+)\.([a-z]+)(?:\.v\d+)?$/i;

/** A CloudEvent (CNCF, version 1.0), which Intuit sends many of in an array. Each has an id of its own. */
const cloudEvent: Form = ({ specversion, id, type, time, data, ...others }) => {
	if (typeof specversion !== 'string' || typeof type !== 'string') return undefined;
	const [, objectType, operation] = CLOUD_EVENT_TYPE.exec(type) ?? [];
	const { intuitentityid, intuitaccountid, ...more } = others;
	return [
		{
			eventId: id,
			eventType: eventTypeOf(operation),
			objectType,
			objectId: intuitentityid ?? others.subject,
			date: time,
			...(intuitaccountid !== undefined && { companyId: intuitaccountid }),
			type,
			...more,
			...(isObject(data) && Object.keys(data).length > 0 && { data }),
		},
	];
};

/** Salesforce's records, with what was done to all of them in `action`. */
const salesforceObjects: Form = ({ objects, action }) =>
	objectsIn(objects).some(({ attributes }) => isObject(attributes))
		? objectsIn(objects).map(({ attributes, Id, IsDeleted, LastModifiedDate }) => ({
				eventType: IsDeleted === true ? 'DELETED' : eventTypeOf(action),
				objectType: isObject(attributes) ? attributes.type : undefined,
				objectId: Id,
				date: LastModifiedDate,
			}))
		: undefined;

/** What the platform's poller found: the records stand under the name of their kind. */
const polledRecords: Form = ({ objectType, ...part }) => {
	const records = typeof objectType === 'string' ? objectsIn(part[objectType]) : [];
	if (records.length === 0) return undefined;
	return records.map((record) => ({ objectType, objectId: record.id, eventType: part.eventType }));
};

/** One event without a list around it. */
const plainEvent: Form = ({ objectType, objectId, eventType, elementKey, date }) =>
	objectType === undefined ? undefined : [{ objectType, objectId, eventType, elementKey, date }];

const FORMS: readonly Form[] = [
	platformEvents,
	platformEvent,
	intuitNotifications,
	cloudEvent,
	salesforceObjects,
	polledRecords,
	plainEvent,
];

/** Whether an event names a kind or an ID of a record; without, nothing can be done about it. */
export const isReadable = ({ objectType, objectId }: ReadEvent) =>
	[objectType, objectId].some((value) => value !== undefined && value !== null && value !== '');

/**
 * The events in the first of the parts that holds any, in a form that is known: the platform's own
 * (docs/platform-api.md, "Webhooks out") and those of providers whose deliveries it may pass on. At least
 * one of them is readable, or there are none.
 */
export function findEvents(parts: readonly unknown[]): ReadEvent[] {
	for (const part of parts) {
		const events = Array.isArray(part)
			? objectsIn(part).flatMap((one) => findEvents([one]))
			: isObject(part)
				? FORMS.map((form) => form(part)).find((found) => found?.some(isReadable))
				: undefined;
		if (events?.some(isReadable)) return events;
	}
	return [];
}
