import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/apiPath';
import type { PlatformClient } from '../../shared/api/platformClient';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { readEntries } from '../../shared/fields/json';
import { templateOf } from '../../shared/fields/template';
import { textOf } from '../../shared/fields/wireText';
import { changeConfiguration } from '../changeConfiguration';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { ofOneCustomer } from '../../shared/instances/customer';
import { tagsOf } from '../../shared/instances/instance';
import { toOutput } from '../../shared/instances/output';
import { splitList } from '../../shared/fields/list';
import type { ManageOperation } from '../call';

const updateFieldsField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Add Tags',
			name: 'addTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. reconnect, 2026',
			description: 'Tags to add to those that are there, separated by commas',
		},
		{
			displayName: 'Configuration',
			name: 'configuration',
			type: 'json',
			default: '{}',
			description:
				"Entries to set, by the platform's own keys. All others stay as they are. A secret that is shown as asterisks cannot be written back.",
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Acme Ltd. QuickBooks',
		},
		{
			displayName: 'Remove Tags',
			name: 'removeTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. trial',
			description: 'Tags to take away, separated by commas',
		},
		{
			displayName: 'Replace Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. customer-42, production',
			description:
				'Tags that the instance has from now on, separated by commas. All others are lost.',
			hint: 'Empty: all tags are removed',
		},
	],
};

interface Changes {
	name?: string;
	/** In place of all that are there. */
	tags?: string[];
	addTags: string[];
	removeTags: string[];
	configuration: IDataObject;
}

function readChanges(given: IDataObject, template: string | undefined): Changes {
	const changes = {
		...(given.name !== undefined && { name: textOf('Name', given.name) }),
		...(given.tags !== undefined && { tags: splitList('Tags', given.tags) }),
		addTags: splitList('Add Tags', given.addTags),
		removeTags: splitList('Remove Tags', given.removeTags),
		configuration: readEntries('Configuration', given.configuration, template) as IDataObject,
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
	client: PlatformClient,
	id: string,
	{ tags, addTags, removeTags }: Changes,
): Promise<string[] | undefined> {
	if (addTags.length + removeTags.length === 0) return tags && ofOneCustomer(tags);
	const present = tags ?? tagsOf((await getInstance(client, { id })).body);
	const kept = [...new Set([...present, ...addTags])].filter((tag) => !removeTags.includes(tag));
	return ofOneCustomer(kept);
}

/** Changes name, tags and configuration of one instance. */
export const update: ManageOperation = {
	fields: [...instanceFields, updateFieldsField],
	async execute({ client, context, itemIndex, parameters, run }) {
		const template = templateOf(context, itemIndex, 'updateFields.configuration');
		const changes = readChanges(parameters.get('updateFields', {}) as IDataObject, template);
		const id = await resolveId(client, await parameters.address());
		// Two items that add a tag each to the same instance would undo each other's.
		return await run.mutex.runExclusive(id, async () => {
			if (Object.keys(changes.configuration).length > 0) {
				await changeConfiguration(client, id, changes.configuration);
			}
			const tags = await newTags(client, id, changes);
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
	},
};
