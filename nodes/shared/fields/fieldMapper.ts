import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperValue } from 'n8n-workflow';

/**
 * What a resource mapper has before its fields were read. The editor reads them when a node is opened
 * and writes the answer into a workflow that has none, which makes an unpublished change of a look.
 * What has fields already it only compares, and says that they are outdated.
 */
export const UNREAD_FIELDS: ResourceMapperValue = {
	mappingMode: 'defineBelow',
	value: {},
	matchingColumns: [],
	schema: [
		{
			id: 'unread',
			displayName: 'Unread',
			required: false,
			defaultMatch: false,
			display: false,
			type: 'string',
			removed: true,
		},
	],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
};

/** Whether fields are those of {@link UNREAD_FIELDS}. */
export const isUnread = (schema: ResourceMapperField[]) => schema.some(({ id }) => id === 'unread');

/** What a resource mapper of the workflow holds. */
export interface CurrentFields {
	value: Record<string, unknown> | null;
	schema: ResourceMapperField[];
}

/** A resource mapper as the workflow has it. */
export function currentFields(context: ILoadOptionsFunctions, name: string): CurrentFields {
	const { value = null, schema = [] } = (context.getCurrentNodeParameter(name) ??
		{}) as Partial<CurrentFields>;
	return { value, schema };
}

/** Whether values stand there without fields, as in a workflow that the editor did not write: it would drop them. */
export const isFilledElsewhere = ({ value, schema }: CurrentFields) =>
	schema.length === 0 && Object.keys(value ?? {}).length > 0;
