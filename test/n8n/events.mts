import { createHmac } from 'node:crypto';
import type { WorkflowFile } from '../../n8n/client/client.mts';
import type { Simulator } from '../../simulator/index.mts';
import { call } from '../support/platform.mts';
import { locator } from '../support/locators.mts';
import { account, node } from './workflows.mts';

type Configuration = Record<string, string | null>;

/** Where an instance delivered its events before the trigger came. */
export const EARLIER = {
	'event.notification.enabled': 'true',
	'event.notification.callback.url': 'https://www.mycoolapp.example/events',
	'event.notification.signature.key': 'keyOfTheEarlierReceiver',
	'event.vendor.type': 'polling',
};

export const TRIGGER = 'Trigger';

/** Has the platform deliver elsewhere. */
export async function deliverElsewhere(simulator: Simulator, instanceId: number): Promise<void> {
	const body = { configuration: EARLIER };
	const { status, text } = await call(simulator, 'PATCH', `/instances/${instanceId}`, { body });
	if (status !== 200) throw new Error(text);
}

export async function configurationOf(
	simulator: Simulator,
	instanceId: number,
): Promise<Configuration> {
	const { body } = await call(simulator, 'GET', `/instances/${instanceId}`);
	return (body as { configuration: Configuration }).configuration;
}

/** Where the events of an instance go, and with which key they are signed. */
export async function deliveryOf(simulator: Simulator, instanceId: number) {
	const configuration = await configurationOf(simulator, instanceId);
	return {
		url: configuration['event.notification.callback.url'] ?? '',
		key: configuration['event.notification.signature.key'] ?? '',
	};
}

/** A workflow of nothing but an Element Event Trigger. */
export function eventWorkflow(
	instanceId: number,
	parameters: Record<string, unknown> = {},
	{ name = TRIGGER, webhookId = crypto.randomUUID() as string } = {},
): WorkflowFile {
	const trigger = node(
		name,
		'n8n-nodes-cloud-elements.elementEventTrigger',
		{ instance: locator('id', instanceId), ...parameters },
		{ id: 'trigger', webhookId, credentials: account },
	);
	return {
		name: 'Events',
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	};
}

/** Delivers a body as the platform would, signed unless a test says otherwise; gives the answer's status. */
export async function deliver(
	{ url, key }: { url: string; key: string },
	body: object,
	signature?: string | null,
): Promise<number> {
	const text = JSON.stringify(body);
	const right = `sha256=${createHmac('sha256', key).update(text).digest('base64')}`;
	const header = signature === undefined ? right : signature;
	const headers = {
		'content-type': 'application/json',
		...(header !== null && { 'Elements-Webhook-Signature': header }),
	};
	const answer = await fetch(url, { method: 'POST', headers, body: text });
	await answer.arrayBuffer();
	return answer.status;
}

/** A delivery in the current shape. */
export const delivery = (eventId: string, ...events: object[]) => ({
	message: { eventId, raw: { objectType: 'customers' }, events },
});

/** An event as the platform writes it. */
export const event = (objectId: string, more: object = {}) => ({
	elementKey: 'stripe',
	eventType: 'UPDATED',
	objectType: 'customers',
	objectId,
	date: '2026-01-01T00:00:00Z',
	...more,
});
