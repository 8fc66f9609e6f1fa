import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { readGroup } from './pairs';
import { textOf, wireText } from './wireText';
import { itemFile } from '../files/itemFile';

/** The parts of a form, named as in n8n's HTTP Request node. */
export const formField: INodeProperties = {
	displayName: 'Form Fields',
	name: 'bodyParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add',
	default: {},
	description: 'Parts of the form, in this order',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameters',
			values: [
				{
					displayName: 'Type',
					name: 'parameterType',
					type: 'options',
					options: [
						{ name: 'Binary File', value: 'formBinaryData', description: 'A file of the item' },
						{ name: 'Form Data', value: 'formData', description: 'A text' },
					],
					default: 'formData',
				},
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					displayOptions: { show: { parameterType: ['formData'] } },
				},
				{
					displayName: 'Input Data Field Name',
					name: 'inputDataFieldName',
					type: 'string',
					default: 'data',
					description: 'The name of the input binary field with the file',
					displayOptions: { show: { parameterType: ['formBinaryData'] } },
				},
			],
		},
	],
};

/** @throws InvalidInput when the item has no such file */
async function fileOf(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<[Blob, string]> {
	const { content, fileName, mimeType } = await itemFile(context, itemIndex, field);
	return [new Blob([content], { type: mimeType }), fileName ?? field];
}

/**
 * The form that {@link formField} describes for one item.
 *
 * @throws InvalidInput for a part without a name, a value that has no text, or a form without parts
 */
export async function readForm(context: IExecuteFunctions, itemIndex: number): Promise<FormData> {
	const parts = readGroup(context, itemIndex, 'bodyParameters.parameters');
	if (parts.length === 0) throw new InvalidInput('The form has no fields');
	const form = new FormData();
	for (const { parameterType, name, value, inputDataFieldName } of parts) {
		const key = textOf('A name of the form fields', name);
		if (key === '') throw new InvalidInput('One of the form fields has no name');
		if (parameterType === 'formBinaryData') {
			const field = textOf('Input Data Field Name', inputDataFieldName) || 'data';
			form.append(key, ...(await fileOf(context, itemIndex, field)));
		} else if (value !== null) {
			// Null leaves a field out, as for query parameters.
			form.append(key, wireText(`The form field ${key}`, value));
		}
	}
	return form;
}
