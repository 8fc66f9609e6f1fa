import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import type { Account } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { PlatformClient } from '../shared/api/platformClient';
import { readSignatureVersion } from '../shared/events/receiver';
import { toInstanceChoice } from '../shared/fields/instanceLocator';
import type { InstanceChoice } from '../shared/fields/instanceLocator';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { commonConfiguration } from '../shared/fields/commonConfiguration';
import type { CommonConfiguration } from '../shared/fields/commonConfiguration';
import { splitList } from '../shared/fields/list';
import { deriveKey } from '../shared/sealing/keys';
import type { EventFilter } from './events';
import { registeredInstanceId } from './memory';
import type { Registered, Registration } from './registration';
import { signatureKey } from './signature';

type Context = IHookFunctions | IWebhookFunctions;

/** Whose events are wanted: an instance's, or those of a customer's instance. */
type TriggerChoice = Exclude<InstanceChoice, { readonly token: string }>;

/** Whether the events of all enrolled instances are wanted, not those of one. */
export function isOfEnrolled(context: Context): boolean {
	return context.getNodeParameter('instances', 'one') === 'enrolled';
}

/** @throws InvalidInput when no instance was chosen */
export function readChoice(context: Context): TriggerChoice {
	const choice = toInstanceChoice(
		context.getNodeParameter('instance', ''),
		context.getNodeParameter('customerElement', ''),
	);
	if (!('token' in choice)) return choice;
	throw new InvalidInput(
		'The token of a trigger would be stored with the workflow',
		'Choose the instance from the list, by its ID or by its customer.',
	);
}

/**
 * What the signature key stands for. It is the same whichever instance the customer has, so that a
 * delivery can be checked without a look-up.
 */
export function readSubject(context: Context): string {
	const choice = readChoice(context);
	return 'id' in choice ? choice.id : JSON.stringify([choice.customerId, choice.elementKey]);
}

export function readFilter(context: Context): EventFilter {
	return {
		objects: splitList('Objects', context.getNodeParameter('objects', '')),
		eventTypes: context.getNodeParameter('eventTypes', []) as string[],
	};
}

/** What n8n calls this webhook: the part of its address that stays when n8n moves. */
export function webhookIdOf(context: Context): string {
	const { webhookId, id } = context.getNode();
	return webhookId ?? id;
}

/** The version of the keys that enrolled instances sign with. @throws InvalidInput when it is none */
export function readOwnVersion(context: Context): number {
	return readSignatureVersion(context.getNodeParameter('options', {}) as IDataObject);
}

const urlOf = (context: IHookFunctions) => context.getNodeWebhookUrl('default') ?? '';

async function chosenInstanceId(context: IHookFunctions, client: PlatformClient): Promise<string> {
	const choice = readChoice(context);
	return 'id' in choice ? choice.id : String((await new CustomerInstances(client).find(choice)).id);
}

function registered(context: IHookFunctions, account: Account, instanceId: string): Registered {
	return {
		client: new PlatformClient(context, account),
		instanceId,
		url: urlOf(context),
		sealingKey: deriveKey(account, 'event registration', 'v1', account.baseUrl, instanceId),
	};
}

/**
 * The instance that delivers here because it was registered: a customer may have another one since, or
 * none. Nothing where that is known of none, and none is chosen.
 *
 * @throws InvalidInput when a parameter or the credential cannot be used
 */
export async function openRegistered(context: IHookFunctions): Promise<Registered | undefined> {
	const instanceId = registeredInstanceId(context, urlOf(context));
	if (instanceId === undefined && isOfEnrolled(context)) return undefined;
	const account = await getAccount(context);
	const client = new PlatformClient(context, account);
	return registered(context, account, instanceId ?? (await chosenInstanceId(context, client)));
}

/**
 * What to set at the platform so that the chosen instance delivers here.
 *
 * @throws InvalidInput when a parameter or the credential cannot be used
 */
export async function openRegistration(context: IHookFunctions): Promise<Registration> {
	const account = await getAccount(context);
	const client = new PlatformClient(context, account);
	const instanceId = await chosenInstanceId(context, client);
	const { eventObjects, eventPollerInterval, eventVendorType } = context.getNodeParameter(
		'options',
		{},
	) as CommonConfiguration & IDataObject;
	const entries = commonConfiguration({
		eventsEnabled: true,
		eventCallbackUrl: urlOf(context),
		eventSignatureKey: signatureKey(account, readSubject(context), webhookIdOf(context)),
		eventObjects,
		eventPollerInterval,
		eventVendorType,
	});
	return { ...registered(context, account, instanceId), entries };
}
