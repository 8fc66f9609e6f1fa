import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../shared/errors/failure';
import { LARGEST_PAGE } from '../../shared/api/page';
import { readPages } from '../../shared/api/paginate';
import { apiPath } from '../../shared/api/apiPath';
import { elementKeyOf, tagsOf } from '../../shared/instances/instance';
import type { Instance } from '../../shared/instances/instance';
import { toOutput } from '../../shared/instances/output';
import { limitFields } from '../../shared/fields/limit';
import { splitList } from '../../shared/fields/list';
import { elementLocator } from '../../shared/fields/searchElements';
import type { ManageOperation, ManageParameters } from '../call';
import { textOf } from '../../shared/fields/wireText';

const filterFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Disabled',
				name: 'disabled',
				type: 'boolean',
				default: true,
				description: 'Whether to return the disabled instances or, when off, all others',
			},
			{
				displayName: 'Element',
				name: 'element',
				...elementLocator,
				description: 'Element of which the instances are',
			},
			{
				displayName: 'Search Text',
				name: 'searchText',
				type: 'string',
				default: '',
				placeholder: 'e.g. Acme',
				description: 'Part of the name of the instance or of the element key',
			},
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. customer-42, production',
				description:
					'Tags that the instance must carry, all of them, separated by commas. An expression may give a list when a tag holds a comma.',
			},
			{
				displayName: 'Valid',
				name: 'valid',
				type: 'boolean',
				default: true,
				description:
					'Whether to return the instances that the platform calls valid or, when off, those that it calls invalid',
			},
		],
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'options',
		options: [
			{ name: 'Full', value: 'full', description: 'With tags, state and configuration' },
			{ name: 'Light', value: 'light', description: 'ID, name, token and element only; faster' },
		],
		default: 'full',
		description: 'How much to return of each instance',
	},
];

interface Filters {
	disabled?: boolean;
	/** Catalogue key. */
	element: string;
	searchText: string;
	tags: string[];
	valid?: boolean;
}

/** @throws InvalidInput for what an expression gave that is neither, which must not be read as one */
function readFlag(label: string, value: unknown): boolean | undefined {
	if (value === undefined || typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw new InvalidInput(`${label} must be true or false`);
}

function readFilters(parameters: ManageParameters): Filters {
	const given = parameters.get('filters', {}) as IDataObject;
	const element = given.element as { value?: unknown } | string | undefined;
	const key = typeof element === 'object' ? element.value : element;
	return {
		disabled: readFlag('Disabled', given.disabled),
		valid: readFlag('Valid', given.valid),
		element: textOf('Element', key),
		searchText: textOf('Search Text', given.searchText),
		tags: splitList('Tags', given.tags),
	};
}

/** What the platform finds by itself. Its text search looks at element keys too. */
function queryOf({ element, searchText, tags }: Filters): IDataObject {
	const text = searchText || element;
	return { ...(tags.length > 0 && { tags }), ...(text && { searchText: text }) };
}

/** What is left to do here: hosts differ in how they join tags, and none filters by state. */
function passes(row: Instance, { disabled, element, tags, valid }: Filters): boolean {
	const key = elementKeyOf(row);
	return (
		(disabled === undefined || (row.disabled === true) === disabled) &&
		(valid === undefined || (row.valid !== false) === valid) &&
		(element === '' || key === undefined || key === element) &&
		(row.tags === undefined || tags.every((tag) => tagsOf(row).includes(tag)))
	);
}

function toLight({ id, name, token, ...row }: Instance): IDataObject {
	return { id, name, token, element: { key: elementKeyOf({ id, name, token, ...row }) } };
}

/** Gets the instances that pass all filters. */
export const getAll: ManageOperation = {
	fields: [...filterFields, ...limitFields],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const filters = readFilters(parameters);
		const light = parameters.get('rows', 'full') === 'light';
		const { disabled, valid, tags, element } = filters;
		// A light row has neither state nor tags, so it cannot be judged by them.
		const needsFull = disabled !== undefined || valid !== undefined || tags.length > 1;
		const filtered = needsFull || element !== '';
		const request = {
			path: apiPath('instances'),
			query: { ...queryOf(filters), ...(light && !needsFull && { hydrate: 'false' }) },
			pageSize: filtered ? LARGEST_PAGE : Math.min(limit, LARGEST_PAGE),
		};
		const json: IDataObject[] = [];
		for await (const page of readPages<Instance>(client, request, filtered ? Infinity : limit)) {
			for (const row of page.rows) {
				if (!passes(row, filters)) continue;
				json.push(light ? toLight(row) : toOutput(row));
				if (json.length >= limit) return { json };
			}
		}
		return { json };
	},
};
