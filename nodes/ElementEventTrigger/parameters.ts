import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { PlatformClient } from '../shared/api/platformClient';
import { textOf } from '../shared/fields/wireText';
import { commonConfiguration } from '../shared/fields/commonConfiguration';
import type { CommonConfiguration } from '../shared/fields/commonConfiguration';
import { splitList } from '../shared/fields/list';
import { deriveKey } from '../shared/sealing/keys';
import type { EventFilter } from './events';
import type { Registration } from './registration';
import { signatureKey } from './signature';

type Context = IHookFunctions | IWebhookFunctions;

/** @throws InvalidInput when no instance was chosen */
export function readInstanceId(context: Context): string {
	const value = context.getNodeParameter('instance', '', { extractValue: true });
	const id = textOf('Instance', value);
	if (/^\d+$/.test(id)) return id;
	throw new InvalidInput('No instance was chosen', 'Choose one from the list, or enter its ID.');
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
 * @throws InvalidInput when a parameter or the credential cannot be used
 */
export async function readRegistration(context: IHookFunctions): Promise<Registration> {
	const account = await getAccount(context);
	const instanceId = readInstanceId(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const { eventObjects, eventPollerInterval, eventVendorType } = context.getNodeParameter(
		'options',
		{},
	) as CommonConfiguration & IDataObject;
	const entries = commonConfiguration({
		eventsEnabled: true,
		eventCallbackUrl: url,
		eventSignatureKey: signatureKey(account, instanceId, webhookIdOf(context)),
		eventObjects,
		eventPollerInterval,
		eventVendorType,
	});
	return {
		client: new PlatformClient(context, account),
		instanceId,
		url,
		entries,
		sealingKey: deriveKey(account, 'event registration', 'v1', account.baseUrl, instanceId),
	};
}
