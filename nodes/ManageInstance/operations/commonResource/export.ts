import { CallFailure } from '../../../shared/errors/failure';
import { splitList } from '../../../shared/fields/list';
import { getInstance } from '../../../shared/instances/findInstance';
import { elementKeyOf } from '../../../shared/instances/instance';
import type { ManageCall, ManageOperation } from '../../call';
import type { Mapping } from '../../commonResources/commonResource';
import { checkName, readDefinition } from '../../commonResources/definition';
import { toDocument, toExported } from '../../commonResources/document';
import { commonResourceField, elementsField, levelFields } from '../../commonResources/fields';
import { readMappedBy } from '../../commonResources/mappedBy';
import { readPlace } from '../../commonResources/place';
import type { Place } from '../../commonResources/place';

async function elementsOf(
	{ client, parameters }: ManageCall,
	{ level, instanceId }: Place,
	name: string,
): Promise<string[]> {
	if (instanceId !== undefined) {
		const { body } = await getInstance(client, { id: instanceId });
		return [elementKeyOf(body) ?? ''].filter((key) => key !== '');
	}
	const given = splitList('Elements', parameters.get('elements'));
	if (given.length > 0) return given;
	const mappedBy = await readMappedBy(client, name);
	return [...new Set(mappedBy.filter((it) => it.level === level).map(({ element }) => element))];
}

/** The mapping that a place has itself, not one that it sees from above. */
async function readMapping(
	client: ManageCall['client'],
	{ level, mapping }: Place,
	name: string,
	element: string,
): Promise<Mapping | undefined> {
	const answer = await client.tryCall<Mapping>({
		method: 'GET',
		path: mapping(name, element),
		about: `the mapping of ${name} for ${element}`,
		expects: 'record',
		repeatable: true,
	});
	if (!(answer instanceof CallFailure)) {
		const { fields = [], ...rest } = answer.body;
		const isOwn = (rest.level ?? level) === level;
		return isOwn ? toExported({ ...rest, fields }, level) : undefined;
	}
	if (answer.details.statusCode === 404) return undefined;
	throw answer;
}

/** Puts out a common resource with its mappings as one document, for Import or for a file. */
export const exportOne: ManageOperation = {
	fields: [...levelFields, commonResourceField, elementsField],
	async execute(call) {
		const { client, parameters } = call;
		const name = checkName(parameters.text('commonResource'));
		const place = await readPlace(call);
		const fields = await readDefinition(client, place, name);
		const elements = await elementsOf(call, place, name);
		const read = await Promise.all(
			elements.map(
				async (element) => [element, await readMapping(client, place, name, element)] as const,
			),
		);
		const mappings = read.flatMap(([element, mapping]) =>
			mapping === undefined ? [] : [[element, mapping] as const],
		);
		return {
			json: toDocument(name, fields, mappings),
			hint:
				mappings.length === 0
					? `No mapping of ${name} was found. If there are some, name their elements under Elements: not every host tells.`
					: undefined,
			trace: { instanceId: place.instanceId },
		};
	},
};
