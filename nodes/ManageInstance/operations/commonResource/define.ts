import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/failure';
import { readGroup } from '../../../shared/fields/pairs';
import { textOf } from '../../../shared/fields/wireText';
import type { ManageCall, ManageOperation } from '../../call';
import type { DefinedField } from '../../commonResources/commonResource';
import { checkName } from '../../commonResources/definition';
import { commonResourceField, levelFields } from '../../commonResources/fields';
import { readPlace } from '../../commonResources/place';
import { createOrReplace } from '../../commonResources/store';

const definitionField: INodeProperties = {
	displayName: 'Fields',
	name: 'definition',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	required: true,
	description: 'All fields that it has; those that were defined before and are not here are gone',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'path',
					type: 'string',
					default: '',
					placeholder: 'e.g. address.city',
					description: 'Dots make objects; lines[*].amount is a field of each entry of a list',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Array', value: 'array' },
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Date', value: 'date' },
						{ name: 'Number', value: 'number' },
						{ name: 'String', value: 'string' },
					],
					default: 'string',
				},
			],
		},
	],
};

/** @throws InvalidInput when a field has no name, or one stands there twice */
function readFields({ context, itemIndex }: ManageCall): DefinedField[] {
	const fields = readGroup(context, itemIndex, 'definition.field').map(({ path, type }) => ({
		path: textOf('The name of a field', path),
		type: textOf('The type of a field', type ?? 'string'),
	}));
	const paths = fields.map(({ path }) => path);
	const twice = paths.find((path, index) => paths.indexOf(path) !== index);
	if (fields.length === 0 || paths.includes('')) {
		throw new InvalidInput(
			fields.length === 0 ? 'The common resource has no fields' : 'A field has no name',
			'Add each field with its name and type under Fields.',
		);
	}
	if (twice === undefined) return fields;
	throw new InvalidInput(`The field ${twice} stands there twice`);
}

/** Creates a common resource, or gives the one that there is other fields. */
export const define: ManageOperation = {
	fields: [...levelFields, commonResourceField, definitionField],
	async execute(call) {
		const name = checkName(call.parameters.text('commonResource'));
		const fields = readFields(call);
		const { definition, level, instanceId } = await readPlace(call);
		const path = definition(name);
		const outcome = await call.run.mutex.runExclusive(
			path,
			async () => await createOrReplace(call.client, path, { fields }, `the definition of ${name}`),
		);
		return { json: { name, level, fields, definition: outcome }, trace: { instanceId } };
	},
};
