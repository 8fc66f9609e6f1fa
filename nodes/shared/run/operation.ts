import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Lane } from '../api/connection';
import { InvalidInput } from '../errors/failure';
import { forEachItem } from './forEachItem';
import type { ItemResult } from './forEachItem';
import { itemContext } from './itemContext';

/** What an operation gets for one item. */
export interface Call<Client = unknown, Parameters = unknown, Run = unknown> {
	context: IExecuteFunctions;
	itemIndex: number;
	/** The way to whom the node talks to. */
	client: Client;
	parameters: Parameters;
	/** What the items of one run share. */
	run: Run;
}

/** One thing that a node does. */
export interface Operation<OneCall extends Call> {
	/**
	 * Its fields, in the order in which they are shown. That they belong to it is said by standing here;
	 * one that several operations list is the same field, shown for each of them.
	 */
	fields: readonly INodeProperties[];
	execute(call: OneCall): Promise<ItemResult>;
}

/** Everything that a node does, by resource and operation, as saved workflows name them. */
export type Operations<OneCall extends Call> = Readonly<
	Record<string, Readonly<Record<string, Operation<OneCall>>>>
>;

/** The fields of all lists, each once, in an order that is that of every list. */
function inOrder(lists: ReadonlyArray<readonly INodeProperties[]>): INodeProperties[] {
	const rest = new Set(lists.flat());
	const isNext = (field: INodeProperties) =>
		lists.every(
			(list) =>
				!list.includes(field) || !list.slice(0, list.indexOf(field)).some((one) => rest.has(one)),
		);
	const all: INodeProperties[] = [];
	while (rest.size > 0) {
		const next = [...rest].find(isNext);
		if (!next) throw new Error('Two operations list the same fields in different order');
		rest.delete(next);
		all.push(next);
	}
	return all;
}

/** The fields of all operations, each shown for the operations that list it. */
export function fieldsOf<OneCall extends Call>(operations: Operations<OneCall>): INodeProperties[] {
	const named = Object.entries(operations).flatMap(([resource, ofResource]) =>
		Object.entries(ofResource).map(([operation, { fields }]) => ({ resource, operation, fields })),
	);
	return inOrder(named.map(({ fields }) => fields)).map((field) => {
		const listing = named.filter(({ fields }) => fields.includes(field));
		const show = {
			resource: [...new Set(listing.map(({ resource }) => resource))],
			operation: [...new Set(listing.map(({ operation }) => operation))],
			...field.displayOptions?.show,
		};
		return { ...field, displayOptions: { ...field.displayOptions, show } };
	});
}

/** What an object has by itself, not what every object has. */
const own = <Value>(values: Readonly<Record<string, Value>>, name: string) =>
	Object.hasOwn(values, name) ? values[name] : undefined;

const namesOf = (values: object) => `There are: ${Object.keys(values).join(', ')}.`;

/** @throws InvalidInput for a resource or an operation that there is not, as a workflow that n8n's editor did not write may name */
function findOperation<OneCall extends Call>(
	operations: Operations<OneCall>,
	resource: string,
	operation: string,
): Operation<OneCall> {
	const ofResource = own(operations, resource);
	if (!ofResource) {
		throw new InvalidInput(`There is no resource "${resource}"`, namesOf(operations));
	}
	const found = own(ofResource, operation);
	if (found) return found;
	throw new InvalidInput(
		`There is no operation "${operation}" of the resource "${resource}"`,
		namesOf(ofResource),
	);
}

/**
 * Carries out for every input item what its parameters Resource and Operation say.
 *
 * @param open opens what the run shares, and tells how an item's call is made of it
 */
export async function executeOperations<OneCall extends Call>(
	run: IExecuteFunctions,
	fields: readonly INodeProperties[],
	operations: Operations<OneCall>,
	open: (
		context: IExecuteFunctions,
	) => Promise<(itemIndex: number, lane: Lane) => OneCall | Promise<OneCall>>,
): Promise<INodeExecutionData[]> {
	const context = itemContext(run, fields);
	const prepare = async () => await open(context);
	return await forEachItem(context, prepare, async (itemIndex, callOf, lane) => {
		const [resource, operation] = ['resource', 'operation'].map((name) =>
			// n8n leaves out an operation that belongs to no resource that there is.
			String(context.getNodeParameter(name, itemIndex, '')),
		);
		const { execute } = findOperation(operations, String(resource), String(operation));
		return await execute(await callOf(itemIndex, lane));
	});
}
