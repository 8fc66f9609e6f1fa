import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/failure';
import { readJson } from '../../../shared/fields/json';
import { splitList } from '../../../shared/fields/list';
import { templateOf } from '../../../shared/fields/template';
import { getInstance } from '../../../shared/instances/findInstance';
import { elementKeyOf } from '../../../shared/instances/instance';
import type { ManageCall, ManageOperation } from '../../call';
import { readDocument } from '../../commonResources/document';
import type { ImportedResource } from '../../commonResources/document';
import { elementsField, levelFields } from '../../commonResources/fields';
import { readPlace } from '../../commonResources/place';
import type { Place } from '../../commonResources/place';
import { STARTER_SET, starterSetFor } from '../../commonResources/starterSet';
import { createOrReplace } from '../../commonResources/store';

const importFields: INodeProperties[] = [
	{
		displayName: 'Import From',
		name: 'importFrom',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document', description: 'What Export put out' },
			{
				name: 'Starter Set',
				value: 'starterSet',
				description:
					'Customers, invoices, payments and items of QuickBooks Online, Xero and FreshBooks in one shape',
			},
		],
		default: 'starterSet',
	},
	{
		displayName: 'Document',
		name: 'document',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '={{ $json }}',
		required: true,
		description: 'One common resource as Export puts it out, or a list of them',
		displayOptions: { show: { importFrom: ['document'] } },
	},
];

/** Of which elements the mappings are wanted; nothing stands for all. */
async function wantedElements(
	{ client, parameters }: ManageCall,
	{ instanceId }: Place,
): Promise<readonly string[] | undefined> {
	if (instanceId === undefined) {
		const given = splitList('Elements', parameters.get('elements'));
		return given.length > 0 ? given : undefined;
	}
	const { body } = await getInstance(client, { id: instanceId });
	return [elementKeyOf(body) ?? ''];
}

/** @throws InvalidInput when there is nothing for an element that was named */
function checkElements(wanted: readonly string[], resources: readonly ImportedResource[]): void {
	const there = new Set(resources.flatMap(({ mappings }) => [...mappings.keys()]));
	const odd = wanted.filter((element) => !there.has(element));
	if (odd.length === 0) return;
	throw new InvalidInput(
		`There is no mapping for ${odd.join(' and ')}`,
		`There are mappings for ${[...there].sort().join(', ') || 'no element'}.`,
	);
}

/** The definition first: a mapping needs it. */
async function importOne(
	{ client, run }: ManageCall,
	place: Place,
	{ name, fields, mappings }: ImportedResource,
	wanted: readonly string[] | undefined,
): Promise<IDataObject> {
	return await run.mutex.runExclusive(place.definition(name), async () => {
		const about = `the definition of ${name}`;
		const definition = await createOrReplace(client, place.definition(name), { fields }, about);
		const outcomes: IDataObject = {};
		for (const [element, mapping] of mappings) {
			if (wanted && !wanted.includes(element)) continue;
			const path = place.mapping(name, element);
			const what = `the mapping of ${name} for ${element}`;
			outcomes[element] = await createOrReplace(client, path, mapping, what);
		}
		return { name, level: place.level, definition, mappings: outcomes };
	});
}

/** Creates or replaces common resources with their mappings, all that a document holds. */
export const importAll: ManageOperation = {
	fields: [...levelFields, ...importFields, elementsField],
	async execute(call) {
		const { context, itemIndex, parameters } = call;
		const isStarterSet = parameters.get('importFrom', 'starterSet') === 'starterSet';
		const given = readDocument(
			isStarterSet
				? STARTER_SET
				: readJson(
						'Document',
						parameters.get('document'),
						templateOf(context, itemIndex, 'document'),
					),
		);
		const place = await readPlace(call);
		const wanted = await wantedElements(call, place);
		if (wanted) checkElements(wanted, given);
		const resources = isStarterSet ? readDocument(await starterSetFor(call.client, wanted)) : given;
		const json: IDataObject[] = [];
		for (const resource of resources) json.push(await importOne(call, place, resource, wanted));
		const left = resources.flatMap(({ name, left }) => left.map((path) => `${path} of ${name}`));
		return {
			json,
			hint:
				left.length > 0
					? `Left out, because the definition has no such field: ${left.join(', ')}`
					: undefined,
			trace: { instanceId: place.instanceId },
		};
	},
};
