import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { refuseInexact } from './exactNumbers';
import { isInstant } from './instant';

/** Whether a parameter as it is stored has to be evaluated: for n8n that is the costly part of reading it. */
export const holdsExpression = (stored: unknown): boolean =>
	typeof stored === 'string'
		? stored.startsWith('=')
		: typeof stored === 'object' && stored !== null && Object.values(stored).some(holdsExpression);

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null;

/** What is the matter with a value, to go behind the field's name. */
function objectionTo(field: INodeProperties, value: unknown): string | undefined {
	switch (field.type) {
		case 'color':
		case 'string':
			// What may come from an item, its reader takes as lists and objects too.
			return !field.noDataExpression || typeof value === 'string' ? undefined : 'is no text';
		case 'boolean':
			return typeof value === 'boolean' ? undefined : 'is neither true nor false';
		case 'number':
			// What a text comes to, its reader says with the limits that it has.
			return ['number', 'string'].includes(typeof value) ? undefined : 'is no number';
		case 'multiOptions': {
			if (!Array.isArray(value)) return 'is no list of its choices';
			const one = { ...field, type: 'options' as const };
			return value.map((chosen) => objectionTo(one, chosen)).find(Boolean);
		}
		case 'options': {
			const choices = (field.options ?? []).map((one) => 'value' in one && one.value);
			if (choices.includes(value as string)) return undefined;
			return `is none of its choices: ${choices.join(', ')}`;
		}
		default:
			return undefined;
	}
}

/** The fields inside of a collection, and their values. */
function* inside({ options = [], type }: INodeProperties, value: IDataObject) {
	const fields = options as INodeProperties[];
	if (type === 'collection') yield [fields, value] as const;
	if (type !== 'fixedCollection') return;
	for (const [group, rows] of Object.entries(value)) {
		const { values = [] } = (options.find(({ name }) => name === group) ?? {}) as {
			values?: INodeProperties[];
		};
		for (const row of [rows].flat()) if (isObject(row)) yield [values, row as IDataObject] as const;
	}
}

/** @throws InvalidInput for the first value that its field cannot have */
export function refuseUnfit(fields: readonly INodeProperties[], values: IDataObject): void {
	for (const [name, value] of Object.entries(values)) {
		// The same name may stand for different fields, of which n8n shows one.
		const named = fields.filter((field) => field.name === name);
		const objections = named.map((field) => objectionTo(field, value));
		const [field] = named;
		if (!field) continue;
		if (objections.every((objection) => objection !== undefined)) {
			throw new InvalidInput(
				`${field.displayName} ${objections[0]}`,
				'Check the expression that it comes from.',
			);
		}
		if (!isObject(value) || isInstant(value)) continue;
		for (const one of named) for (const [below, row] of inside(one, value)) refuseUnfit(below, row);
	}
}

/**
 * Looks through all parameters of a node, for one item at a time, before anything is done with them:
 * what an expression gave is no rounded number, and it is what the field can have.
 *
 * @returns throws InvalidInput as {@link refuseInexact}, and for a value that is none of a field's choices
 */
export function parameterCheck(
	context: IExecuteFunctions,
	fields: readonly INodeProperties[],
): (itemIndex: number) => void {
	const parameters = Object.entries(context.getNode().parameters).map(
		([name, stored]) => [name, stored, holdsExpression(stored)] as const,
	);
	return (itemIndex) => {
		for (const [name, stored, isOpen] of parameters) {
			const value: unknown = isOpen ? context.getNodeParameter(name, itemIndex, '') : stored;
			refuseInexact(`The parameter ${name}`, value);
			if (isOpen) refuseUnfit(fields, { [name]: value as never });
		}
	};
}

/**
 * The same for a node that n8n enters by itself, without an item, and also for what is stored: somebody
 * else than n8n's editor may have stored it.
 *
 * @throws InvalidInput as {@link parameterCheck}
 */
export function checkParameters(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
	fields: readonly INodeProperties[],
): void {
	for (const [name, stored] of Object.entries(context.getNode().parameters)) {
		const value: unknown = holdsExpression(stored) ? context.getNodeParameter(name, '') : stored;
		refuseInexact(`The parameter ${name}`, value);
		refuseUnfit(fields, { [name]: value as never });
	}
}
