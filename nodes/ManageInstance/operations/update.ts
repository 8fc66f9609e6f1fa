import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/platformClient';
import { readEntries } from '../../shared/fields/json';
import { templateOf } from '../../shared/fields/template';
import { textOf } from '../../shared/fields/wireText';
import { changeConfiguration } from '../changeConfiguration';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { tagsOf, toOutput } from '../../shared/instances/instance';
import { readInstanceAddress } from '../../shared/fields/instanceLocator';
import { readList } from '../../shared/fields/list';
import type { ItemResult } from '../../shared/run/forEachItem';
import type { Call } from '../run';

interface Changes {
	name?: string;
	/** In place of all that are there. */
	tags?: string[];
	addTags: string[];
	removeTags: string[];
	configuration: IDataObject;
}

function readChanges({ context, itemIndex }: Call): Changes {
	const given = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
	const changes = {
		...(given.name !== undefined && { name: textOf('Name', given.name) }),
		...(given.tags !== undefined && { tags: readList('Tags', given.tags) }),
		addTags: readList('Add Tags', given.addTags),
		removeTags: readList('Remove Tags', given.removeTags),
		configuration: readEntries(
			'Configuration',
			given.configuration,
			templateOf(context, itemIndex, 'updateFields.configuration'),
		) as IDataObject,
	};
	if (changes.name === '') {
		throw new InvalidInput('Name is empty', 'Enter a name, or remove the field to keep it.');
	}
	const { name, tags, addTags, removeTags, configuration } = changes;
	const count = addTags.length + removeTags.length + Object.keys(configuration).length;
	if (name === undefined && tags === undefined && count === 0) {
		throw new InvalidInput('There is nothing to update', 'Add a field under Update Fields.');
	}
	return changes;
}

/** The platform replaces all tags, so those that are to stay are read and sent again. */
async function newTags(
	{ client }: Call,
	id: string,
	{ tags, addTags, removeTags }: Changes,
): Promise<string[] | undefined> {
	if (addTags.length + removeTags.length === 0) return tags;
	const present = tags ?? tagsOf((await getInstance(client, { id })).body);
	return [...new Set([...present, ...addTags])].filter((tag) => !removeTags.includes(tag));
}

/** Changes name, tags and configuration of one instance. */
export async function update(call: Call): Promise<ItemResult> {
	const { client, context, itemIndex, turns } = call;
	const changes = readChanges(call);
	const id = await resolveId(client, readInstanceAddress(context, itemIndex));
	// Two items that add a tag each to the same instance would undo each other's.
	return await turns.take(id, async () => {
		if (Object.keys(changes.configuration).length > 0) {
			await changeConfiguration(client, id, changes.configuration);
		}
		const tags = await newTags(call, id, changes);
		const { name } = changes;
		if (name !== undefined || tags !== undefined) {
			await client.call({
				method: 'PATCH',
				path: apiPath('instances', id),
				body: { ...(name !== undefined && { name }), ...(tags !== undefined && { tags }) },
				expects: 'done',
				repeatable: true,
			});
		}
		const { body, requestId } = await getInstance(client, { id });
		return { json: toOutput(body), trace: { instanceId: id, requestId } };
	});
}
