import type { QuickBooksOperation } from '../call';
import { getRecord, resultOf } from '../recordRequests';

/** Gets name, address and settings of the company. */
export const getCompany: QuickBooksOperation = {
	fields: [],
	async execute({ client, parameters }) {
		const realmId = parameters.realmId();
		const at = { realmId, type: 'CompanyInfo', id: realmId };
		return resultOf(await getRecord(client, at, parameters.callOptions()));
	},
};
