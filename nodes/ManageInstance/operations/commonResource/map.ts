import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/failure';
import { readGroup } from '../../../shared/fields/pairs';
import { textOf } from '../../../shared/fields/wireText';
import type { ManageCall, ManageOperation } from '../../call';
import { passThrough } from '../../commonResources/commonResource';
import type { DefinedField, MappedField, Mapping } from '../../commonResources/commonResource';
import { checkName, readDefinition } from '../../commonResources/definition';
import { commonResourceField, levelFields, mappedElementField } from '../../commonResources/fields';
import { readPlace } from '../../commonResources/place';
import { createOrReplace } from '../../commonResources/store';

const mappingFields: INodeProperties[] = [
	{
		displayName: 'Vendor Object',
		name: 'vendorName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice',
		description:
			"Name of the element's object as a mapping calls it: vendorName in the output of Activity: Get Objects. It is not always the name of the resource.",
		hint: 'Empty: the one of a higher level, with Add to Higher Levels',
	},
	{
		displayName: 'Fields',
		name: 'mapping',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: 'Where the element has each field; those mapped before and not here are gone',
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
						placeholder: 'e.g. email',
						description: 'Field of the common resource, as it is defined',
					},
					{
						displayName: 'Vendor Path',
						name: 'vendorPath',
						type: 'string',
						default: '',
						placeholder: 'e.g. primaryEmailAddr.address',
						description:
							"The element's own field. Dots lead into objects, [0] and [*] into lists, [?(@.PhoneType=='DEFAULT')] to the entry that fits.",
					},
				],
			},
		],
	},
	{
		displayName: 'Mapping Options',
		name: 'mappingOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Add to Higher Levels',
				name: 'inherit',
				type: 'boolean',
				default: true,
				description:
					'Whether the fields that the account or the organization maps stay beside these; otherwise these replace them',
			},
			{
				displayName: 'Keep Unmapped Fields',
				name: 'keepUnmapped',
				type: 'boolean',
				default: true,
				description: "Whether the element's own fields that are not mapped stay in the records",
			},
			{
				displayName: 'Script',
				name: 'script',
				type: 'string',
				typeOptions: { editor: 'jsEditor', rows: 6 },
				default: '',
				placeholder: 'e.g. done(transformedObject);',
				description:
					'What the platform runs on each record after the mapping. It has originalObject, transformedObject and fromVendor, and ends with done(transformedObject). One that fails is ignored without a word.',
			},
		],
	},
];

interface MappingOptions {
	inherit?: boolean;
	keepUnmapped?: boolean;
	script?: string;
}

/**
 * The mapping as it was entered; what type its fields have is known to the definition.
 *
 * @throws InvalidInput when a field lacks its name or its vendor path, or when nothing would be mapped
 */
function readMapping({ context, itemIndex, parameters }: ManageCall): Mapping {
	const options = parameters.get('mappingOptions', {}) as MappingOptions;
	const vendorName = parameters.text('vendorName');
	const script = textOf('Script', options.script);
	const fields = readGroup(context, itemIndex, 'mapping.field').map((row) => {
		const path = textOf('The name of a field', row.path);
		if (path === '') throw new InvalidInput('A field has no name');
		const vendorPath = textOf(`The vendor path of ${path}`, row.vendorPath);
		if (vendorPath !== '') return { path, vendorPath };
		throw new InvalidInput(`The field "${path}" has no vendor path`);
	});
	if (fields.length === 0 && script === '') {
		throw new InvalidInput('Nothing is mapped', 'Add the fields under Fields, or give a script.');
	}
	if (vendorName === '' && options.inherit !== true) {
		throw new InvalidInput(
			'The vendor object is not named',
			'Activity: Get Objects lists it as vendorName. Only a mapping that is added to higher levels goes without.',
		);
	}
	const inherit: IDataObject[] = options.inherit === true ? [{ type: 'inherit' }] : [];
	return {
		...(vendorName !== '' && { vendorName }),
		fields,
		configuration: [passThrough(options.keepUnmapped === true), ...inherit],
		...(script !== '' && { script: { body: script } }),
		isLegacy: false,
	};
}

/** @throws InvalidInput for a field that is not defined */
function withTypes(mapping: Mapping, defined: readonly DefinedField[]): Mapping {
	const types = new Map(defined.map(({ path, type }) => [path, type]));
	const fields = mapping.fields.map((field): MappedField => {
		const type = types.get(field.path);
		if (type !== undefined) return { ...field, type };
		throw new InvalidInput(
			`The common resource has no field "${field.path}"`,
			`It has: ${[...types.keys()].join(', ')}.`,
		);
	});
	return { ...mapping, fields };
}

/** Says where an element, or one instance, has the fields of a common resource. */
export const map: ManageOperation = {
	fields: [...levelFields, commonResourceField, mappedElementField, ...mappingFields],
	async execute(call) {
		const { client, parameters, run } = call;
		const name = checkName(parameters.text('commonResource'));
		const entered = readMapping(call);
		const place = await readPlace(call);
		const { level, instanceId } = place;
		const element = instanceId === undefined ? parameters.text('element') : '';
		if (instanceId === undefined && element === '') throw new InvalidInput('No element was chosen');
		const path = place.mapping(name, element);
		const mapping = withTypes(entered, await readDefinition(client, place, name));
		const about = `the mapping of ${name}${element && ` for ${element}`}`;
		const outcome = await run.mutex.runExclusive(
			path,
			async () => await createOrReplace(client, path, mapping, about),
		);
		return {
			json: {
				name,
				level,
				...(element !== '' && { element }),
				...mapping,
				mapping: outcome,
			},
			trace: { instanceId },
		};
	},
};
