import type { IDataObject, INodeParameterResourceLocator } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { utcOf } from '../shared/fields/instant';
import { readGroup } from '../shared/fields/pairs';
import { templateOf } from '../shared/fields/template';
import { splitList } from '../shared/fields/list';
import { buildWhere } from '../shared/records/clause';
import type { Condition } from '../shared/records/clause';
import { fromPaths } from './fromPaths';
import { listedObject } from '../shared/records/path';
import { wholeNumber } from '../shared/fields/wholeNumber';
import { ItemParameters } from '../shared/run/itemParameters';
import { checkClause, quotesHint } from './filter';
import type { RecordAddress } from './path';

/** The node's options; each operation offers some of them. */
export interface Options extends IDataObject {
	changedField?: string;
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

/** The parameters of one item. */
export class ElementParameters extends ItemParameters<Options> {
	/** @throws InvalidInput when no object was chosen */
	objectName(): string {
		const name = this.text('object');
		if (name !== '') return name;
		throw new InvalidInput(
			'No object was chosen',
			'Choose one from the list, or enter its name, such as customers.',
		);
	}

	/**
	 * The chosen object as it stands in a path.
	 *
	 * @throws InvalidInput when no object was chosen
	 */
	object(): string {
		const name = this.objectName();
		const { mode } = this.context.getNodeParameter(
			'object',
			this.itemIndex,
		) as INodeParameterResourceLocator;
		return mode === 'list' ? listedObject(name) : name;
	}

	/** @throws InvalidInput when no object was chosen */
	address(): RecordAddress {
		return { object: this.object(), id: this.text('recordId') };
	}

	/**
	 * The record to be sent.
	 *
	 * @throws InvalidInput when it has no fields
	 */
	record(): IDataObject {
		const asFields = this.get('recordAs', 'json') === 'fields';
		const record = asFields ? this.filledFields() : this.entries('Record', 'record');
		if (Object.keys(record).length > 0) return record;
		throw new InvalidInput(
			'The record is empty',
			asFields
				? 'Fill in at least one field under Fields.'
				: 'Give its fields as one expression, such as ={{ { "displayName": $json.name } }}.',
		);
	}

	/** The fields that were filled in one by one; dots in their names lead into objects. */
	private filledFields(): IDataObject {
		const value = this.context.getNodeParameter('recordFields.value', this.itemIndex, {});
		const given = (value ?? {}) as IDataObject;
		const filled = Object.entries(given).filter(([, value]) => value !== null && value !== '');
		return fromPaths(filled);
	}

	/** @throws InvalidInput for what is no number of rows */
	pageSize(): number | undefined {
		const { pageSize } = this.options();
		return pageSize === undefined ? undefined : wholeNumber('Page Size', pageSize);
	}

	/** Names of the fields to return as one query parameter, or nothing for all of them. */
	returnedFields(): string | undefined {
		return splitList('Fields', this.options().fields).join(',') || undefined;
	}

	/**
	 * The option Changed Since as epoch milliseconds, or nothing.
	 *
	 * @throws InvalidInput when it is no date
	 */
	changedSince(): number | undefined {
		const { changedSince } = this.options();
		const time = utcOf('Changed Since', changedSince, this.context.getTimezone());
		return time === undefined ? undefined : Date.parse(time);
	}

	/**
	 * The filter as CEQL, and what to tell about it.
	 *
	 * @throws InvalidInput when a condition cannot be written
	 */
	filter(): { where?: string; hint?: string } {
		const type = this.get('filterType', 'none');
		if (type === 'ceql') {
			const where = this.text('where');
			const template = templateOf(this.context, this.itemIndex, 'where');
			if (template !== undefined) checkClause(where, template);
			return where === '' ? {} : { where, hint: quotesHint(where) };
		}
		if (type !== 'conditions') return {};
		const conditions: Condition[] = readGroup(this.context, this.itemIndex, 'conditions.condition');
		return { where: buildWhere(conditions, this.get('combineBy', 'AND') as 'AND' | 'OR') };
	}
}
