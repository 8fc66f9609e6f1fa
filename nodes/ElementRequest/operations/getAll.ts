import { readList } from '../../shared/api/paginate';
import { limitFields } from '../../shared/fields/limit';
import type { ElementOperation } from '../call';
import { filterFields } from '../fields/filter';
import { objectField } from '../fields/record';
import { resourcePath } from '../path';
import { toRow } from '../recordRequests';

/** Gets the records that the filter lets through. */
export const getAll: ElementOperation = {
	fields: [objectField, ...limitFields, ...filterFields],
	async execute({ client, elementToken, instanceId, parameters }) {
		const options = parameters.options();
		const { where, hint } = parameters.filter();
		const fields = parameters.returnedFields();
		const query = {
			...(where && { where }),
			...(fields && { fields }),
			...(options.orderBy?.trim() && { orderBy: options.orderBy.trim() }),
		};
		const limit = parameters.limit();
		const object = parameters.object();
		const { rows, doubt } = await readList<unknown>(
			client,
			{
				path: resourcePath('Object', object),
				about: `object ${object}`,
				query,
				elementToken,
				style: options.paging,
				...(options.pageSize && { pageSize: Number(options.pageSize) }),
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
