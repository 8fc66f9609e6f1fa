import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getAccount, getInstanceAccount } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { toNodeError } from '../shared/errors/nodeError';
import { apiPath } from '../shared/api/apiPath';
import { PlatformClient } from '../shared/api/platformClient';
import { toInstanceChoice } from '../shared/fields/instanceLocator';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { getInstance } from '../shared/instances/findInstance';

/** While the workflow is built an expression has a value only if the node before has run. */
const isUnknown = (value: unknown) => typeof value === 'string' && value.trim().startsWith('=');

async function openTarget(
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

/** Some hosts list names, others say more about each object. */
function nameOf(object: unknown): string {
	if (typeof object === 'string') return object;
	const { name, objectName } = (object ?? {}) as { name?: string; objectName?: string };
	return name ?? objectName ?? '';
}

async function readObjects(context: ILoadOptionsFunctions): Promise<string[]> {
	const { client, elementToken } = await openTarget(context);
	const { body } = await client.call<unknown[]>({
		method: 'GET',
		path: apiPath('objects'),
		elementToken,
		expects: 'list',
		repeatable: true,
	});
	const names = body.map(nameOf);
	return [...new Set(names.filter((name) => name !== ''))].sort();
}

/** The objects that the chosen instance has, for a resource locator. */
export async function searchObjects(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const names = await readObjects(this).catch((error: unknown) =>
		toNodeError(this.getNode(), error, 0),
	);
	if (names instanceof Error) throw names;
	const wanted = names.filter((name) => name.toLowerCase().includes(filter.toLowerCase()));
	return { results: wanted.map((name) => ({ name, value: name })) };
}
