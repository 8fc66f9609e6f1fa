import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { PlatformClient } from '../shared/api/platformClient';
import { toInstanceChoice } from '../shared/fields/instanceLocator';
import type { InstanceChoice } from '../shared/fields/instanceLocator';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { commonConfiguration } from '../shared/fields/commonConfiguration';
import type { CommonConfiguration } from '../shared/fields/commonConfiguration';
import { splitList } from '../shared/fields/list';
import { deriveKey } from '../shared/sealing/keys';
import type { EventFilter } from './events';
import { registeredInstanceId } from './memory';
import type { Registration } from './registration';
import { signatureKey } from './signature';

type Context = IHookFunctions | IWebhookFunctions;

/** Whose events are wanted: an instance's, or those of a customer's instance. */
type TriggerChoice = Exclude<InstanceChoice, { readonly token: string }>;

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

/**
 * What to set at the platform so that it delivers here.
 *
 * @param which the instance that is chosen now, or the one that was registered: a customer may have
 * another one since, or none
 * @throws InvalidInput when a parameter or the credential cannot be used
 */
export async function openRegistration(
	context: IHookFunctions,
	which: 'chosen' | 'remembered' = 'chosen',
): Promise<Registration> {
	const account = await getAccount(context);
	const client = new PlatformClient(context, account);
	const choice = readChoice(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const registered = which === 'remembered' ? registeredInstanceId(context, url) : undefined;
	const instanceId =
		'id' in choice
			? choice.id
			: (registered ?? String((await new CustomerInstances(client).find(choice)).id));
	const { eventObjects, eventPollerInterval, eventVendorType } = context.getNodeParameter(
		'options',
		{},
	) as CommonConfiguration & IDataObject;
	const entries = commonConfiguration({
		eventsEnabled: true,
		eventCallbackUrl: url,
		eventSignatureKey: signatureKey(account, readSubject(context), webhookIdOf(context)),
		eventObjects,
		eventPollerInterval,
		eventVendorType,
	});
	return {
		client,
		instanceId,
		url,
		entries,
		sealingKey: deriveKey(account, 'event registration', 'v1', account.baseUrl, instanceId),
	};
}
