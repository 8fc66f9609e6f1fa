import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../shared/api/account';
import type { PlatformClient } from '../shared/api/platformClient';
import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { CALLBACK_URL, ENABLED, SIGNATURE_KEY } from '../shared/events/deliverTo';
import { enrol } from '../shared/events/enrol';
import type { Enrolled } from '../shared/events/enrol';
import { readReceiver } from '../shared/events/receiver';
import type { EventReceiver } from '../shared/events/receiver';
import type { Plan } from '../shared/instances/createInstance';
import { customerIdIn } from '../shared/instances/customer';
import { tagsOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';

/** An instance, and what became of its enrolment. */
type NewEnrolment =
	| Pick<Enrolled, 'events' | 'instance' | 'hint'>
	| { events: 'notEnrolled'; eventsProblem: string; instance: Instance; hint: string };

/**
 * Where an item wants the events of the new instance to go, read before anything is sent.
 *
 * @throws InvalidInput when it cannot be used, or contradicts the configuration
 */
export function readPlannedReceiver(
	context: IExecuteFunctions,
	itemIndex: number,
	account: Account,
	{ body: { configuration } }: Plan,
): EventReceiver | undefined {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const receiver = readReceiver(account, options.eventReceiverUrl, options);
	if (!receiver) return undefined;
	const set = [CALLBACK_URL, SIGNATURE_KEY].filter((key) => configuration[key]);
	const off = String(configuration[ENABLED] ?? 'true') === 'false' ? [ENABLED] : [];
	const contradictions = [...set, ...off];
	if (contradictions.length === 0) return receiver;
	throw new InvalidInput(
		`Event Receiver URL cannot be combined with ${contradictions.join(' and ')}`,
		'The receiver has its own address and key, and events are switched on for it. Remove one of the two.',
	);
}

/**
 * Enrols an instance that was just made. One that could not be enrolled comes out all the same: its
 * customer has connected, and would do so once more for another one.
 */
export async function enrolNew(
	client: PlatformClient,
	instance: Instance,
	plan: Plan,
	receiver: EventReceiver,
): Promise<NewEnrolment> {
	// Not every host repeats the tags in its answer.
	const tags = instance.tags === undefined ? (plan.body.tags ?? []) : tagsOf(instance);
	const outcome = await enrol(client, instance, customerIdIn(tags), receiver).catch(
		(error: unknown) => error as Error,
	);
	if (!(outcome instanceof Error)) {
		const { events, hint, instance: now } = outcome;
		return { events, hint, instance: now };
	}
	if (!(outcome instanceof CallFailure)) throw outcome;
	const { message, advice } = outcome.details;
	return {
		events: 'notEnrolled',
		eventsProblem: [message, advice].filter(Boolean).join('. '),
		instance,
		hint: `Instance ${instance.id} was created, but it is not enrolled in events: ${message}. Run Enrol in Events of Manage Instance for it.`,
	};
}
