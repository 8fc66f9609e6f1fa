import type { IWebhookFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { PlatformClient } from '../shared/api/platformClient';
import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { registeredInstanceId } from './memory';
import { readChoice } from './parameters';

/**
 * The id of the instance whose events arrive, for those that do not say it. A customer's is the one
 * that was registered; a sample event may come without that.
 *
 * @returns null where nobody can tell, which is no reason to lose an event
 */
export async function ownInstanceId(context: IWebhookFunctions): Promise<string | null> {
	const choice = readChoice(context);
	if ('id' in choice) return choice.id;
	const registered = registeredInstanceId(context, context.getNodeWebhookUrl('default') ?? '');
	if (registered !== undefined) return registered;
	const customers = new CustomerInstances(new PlatformClient(context, await getAccount(context)));
	return await customers.find(choice).then(
		({ id }) => String(id),
		(error: unknown) => {
			if (error instanceof CallFailure || error instanceof InvalidInput) return null;
			throw error;
		},
	);
}
