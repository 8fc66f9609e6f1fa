import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { readEntries } from '../shared/fields/json';
import { readGroup } from '../shared/fields/pairs';
import { templateOf } from '../shared/fields/template';
import { textOf } from '../shared/fields/wireText';
import { readList } from '../shared/fields/list';
import { buildWhere, checkClause, quotesHint } from './filter';
import type { Condition } from './filter';

/** The node's options; each operation offers some of them. */
export interface Options extends IDataObject {
	changedSince?: string;
	fields?: string;
	fullResponse?: boolean;
	idField?: string;
	orderBy?: string;
	pageSize?: number;
	paging?: 'cursor' | 'page';
	readFirst?: boolean;
	repeat?: boolean;
	replace?: boolean;
	responseFormat?: 'json' | 'file';
	splitIntoItems?: boolean;
	waitMinutes?: number;
}

export const optionsOf = (context: IExecuteFunctions, itemIndex: number) =>
	context.getNodeParameter('options', itemIndex, {}) as Options;

/**
 * A text parameter, blanks trimmed; numbers that an expression gave are taken too.
 *
 * @throws InvalidInput for what has no text
 */
export function readText(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true }) as unknown;
	return textOf(`The parameter ${name}`, value);
}

/** @throws InvalidInput when no object was chosen */
export function readObject(context: IExecuteFunctions, itemIndex: number): string {
	const object = readText(context, 'object', itemIndex);
	if (object !== '') return object;
	throw new InvalidInput(
		'No object was chosen',
		'Choose one from the list, or enter its name, such as customers.',
	);
}

/** The record to be sent. */
export function readRecord(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const record = readEntries(
		'Record',
		context.getNodeParameter('record', itemIndex, ''),
		templateOf(context, itemIndex, 'record'),
	);
	if (Object.keys(record).length > 0) return record as IDataObject;
	throw new InvalidInput(
		'The record is empty',
		'Give its fields as one expression, such as ={{ { "displayName": $json.name } }}.',
	);
}

/** Field names as one query parameter, or nothing for all of them. */
export function readFields({ fields }: Options): string | undefined {
	return readList('Fields', fields).join(',') || undefined;
}

/**
 * The filter as CEQL, and what to tell about it.
 *
 * @throws InvalidInput when a condition cannot be written
 */
export function readFilter(
	context: IExecuteFunctions,
	itemIndex: number,
): { where?: string; hint?: string } {
	const kind = context.getNodeParameter('filterType', itemIndex, 'none');
	if (kind === 'ceql') {
		const where = readText(context, 'where', itemIndex);
		const template = templateOf(context, itemIndex, 'where');
		if (template !== undefined) checkClause(where, template);
		return where === '' ? {} : { where, hint: quotesHint(where) };
	}
	if (kind !== 'conditions') return {};
	const conditions: Condition[] = readGroup(context, itemIndex, 'conditions.condition');
	const combineBy = context.getNodeParameter('combineBy', itemIndex, 'AND');
	return { where: buildWhere(conditions, combineBy as 'AND' | 'OR') };
}
