import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';

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

/** @throws NodeOperationError of n8n's when the item has no such file */
async function fileOf(
	{ helpers }: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<[Blob, string]> {
	const { fileName, mimeType } = helpers.assertBinaryData(itemIndex, field);
	const content = await helpers.getBinaryDataBuffer(itemIndex, field);
	return [new Blob([content], { type: mimeType }), fileName ?? field];
}

/**
 * The form that {@link formField} describes for one item.
 *
 * @throws InvalidInput for a part without a name, or a form without parts
 */
export async function readForm(context: IExecuteFunctions, itemIndex: number): Promise<FormData> {
	const parts = context.getNodeParameter(
		'bodyParameters.parameters',
		itemIndex,
		[],
	) as IDataObject[];
	if (parts.length === 0) throw new InvalidInput('The form has no fields');
	const form = new FormData();
	for (const { parameterType, name, value, inputDataFieldName } of parts) {
		const key = String(name ?? '').trim();
		if (key === '') throw new InvalidInput('One of the form fields has no name');
		if (parameterType === 'formBinaryData') {
			form.append(key, ...(await fileOf(context, itemIndex, String(inputDataFieldName ?? 'data'))));
		} else form.append(key, String(value ?? ''));
	}
	return form;
}
