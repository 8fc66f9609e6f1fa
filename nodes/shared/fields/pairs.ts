import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What n8n makes of luxon's DateTime inside a collection. */
const WAS_DATE_TIME = /^\d{4,}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/**
 * The entries of a fixed collection. n8n makes texts of the dates in one; read by itself, a field
 * that was a date is one, and a text that looks like one stays a text.
 *
 * @param path collection and group, such as `conditions.condition`
 */
export function readGroup(
	context: IExecuteFunctions,
	itemIndex: number,
	path: string,
): IDataObject[] {
	const rows = context.getNodeParameter(path, itemIndex, []) as IDataObject[];
	return rows.map((row, index) => {
		const { value } = row;
		if (typeof value !== 'string' || !WAS_DATE_TIME.test(value)) return row;
		const alone = context.getNodeParameter(`${path}[${index}].value`, itemIndex, null) as unknown;
		return { ...row, value: (alone ?? value) as string };
	});
}
