import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getAccount, getInstanceAccount } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { toNodeError } from '../shared/errors/nodeError';
import { apiPath } from '../shared/api/apiPath';
import { toObject, WITH_SOURCE } from '../shared/api/objects';
import type { InstanceObject } from '../shared/api/objects';
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

/** What is said beside the name; the element's own resources need no word. */
const SOURCES: Readonly<Record<string, string>> = {
	vdr: 'common resource',
	vendor: "provider's own object",
};

/** The same name comes first as it is read: a common resource wins over the element's. */
const ORDER = ['vdr', 'ceCanonical', 'vendor'];

const rank = ({ type = 'ceCanonical' }: InstanceObject) => ORDER.indexOf(type);

async function readObjects(context: ILoadOptionsFunctions): Promise<InstanceObject[]> {
	const { client, elementToken } = await openTarget(context);
	const { body } = await client.call<unknown[]>({
		method: 'GET',
		path: apiPath('objects'),
		headers: WITH_SOURCE,
		elementToken,
		expects: 'list',
		repeatable: true,
	});
	const objects = new Map<string, InstanceObject>();
	for (const object of body.map(toObject).sort((a, b) => rank(a) - rank(b))) {
		if (object.name !== '' && !objects.has(object.name)) objects.set(object.name, object);
	}
	return [...objects.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function labelOf({ name, type = '' }: InstanceObject): string {
	const source = SOURCES[type];
	return source === undefined ? name : `${name} (${source})`;
}

/** The objects that the chosen instance has, for a resource locator. */
export async function searchObjects(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const objects = await readObjects(this).catch((error: unknown) =>
		toNodeError(this.getNode(), error, 0),
	);
	if (objects instanceof Error) throw objects;
	const results = objects.map((object) => ({ name: labelOf(object), value: object.name }));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
