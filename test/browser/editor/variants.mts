import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { nodes } from '../../support/listed.mts';
import { withInner } from '../../support/properties.mts';
import type { Sample } from './editor.mts';

type Description = (typeof nodes)[number]['type']['description'];

/** A form of a node, and the fields in it that n8n itself marks while they are empty. */
export interface Form extends Sample {
	required: string[];
}

/** The fields that a form shows with these values. */
const shownWith = (description: Description, values: INodeParameters): INodeProperties[] =>
	description.properties.filter((field) =>
		NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, description),
	);

/** The values with what every field has that nobody touched. A field that is shown may show others. */
function withDefaults(description: Description, given: INodeParameters): INodeParameters {
	const values = { ...given };
	for (let before = -1; before < Object.keys(values).length; ) {
		before = Object.keys(values).length;
		for (const { name, default: value } of shownWith(description, values)) {
			values[name] ??= value;
		}
	}
	return values;
}

const choicesOf = ({ type, options = [] }: INodeProperties): INodeParameters[string][] => {
	if (type === 'boolean') return [true, false];
	if (type !== 'options') return [];
	return options.flatMap((option) => ('value' in option ? [option.value] : []));
};

const isCollection = ({ type }: INodeProperties) => /ollection$/.test(type);

const defaultsOf = (fields: readonly INodeProperties[]): INodeParameters =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));

/** Everything in a collection that one can add, where some of it depends on fields outside. */
function contentOf(
	{ options = [], typeOptions }: INodeProperties,
	isShown: (field: INodeProperties) => boolean,
): INodeParameters {
	const inner = options.flatMap((option): Array<[string, INodeParameters[string]]> => {
		if ('values' in option) {
			const entry = defaultsOf(option.values);
			return [[option.name, typeOptions?.multipleValues === true ? [entry] : entry]];
		}
		if (!('type' in option) || !isShown(option)) return [];
		return [[option.name, isCollection(option) ? contentOf(option, isShown) : option.default]];
	});
	return Object.fromEntries(inner);
}

/** The choices of a field, alone where a form has no such field. */
function eachOf(description: Description, given: INodeParameters, name: string): INodeParameters[] {
	const field = shownWith(description, withDefaults(description, given)).find(
		(shown) => shown.name === name,
	);
	return field ? choicesOf(field).map((choice) => ({ ...given, [name]: choice })) : [given];
}

/** The collections of a form that were not seen before, with everything in them. */
function filled(
	description: Description,
	operation: INodeParameters,
	seen: Set<string>,
): INodeParameters {
	const values = withDefaults(description, operation);
	const isShown = (field: INodeProperties) =>
		NodeHelpers.displayParameter({}, field, { typeVersion: 1 }, description, values);
	const entries = shownWith(description, values)
		.filter(isCollection)
		.map((field) => [field.name, contentOf(field, isShown)] as const);
	const fresh = entries.filter((entry) => !seen.has(JSON.stringify(entry)));
	for (const entry of fresh) seen.add(JSON.stringify(entry));
	return Object.fromEntries(fresh);
}

/** The form of an operation, and each that another choice in it makes of it. */
function formsOf(description: Description, operation: INodeParameters, seen: Set<string>): Form[] {
	const forms = new Map<string, Form>();
	const add = (parameters: INodeParameters) => {
		const shown = shownWith(description, withDefaults(description, parameters));
		const key = JSON.stringify(
			shown.map((field) => [
				field.name,
				field.displayName,
				isCollection(field) && field.name in parameters,
			]),
		);
		if (forms.has(key)) return;
		const choices = Object.entries(parameters).map(
			([name, value]) => `${name} ${typeof value === 'object' ? 'filled' : JSON.stringify(value)}`,
		);
		forms.set(key, {
			name: [description.displayName, ...choices].join(', '),
			type: description.name,
			parameters,
			required: shown
				.flatMap(withInner)
				.filter((field) => field.required)
				.map(({ name }) => name),
		});
	};
	const fields = shownWith(description, withDefaults(description, operation));
	add(operation);
	add({ ...operation, ...filled(description, operation, seen) });
	for (const field of fields) {
		if (field.name in operation) continue;
		for (const choice of choicesOf(field)) add({ ...operation, [field.name]: choice });
	}
	return [...forms.values()];
}

/** Every form that a node of the package can have before somebody types: of each operation, with each choice that changes its fields, and once with all that can be added. */
export const forms: readonly Form[] = nodes.flatMap(({ type: { description } }) => {
	const seen = new Set<string>();
	return eachOf(description, {}, 'resource')
		.flatMap((resource) => eachOf(description, resource, 'operation'))
		.flatMap((operation) => formsOf(description, operation, seen));
});
