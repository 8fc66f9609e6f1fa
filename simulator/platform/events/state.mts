/** What has changed at the provider. Source: docs/platform-api.md, "Webhooks out". */
export interface Change {
	readonly objectType: string;
	readonly objectId: string;
	readonly eventType: string;
}

/** An event as the platform lists it. Source: docs/platform-api.md, "Events". */
export interface EventRecord {
	readonly id: string;
	readonly instanceId: number;
	readonly eventDate: string;
	status: 'RECEIVED' | 'NOTIFIED';
	readonly providerData: string;
	readonly notifiedData: unknown[];
}

/** A notification on its way. */
export interface Delivery {
	readonly event: EventRecord;
	readonly url: string;
	readonly body: string;
	readonly signatureKey: string | null;
	attempts: number;
	dueAt: number;
}

/** All that is known of events. */
export interface EventState {
	readonly events: EventRecord[];
	readonly pending: Set<Delivery>;
	/** Notifications held back because their address has failed too often. */
	readonly queued: Delivery[];
	/** Addresses that get nothing any more, until their queue is released. */
	readonly deactivated: Set<string>;
	nextEventId: number;
	/** Attempts that are being made right now, so that they can be waited for. */
	readonly running: Set<Promise<void>>;
}

/** No events. */
export function createEventState(): EventState {
	return {
		events: [],
		pending: new Set(),
		queued: [],
		deactivated: new Set(),
		nextEventId: 10_880_001,
		running: new Set(),
	};
}
