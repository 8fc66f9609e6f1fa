import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { getAccount, getInstanceAccount } from '../shared/api/account';
import { PlatformClient } from '../shared/api/platformClient';
import { InvalidInput } from '../shared/errors/failure';
import { toInstanceChoice } from '../shared/fields/instanceLocator';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { getInstance } from '../shared/instances/findInstance';

/** While the workflow is built an expression has a value only if the node before has run. */
export const isUnknown = (value: unknown) =>
	typeof value === 'string' && value.trim().startsWith('=');

/**
 * The instance that is chosen while the workflow is built, for what the editor asks.
 *
 * @throws InvalidInput while nobody knows which one
 */
export async function openTarget(
	context: ILoadOptionsFunctions,
): Promise<{ client: PlatformClient; elementToken: string }> {
	if (context.getCurrentNodeParameter('authentication') === 'instance') {
		const { account, elementToken } = await getInstanceAccount(context);
		return { client: new PlatformClient(context, account), elementToken };
	}
	const client = new PlatformClient(context, await getAccount(context));
	const [chosen, element] = ['instance', 'customerElement'].map(
		(name) => context.getCurrentNodeParameter(name) as { value?: string } | undefined,
	);
	if (!chosen?.value?.trim() || isUnknown(chosen.value) || isUnknown(element?.value)) {
		throw new InvalidInput(
			'The objects can be listed once it is known which instance is meant',
			'Execute the node before this one, choose an instance from the list for now, or enter the name of the object.',
		);
	}
	const choice = toInstanceChoice(chosen, element);
	if ('token' in choice) return { client, elementToken: choice.token };
	const address = await new CustomerInstances(client).resolve(choice);
	const { body } = await getInstance(client, address);
	return { client, elementToken: body.token };
}
