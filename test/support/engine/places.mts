import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { locator } from '../locators.mts';
import { loader } from './host.mts';

/** A parameter of a node that can hold an expression, by where it stands. */
export interface Place {
	type: string;
	/** `options.configuration`, `conditions.condition.value`. */
	path: string;
	json: boolean;
	/** The node's parameters, with the given value in this one, and what makes n8n show it. */
	parameters: (value: unknown) => IDataObject;
}

/** What a parameter holds so that the one below it does. */
type Wrap = (value: unknown) => unknown;

const values = ({ options = [] }: INodeProperties) =>
	options.map((option) => ('value' in option ? option.value : undefined));

/** What other parameters have to be for one of them to be shown. */
function shownBy({ displayOptions }: INodeProperties, all: INodeProperties[]): IDataObject {
	const needed: IDataObject = {};
	for (const [name, [value] = []] of Object.entries(displayOptions?.show ?? {})) {
		const [parameter = '', part] = name.replace(/^\//, '').split('.');
		// The mode of a resource locator is the one part of a parameter that shows others.
		needed[parameter] = part === 'mode' ? locator(value as string, '1') : (value as string);
	}
	for (const [name, value] of Object.entries(needed)) {
		const controlling = all.filter((one) => one.name === name);
		const [one] = controlling.filter((each) => values(each).includes(value as string));
		const others = one ? shownBy(one, all) : {};
		for (const [key, other] of Object.entries(others)) needed[key] ??= other;
	}
	return needed;
}

const list = (property: INodeProperties) => (property.options ?? []) as INodeProperties[];

function placesIn(
	type: string,
	property: INodeProperties,
	all: INodeProperties[],
	{ path, wrap, needed }: { path: string; wrap: Wrap; needed: IDataObject },
): Place[] {
	if (['notice', 'hidden', 'credentials'].includes(property.type)) return [];
	const shown = { ...needed, ...shownBy(property, all) };
	const below = (one: INodeProperties, name: string, inside: Wrap) =>
		placesIn(type, one, all, {
			path: `${path}.${name}`,
			wrap: (value) => wrap(inside(value)),
			needed: shown,
		});
	switch (property.type) {
		case 'collection':
			return list(property).flatMap((one) =>
				below(one, one.name, (value) => ({ [one.name]: value })),
			);
		case 'fixedCollection':
			return list(property).flatMap(({ name: group, ...entry }) =>
				((entry as unknown as { values: INodeProperties[] }).values ?? []).flatMap((one) =>
					below({ ...one, displayOptions: {} }, `${group}.${one.name}`, (value) => {
						// Other fields of the row show this one, not other parameters of the node.
						const row = { ...shownBy(one, []), [one.name]: value };
						const many = property.typeOptions?.multipleValues === true;
						return { [group]: many ? [row] : row };
					}),
				),
			);
		default: {
			if (property.noDataExpression) return [];
			const held: Wrap =
				property.type === 'resourceLocator'
					? (value) => ({ __rl: true, mode: property.modes?.at(-1)?.name, value })
					: property.type === 'resourceMapper'
						? (value) => ({ mappingMode: 'defineBelow', value: { key: value }, schema: [] })
						: (value) => value;
			const top = path.split('.')[0] ?? '';
			return [
				{
					type,
					path,
					json: property.type === 'json',
					parameters: (value) => ({ ...shown, [top]: wrap(held(value)) }) as IDataObject,
				},
			];
		}
	}
}

/** Every node that works on items. */
export const NODES = Object.keys(loader.known.nodes)
	.map((name) => ({ name, node: loader.getNode(name).type as INodeType }))
	.filter(({ node }) => !node.description.group.includes('trigger'));

/** Every parameter of them that can hold an expression. */
export const PLACES = NODES.flatMap(({ name, node: { description } }) =>
	description.properties.flatMap((property) =>
		placesIn(name, property, description.properties, {
			path: property.name,
			wrap: (value) => value,
			needed: {},
		}),
	),
);
