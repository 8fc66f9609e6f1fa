import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { parseJson } from '../shared/api/parseJson';
import { isWanted, readDelivery } from './events';
import type { Delivery, DeliveryBody } from './events';
import { describeOwner, ofEnrolled } from './owner';
import type { Owner } from './owner';
import { readFilter } from './parameters';

/** What to call a workflow in n8n's log, which does not say it by itself. */
export function workflowOf(context: IHookFunctions | IWebhookFunctions): string {
	const { id, name } = context.getWorkflow();
	return `Element events of workflow "${name}" (${id})`;
}

/** A delivery's JSON, no number rounded, or nothing when it is no object and no list of objects. */
export function readBody(rawBody: Buffer): DeliveryBody | undefined {
	let body: unknown;
	try {
		body = parseJson(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
	const [first] = Array.isArray(body) ? (body as unknown[]) : [body];
	return typeof first === 'object' && first !== null ? (body as DeliveryBody) : undefined;
}

const describeEvent = ({ objectType, eventType, objectId }: IDataObject) =>
	[objectType, objectId, eventType].filter((value) => value !== null).join(' ');

/** A delivery as it came, and of one among many whose it is. An item is an object. */
function wholeOf(body: DeliveryBody, owner: Owner): IDataObject {
	const whole = Array.isArray(body) ? { events: body } : body;
	return owner.kind === 'enrolled' ? { ...whole, ...describeOwner(owner.enrolment) } : whole;
}

function eventsOf(body: DeliveryBody, owner: Owner): Delivery {
	if (owner.kind === 'chosen') return readDelivery(body, owner.instanceId);
	const { events, unreadable } = readDelivery(body, null);
	return { events: ofEnrolled(events, owner.enrolment), unreadable };
}

/**
 * The items for a delivery whose signature is right; none when its events are not wanted, which
 * n8n's log then tells at the level debug.
 *
 * @returns nothing for a delivery of a form that is not known, unless it is wanted as it is
 */
export function itemsOf(
	context: IWebhookFunctions,
	body: DeliveryBody,
	owner: Owner,
): IWebhookResponseData | undefined {
	const filter = readFilter(context);
	const whole = context.getNodeParameter('output', 'event') === 'delivery';
	const delivery = { workflowData: [[{ json: wholeOf(body, owner) }]] };
	const { events, unreadable } = eventsOf(body, owner);
	if (events.length === 0) {
		const takesAll = filter.objects.length + filter.eventTypes.length === 0;
		return whole && takesAll ? delivery : undefined;
	}
	if (unreadable > 0) {
		context.logger.warn(
			`${workflowOf(context)}: ${unreadable} of ${events.length + unreadable} events of a delivery say neither object nor ID and were left out`,
		);
	}
	const wanted = events.filter((event) => isWanted(event, filter));
	const others = events.filter((event) => !wanted.includes(event));
	if (others.length > 0) {
		context.logger.debug(
			`${workflowOf(context)}: filtered out ${others.length} of ${events.length} events of delivery ${String(others[0]?.eventId)}: ${others.map(describeEvent).join(', ')}`,
		);
	}
	if (wanted.length === 0) return {};
	if (whole) return delivery;
	const withRaw = context.getNodeParameter('options.includeRaw', false) === true;
	const message = Array.isArray(body) ? undefined : (body.message as IDataObject | undefined);
	const raw = message?.raw ?? body;
	return {
		workflowData: [wanted.map((event) => ({ json: withRaw ? { ...event, raw } : event }))],
	};
}
