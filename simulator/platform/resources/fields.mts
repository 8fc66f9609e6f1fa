import { AS_IT_IS, type Shape } from '../common-resources/shape.mts';
import { isObject } from '../provisioning/body.mts';
import type { ResourceDefinition } from './resource.mts';
import type { RecordSource } from './store.mts';

/** A field as `/objects/{object}/metadata` describes it. Source: docs/platform-api.md, "Objects and metadata". */
interface DescribedField {
	readonly vendorPath: string;
	readonly type: string;
	readonly vendorDisplayName?: string;
	readonly vendorRequired?: boolean;
	readonly vendorReadOnly?: boolean;
	readonly vendorNativeType?: string;
	readonly picklistValues?: readonly string[];
	readonly method?: ReadonlyArray<{ name: string; request: boolean; response: boolean }>;
}

/** Values that the providers document for some fields. Source: docs/platform-api.md, "Field names". */
const PICK_LISTS: Readonly<Record<string, readonly string[]>> = {
	'quickbooks/products/type': ['SERVICE', 'INVENTORY', 'NON_INVENTORY'],
	'xero/invoices/Type': ['ACCREC', 'ACCPAY'],
	'xero/invoices/Status': ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'],
	'xero/customers/ContactStatus': ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'],
};

/** Elements that say which fields each method takes; the others only name path and type. */
const TELLS_MORE = ['quickbooks', 'xero'];

/** Enough records to have met each field. */
const SAMPLES = 30;

function typeOf(value: unknown): string {
	if (value === null || value === undefined) return 'unknown';
	return typeof value === 'bigint' ? 'number' : typeof value;
}

/** Names lead into objects by dots, and into lists by `[*]`. */
function leaves(value: unknown, path: string): Array<readonly [path: string, type: string]> {
	if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[*]`));
	if (!isObject(value)) return [[path, typeOf(value)]];
	return Object.entries(value).flatMap(([name, inner]) =>
		leaves(inner, path === '' ? name : `${path}.${name}`),
	);
}

function describe(
	path: string,
	type: string,
	elementKey: string,
	{ name, idField, required, verbs }: ResourceDefinition,
): DescribedField {
	const picklistValues = PICK_LISTS[`${elementKey}/${name}/${path}`];
	const readOnly =
		[idField, 'syncToken', 'UpdatedDateUTC'].includes(path) || /^metaData\./.test(path);
	const takes = (method: string, verb: string) => ({
		name: method,
		request: !readOnly && verbs.includes(verb),
		response: true,
	});
	return {
		vendorPath: path,
		type,
		vendorDisplayName: path,
		vendorRequired: required.includes(path.split(/[.[]/)[0] ?? path),
		vendorReadOnly: readOnly,
		...(picklistValues && { vendorNativeType: 'picklist', picklistValues }),
		method: [
			takes('POST', 'C'),
			takes('PATCH', 'U'),
			{ name: 'GET', request: false, response: true },
		],
	};
}

/** The fields of a resource, or of a common one, as its records have them. */
export function describeFields(
	{
		definition,
		source,
		shape,
	}: {
		definition: ResourceDefinition;
		source: RecordSource;
		shape: Shape;
	},
	elementKey: string,
): DescribedField[] {
	const types = new Map<string, string>();
	for (const record of source.list().slice(0, SAMPLES)) {
		for (const [path, type] of leaves(shape.fromVendor(record), '')) {
			if (!types.has(path) || types.get(path) === 'unknown') types.set(path, type);
		}
	}
	// Of a common resource no more is known.
	const tellsMore = shape === AS_IT_IS && TELLS_MORE.includes(elementKey);
	return [...types].map(([vendorPath, type]) =>
		tellsMore ? describe(vendorPath, type, elementKey, definition) : { vendorPath, type },
	);
}
