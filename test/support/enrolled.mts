import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId } from './locators.mts';
import { manage, one } from './manage-instance.mts';
import { call } from './platform.mts';
import type { Simulator } from './simulator.mts';

export type Configuration = Record<string, string | null>;

/** Where an instance delivered its events before it was enrolled. */
export const EARLIER = {
	'event.notification.enabled': 'true',
	'event.notification.callback.url': 'https://www.mycoolapp.example/events',
	'event.notification.signature.key': 'keyOfTheEarlierReceiver',
};

export const RECEIVER_URL = 'http://localhost:5678/webhook/5b0437c6/events';

type Run = typeof manage;

/** Parameters of Enrol in Events and Withdraw from Events for one instance, or with an expression for many. */
const parametersOf = (id: unknown, url: unknown, more: INodeParameters): INodeParameters => ({
	instance: byId(id),
	eventReceiverUrl: url as string,
	...more,
});

/** Enrols one instance and gives the item that comes out. */
export async function enrol(
	simulator: Simulator,
	id: unknown,
	url: unknown = RECEIVER_URL,
	more: INodeParameters = {},
): Promise<IDataObject> {
	return await one(simulator, 'enrolInEvents', parametersOf(id, url, more));
}

/** Runs Enrol in Events or Withdraw from Events, whatever comes of it. */
export async function run(
	simulator: Simulator,
	operation: 'enrolInEvents' | 'withdrawFromEvents',
	id: unknown,
	url: unknown = RECEIVER_URL,
	more: INodeParameters = {},
	options: Parameters<Run>[3] = {},
): ReturnType<Run> {
	return await manage(simulator, operation, parametersOf(id, url, more), options);
}

/** Withdraws one instance and gives the item that comes out. */
export async function withdraw(
	simulator: Simulator,
	id: unknown,
	url: unknown = '',
): Promise<IDataObject> {
	return await one(simulator, 'withdrawFromEvents', parametersOf(id, url, {}));
}

/** The configuration of an instance. */
export async function configurationOf(simulator: Simulator, id: unknown): Promise<Configuration> {
	const { body } = await call(simulator, 'GET', `/instances/${id as number}`);
	return (body as { configuration: Configuration }).configuration;
}

/** Sets entries of an instance, as somebody else may do it. */
export async function configure(
	simulator: Simulator,
	id: unknown,
	configuration: object,
): Promise<void> {
	const { status, text } = await call(simulator, 'PATCH', `/instances/${id as number}`, {
		body: { configuration },
	});
	if (status !== 200) throw new Error(text);
}

/** Where and with which key the events of an instance arrive. */
export async function deliveryOf(simulator: Simulator, id: unknown) {
	const configuration = await configurationOf(simulator, id);
	return {
		url: configuration['event.notification.callback.url'] ?? '',
		key: configuration['event.notification.signature.key'] ?? '',
	};
}
