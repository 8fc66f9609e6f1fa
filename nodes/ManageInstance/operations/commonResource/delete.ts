import { CallFailure } from '../../../shared/errors/failure';
import { splitList } from '../../../shared/fields/list';
import type { ManageCall, ManageOperation } from '../../call';
import { checkName } from '../../commonResources/definition';
import { commonResourceField, elementsField, levelFields } from '../../commonResources/fields';
import { readMappedBy } from '../../commonResources/mappedBy';
import { readPlace } from '../../commonResources/place';
import type { Place } from '../../commonResources/place';
import { removeIfThere } from '../../commonResources/store';

/** The elements whose mappings of a place go; one of an instance needs no name. */
async function elementsToUnmap(
	{ client, parameters }: ManageCall,
	{ level }: Place,
	name: string,
): Promise<string[]> {
	if (level === 'instance') return [''];
	const given = splitList('Elements', parameters.get('elements'));
	if (given.length > 0) return given;
	const mappedBy = await readMappedBy(client, name);
	return [...new Set(mappedBy.filter((it) => it.level === level).map(({ element }) => element))];
}

/** A definition that is mapped still is kept by the platform. */
function stillMapped(name: string, { details }: CallFailure): CallFailure {
	if (details.statusCode !== 409) return new CallFailure(details);
	return new CallFailure({
		...details,
		code: 'still_mapped',
		message: `${name} is still mapped, so its definition stays`,
		advice:
			'First delete it at the level of each instance that maps it itself. If the platform does not tell which elements map it, name them under Elements.',
	});
}

/** Deletes a common resource at one level: its mappings, and then what it is. */
export const remove: ManageOperation = {
	fields: [...levelFields, commonResourceField, elementsField],
	async execute(call) {
		const { client } = call;
		const name = checkName(call.parameters.text('commonResource'));
		const place = await readPlace(call);
		const unmapped: string[] = [];
		for (const element of await elementsToUnmap(call, place, name)) {
			const wasMapped = await removeIfThere(client, place.mapping(name, element));
			if (wasMapped instanceof CallFailure) throw wasMapped;
			if (wasMapped) unmapped.push(element);
		}
		const wasDefined = await removeIfThere(client, place.definition(name));
		if (wasDefined instanceof CallFailure) throw stillMapped(name, wasDefined);
		if (!wasDefined && unmapped.length === 0) {
			throw new CallFailure({
				code: 'not_found',
				message: `Cloud Elements did not find common resource ${name} at the level ${place.level}`,
				advice: 'Get Many lists those that there are. It may stand at another level.',
				statusCode: 404,
			});
		}
		return {
			json: { deleted: true, name, level: place.level },
			trace: { instanceId: place.instanceId },
		};
	},
};
