import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { objectsRequest, toObject } from '../shared/api/objects';
import type { InstanceObject } from '../shared/api/objects';
import { toNodeError } from '../shared/errors/nodeError';
import { openTarget } from './editorTarget';

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
		...objectsRequest(elementToken),
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
