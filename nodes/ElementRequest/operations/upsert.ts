import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { readRows } from '../../shared/api/paginate';
import type { PlatformResponse } from '../../shared/api/platformRequest';
import { wireText } from '../../shared/fields/wireText';
import { buildWhere } from '../../shared/records/clause';
import { resourcePath } from '../../shared/records/path';
import { valueAt } from '../../shared/records/valueAt';
import type { ElementClient, ElementOperation } from '../call';
import { objectField, recordFields } from '../fields/record';
import { createRecord, idOf, resultOf, toRow, updateRecord } from '../recordRequests';

const matchField: INodeProperties = {
	displayName: 'Match Field',
	name: 'matchField',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. displayName',
	description:
		'Field of the record by whose value an existing record is looked for. The element must be able to filter by it.',
};

/** An element that does not filter by a field gives any record, which must not be overwritten. */
function checkMatch(found: IDataObject, field: string, value: unknown): void {
	const text = (one: unknown) =>
		String(one ?? '')
			.trim()
			.toLowerCase();
	const actual = valueAt(found, field);
	if (text(actual) === text(wireText(`The match field ${field}`, value))) return;
	throw new InvalidInput(
		`The element found a record whose "${field}" is not the one looked for, so nothing was changed`,
		'It does not filter by this field. Choose another match field, or look the record up yourself and update it by ID.',
	);
}

async function findMatches(
	{ client, elementToken }: ElementClient,
	object: string,
	field: string,
	value: unknown,
): Promise<IDataObject[]> {
	const where = buildWhere([{ field, operator: 'equals', value }], 'AND');
	const path = resourcePath('Object', object);
	const request = { path, about: `object ${object}`, query: { where }, elementToken };
	// Two are enough to know that the field does not tell records apart.
	return (await readRows<unknown>(client, request, 2)).map(toRow);
}

/**
 * Updates the record whose match field has the value that the item gives, or creates it. Items of a
 * run that want the same record take turns; another run at the same moment can still make a second.
 */
export const upsert: ElementOperation = {
	fields: [objectField, ...recordFields, matchField],
	async execute(call) {
		const { elementToken, lane, parameters, run } = call;
		const { idField = 'id', replace = false } = parameters.options();
		const object = parameters.object();
		const record = parameters.record();
		const field = parameters.text('matchField');
		const value = valueAt(record, field);
		if (value === undefined || value === null || value === '') {
			throw new InvalidInput(
				`The record has no value in its match field "${field}"`,
				'By this value an existing record is looked for, so it must be given.',
			);
		}
		const write = async (): Promise<PlatformResponse<unknown>> => {
			const [found, another] = await findMatches(call, object, field, value);
			if (found) checkMatch(found, field, value);
			if (another) {
				throw new InvalidInput(
					`Several ${object} have this value in "${field}", so it is not clear which one to update`,
					'Choose a match field that tells records apart, or update by ID.',
					'ambiguous_match',
				);
			}
			if (!found) return await createRecord(call, object, record);
			const address = { object, id: idOf(found, idField) };
			return await updateRecord(call, address, record, replace);
		};
		// Elements compare without regard to case, and 7 is the same value as "7".
		const wanted = wireText(`The match field ${field}`, value).trim().toLowerCase();
		const key = JSON.stringify([elementToken, object, field, wanted]);
		return resultOf(call, await run.mutex.runExclusive(key, write, lane));
	},
};
