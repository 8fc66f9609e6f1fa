import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { apiPath } from '../shared/api/apiPath';
import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { toNodeError } from '../shared/errors/nodeError';
import { currentFields, isFilledElsewhere, isUnread } from '../shared/fields/fieldMapper';
import { isUnknown, openTarget } from './editorTarget';

/** A field of `GET /objects/{object}/metadata`; only the first two are always there (docs/platform-api.md, "Objects and metadata"). */
interface DescribedField {
	vendorPath: string;
	type: string;
	vendorDisplayName?: string;
	vendorRequired?: boolean;
	vendorReadOnly?: boolean;
	hidden?: boolean;
	createable?: boolean;
	updateable?: boolean;
	picklistValues?: unknown;
	method?: Array<{ name: string; request?: boolean }>;
}

/** The methods by which each operation writes. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
	create: ['POST'],
	update: ['PATCH', 'PUT'],
	upsert: ['POST', 'PATCH', 'PUT'],
};

/** Whether a field can be given; what the element does not say is no reason against it. */
function isWritable(field: DescribedField, operation: string): boolean {
	const { createable, hidden, method, updateable, vendorReadOnly } = field;
	if (hidden === true) return false;
	if (method !== undefined) {
		const names = METHODS[operation] ?? [];
		return method.some(({ name, request }) => request === true && names.includes(name));
	}
	const given = { create: [createable], update: [updateable] }[operation] ?? [
		createable,
		updateable,
	];
	const said = given.filter((one) => one !== undefined);
	return said.length > 0 ? said.includes(true) : vendorReadOnly !== true;
}

/** A list is one field, whatever its entries hold. */
const listIn = (path: string) => /^(.+?)\[\*\]/.exec(path)?.[1];

const TYPES: Readonly<Record<string, FieldType>> = {
	array: 'array',
	boolean: 'boolean',
	number: 'number',
	object: 'object',
};

function optionsOf(values: unknown): ResourceMapperField['options'] {
	if (!Array.isArray(values) || values.length === 0) return undefined;
	return (values as unknown[]).map((one) => {
		const { displayValue, label, value } = (
			typeof one === 'object' && one !== null ? one : { value: one }
		) as Record<string, unknown>;
		const chosen = String(value ?? '');
		return { name: String(displayValue ?? label ?? chosen), value: chosen };
	});
}

function toField(field: DescribedField, operation: string): ResourceMapperField {
	const list = listIn(field.vendorPath);
	const required = field.vendorRequired === true && operation !== 'update';
	const options = list === undefined ? optionsOf(field.picklistValues) : undefined;
	const type = list === undefined ? (TYPES[field.type] ?? 'string') : 'array';
	const id = list ?? field.vendorPath;
	return {
		id,
		displayName: (list === undefined && field.vendorDisplayName) || id,
		required,
		defaultMatch: false,
		display: true,
		type: options ? 'options' : type,
		...(options && { options }),
		removed: !required,
	};
}

/** The fields that an operation can give, each once, those that must be given first. */
export function toFields(
	described: readonly DescribedField[],
	operation: string,
): ResourceMapperField[] {
	const fields = new Map<string, ResourceMapperField>();
	for (const one of described) {
		if (typeof one.vendorPath !== 'string' || !isWritable(one, operation)) continue;
		const field = toField(one, operation);
		const known = fields.get(field.id);
		if (!known || (field.required && !known.required)) fields.set(field.id, field);
	}
	return [...fields.values()].sort((a, b) => Number(b.required) - Number(a.required));
}

/** What has to be known before the fields can be. */
function objectIn(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('object', { extractValue: true });
	const name = String(chosen ?? '').trim();
	if (name !== '' && !isUnknown(name)) return name;
	throw new InvalidInput('Choose the object first.');
}

/**
 * The fields of the chosen object that the operation can give, for the node's resource mapper. Where
 * nobody knows them yet the answer is what the workflow has, so that the editor finds nothing to write.
 */
export async function getRecordFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const current = currentFields(this, 'recordFields');
	if (isFilledElsewhere(current)) {
		return {
			fields: [],
			emptyFieldsNotice:
				'The fields were filled in outside the editor. To edit them here, choose another object, and then this one again.',
		};
	}
	const { schema } = current;
	const outcome = await readMetadata(this).catch((error: unknown) => error);
	if (outcome instanceof InvalidInput) {
		return { fields: schema, emptyFieldsNotice: outcome.message };
	}
	const isMissing = outcome instanceof CallFailure && outcome.details.statusCode === 404;
	if (outcome instanceof Error && !isMissing) throw toNodeError(this.getNode(), outcome, 0);
	const operation = String(this.getCurrentNodeParameter('operation') ?? 'create');
	const fields = isMissing ? [] : toFields(outcome as DescribedField[], operation);
	return {
		fields: fields.length === 0 && isUnread(schema) ? schema : fields,
		emptyFieldsNotice:
			'The element does not say which fields this object has. Set Record As to JSON.',
	};
}

async function readMetadata(context: ILoadOptionsFunctions): Promise<DescribedField[]> {
	const object = objectIn(context);
	const { client, elementToken } = await openTarget(context);
	const { body } = await client.call<{ fields?: DescribedField[] }>({
		method: 'GET',
		path: apiPath('objects', object, 'metadata'),
		elementToken,
		expects: 'record',
		repeatable: true,
	});
	return body.fields ?? [];
}
