import type { IDataObject } from 'n8n-workflow';

import { isNothingFound } from '../../../shared/api/nothingFound';
import { CallFailure } from '../../../shared/errors/failure';
import { limitFields } from '../../../shared/fields/limit';
import type { ManageOperation } from '../../call';
import { levelFields } from '../../commonResources/fields';
import { readPlace } from '../../commonResources/place';

/** Gets the common resources that are defined. */
export const getAll: ManageOperation = {
	fields: [...levelFields, ...limitFields],
	async execute(call) {
		const limit = call.parameters.limit();
		const { definitions, instanceId } = await readPlace(call);
		const answer = await call.client.tryCall<Record<string, IDataObject>>({
			method: 'GET',
			path: definitions,
			expects: 'record',
			repeatable: true,
		});
		const isEmpty = answer instanceof CallFailure && isNothingFound(answer.details.platformMessage);
		if (isEmpty) return { json: [], trace: { instanceId } };
		if (answer instanceof CallFailure) throw answer;
		const { body, requestId } = answer;
		const rows = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1));
		return {
			json: rows.slice(0, limit).map(([name, { level, fields }]) => ({ name, level, fields })),
			trace: { instanceId, requestId },
		};
	},
};
