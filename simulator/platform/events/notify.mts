import type { World } from '../../state.mts';
import type { Instance } from '../instance.mts';
import { dispatch } from './deliver.mts';
import type { Change, EventRecord } from './state.mts';

/** The most events one notification holds. Source: docs/platform-api.md, "Webhooks out". */
const MOST = { polling: 10, webhook: 20 };

/** Payload shapes that have been seen. Source: docs/platform-api.md, "Webhooks out". */
export type PayloadShape = 'current' | 'older';

function payload(
	shape: PayloadShape,
	event: EventRecord,
	element: string,
	changes: readonly Change[],
	raw: unknown,
) {
	const events = changes.map((change) => ({
		...change,
		elementKey: element,
		date: event.eventDate,
	}));
	if (shape === 'current') {
		const objectType = changes[0]?.objectType;
		// A list cannot carry an objectType: it stands beside it.
		const told = Array.isArray(raw)
			? { objectType, body: raw }
			: { objectType, ...(raw as object) };
		return { message: { eventId: event.id, raw: told, events } };
	}
	return {
		eventId: Number(event.id),
		instanceId: event.instanceId,
		response: { events },
		notificationId: Number(event.id) + 1_000_000,
	};
}

/** Changes that concern an instance: they are listed as events and sent where its configuration says. Source: docs/platform-api.md, "Events", "Webhooks out". */
export function notify(
	world: World,
	instance: Instance,
	changes: readonly Change[],
	raw: unknown,
	shape: PayloadShape = 'current',
): void {
	const { configuration, element } = instance;
	if (configuration['event.notification.enabled'] !== 'true' || instance.disabled) return;
	const most = configuration['event.vendor.type'] === 'polling' ? MOST.polling : MOST.webhook;
	const { events, clock } = world.state;
	for (let at = 0; at < changes.length; at += most) {
		const part = changes.slice(at, at + most);
		const event: EventRecord = {
			id: String(events.nextEventId),
			instanceId: instance.id,
			eventDate: new Date(clock.now()).toISOString(),
			status: 'RECEIVED',
			providerData: JSON.stringify(raw),
			notifiedData: [],
		};
		events.nextEventId += 1;
		events.events.push(event);
		const url = configuration['event.notification.callback.url'];
		if (!url) continue;
		dispatch(world, {
			event,
			url,
			body: JSON.stringify(payload(shape, event, element.key, part, raw)),
			signatureKey: configuration['event.notification.signature.key'] ?? null,
			attempts: 0,
			dueAt: clock.now(),
		});
	}
}
