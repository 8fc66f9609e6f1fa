import { createHmac, randomUUID } from 'node:crypto';
import type { World } from '../../state.mts';
import type { Delivery } from './state.mts';

/** Retries after a failure, 4 s the first time and four times as long each time. Source: docs/platform-api.md, "Webhooks out". */
const RETRIES = 9;

function retryAfter(attempts: number): number {
	return 4 ** attempts * 1000;
}

/** `sha256=` and the base64 of the HMAC over the bytes that are sent. Source: docs/platform-api.md, "Webhooks out". */
export function signature(key: string, body: string): string {
	return `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;
}

async function post({ url, body, signatureKey }: Delivery): Promise<boolean> {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		'elements-webhook-id': randomUUID(),
	};
	if (signatureKey) headers['elements-webhook-signature'] = signature(signatureKey, body);
	try {
		const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

async function attempt(world: World, delivery: Delivery): Promise<void> {
	const { events } = world.state;
	const delivered = await post(delivery);
	if (delivered) {
		delivery.event.status = 'NOTIFIED';
		delivery.event.notifiedData.push(JSON.parse(delivery.body));
		return;
	}
	delivery.attempts += 1;
	if (delivery.attempts <= RETRIES) {
		delivery.dueAt = world.state.clock.now() + retryAfter(delivery.attempts);
		events.pending.add(delivery);
		schedule(world, delivery);
		return;
	}
	events.deactivated.add(delivery.url);
	events.queued.push(delivery);
}

function start(world: World, delivery: Delivery): void {
	const { pending, running } = world.state.events;
	if (!pending.delete(delivery)) return;
	const run = attempt(world, delivery).finally(() => running.delete(run));
	running.add(run);
}

/** Real time passes too: a delivery that is due is made even if nobody moves the clock. */
function schedule(world: World, delivery: Delivery): void {
	const wait = delivery.dueAt - world.state.clock.now();
	// Longer than a timer can wait: only the settable clock gets there.
	if (wait > 2 ** 31 - 1) return;
	setTimeout(
		() => {
			runDue(world);
		},
		Math.max(0, wait),
	).unref();
}

/** Plans the deliveries that an earlier process left. */
export function scheduleAll(world: World): void {
	for (const delivery of world.state.events.pending) schedule(world, delivery);
}

/** Makes every attempt that is due by the simulator's clock. */
export function runDue(world: World): void {
	const now = world.state.clock.now();
	for (const delivery of [...world.state.events.pending]) {
		if (delivery.dueAt <= now) start(world, delivery);
	}
}

/** Sends a notification, or holds it back if its address is deactivated. */
export function dispatch(world: World, delivery: Delivery): void {
	const { deactivated, pending, queued } = world.state.events;
	if (deactivated.has(delivery.url)) {
		queued.push(delivery);
		return;
	}
	pending.add(delivery);
	start(world, delivery);
}

/** Waits until no attempt is under way. */
export async function settled(world: World): Promise<void> {
	const { running } = world.state.events;
	while (running.size > 0) await Promise.all(running);
}
