import { readList } from '../../shared/api/paginate';
import { limitFields } from '../../shared/fields/limit';
import { textOf } from '../../shared/fields/wireText';
import { changeDatesOf, sinceClause } from '../../shared/records/changes';
import { joinClauses } from '../../shared/records/clause';
import { resourcePath } from '../../shared/records/path';
import type { ElementCall, ElementOperation } from '../call';
import { filterFields } from '../fields/filter';
import { objectField } from '../fields/record';
import { toRow } from '../recordRequests';

/** The clause for the records that changed since the time that was asked for, if one was. */
async function changedClause({
	parameters,
	findElementKey,
}: ElementCall): Promise<string | undefined> {
	const since = parameters.changedSince();
	if (since === undefined) return undefined;
	const field = textOf('Change Date Field', parameters.options().changedField);
	const elementKey = field === '' ? await findElementKey() : undefined;
	return sinceClause(changeDatesOf(elementKey, field), since).clause;
}

/** Gets the records that the filter lets through. */
export const getAll: ElementOperation = {
	fields: [objectField, ...filterFields, ...limitFields],
	async execute(call) {
		const { client, elementToken, instanceId, parameters } = call;
		const options = parameters.options();
		const { where: filter, hint } = parameters.filter();
		const changed = await changedClause(call);
		const where = changed === undefined ? filter : joinClauses(filter, changed);
		const fields = parameters.returnedFields();
		const orderBy = textOf('Order By', options.orderBy);
		const query = {
			...(where && { where }),
			...(fields && { fields }),
			...(orderBy && { orderBy }),
		};
		const limit = parameters.limit();
		const pageSize = parameters.pageSize();
		const object = parameters.object();
		const { rows, doubt } = await readList<unknown>(
			client,
			{
				path: resourcePath('Object', object),
				about: `object ${object}`,
				query,
				elementToken,
				style: options.paging,
				...(pageSize !== undefined && { pageSize }),
			},
			limit,
		);
		return {
			json: rows.map(toRow),
			hint: [hint, doubt].filter(Boolean).join(' '),
			trace: { instanceId },
		};
	},
};
