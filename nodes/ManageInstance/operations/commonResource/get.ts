import type { ManageOperation } from '../../call';
import { checkName, readDefinition } from '../../commonResources/definition';
import { commonResourceField, levelFields } from '../../commonResources/fields';
import { readMappedBy } from '../../commonResources/mappedBy';
import { readPlace } from '../../commonResources/place';

/** Gets the fields of one common resource, and who maps it. */
export const get: ManageOperation = {
	fields: [...levelFields, commonResourceField],
	async execute(call) {
		const name = checkName(call.parameters.text('commonResource'));
		const place = await readPlace(call);
		const fields = await readDefinition(call.client, place, name);
		const mappedBy = await readMappedBy(call.client, name);
		return {
			json: { name, level: place.level, fields, mappedBy },
			trace: { instanceId: place.instanceId },
		};
	},
};
