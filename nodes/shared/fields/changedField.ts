import type { INodeProperties } from 'n8n-workflow';

/** Where records hold when they changed last. */
export const changedFieldOption: INodeProperties = {
	displayName: 'Change Date Field',
	name: 'changedField',
	type: 'string',
	default: '',
	placeholder: 'e.g. updatedDate',
	description: 'Field in which the records hold the date of their last change',
	hint: 'Empty: the one that the package knows of the element',
};
