import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { locator } from '../locators.mts';
import { loader } from './host.mts';

/** A parameter of a node, by where it stands. */
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

/** Where a property stands. */
interface Where {
	path: string;
	wrap: Wrap;
	needed: IDataObject;
	/** Whether what takes no expression counts too, as somebody may have stored anything in it. */
	stored: boolean;
}

function placesIn(
	type: string,
	property: INodeProperties,
	all: INodeProperties[],
	{ path, wrap, needed, stored }: Where,
): Place[] {
	if (['notice', 'hidden', 'credentials'].includes(property.type)) return [];
	const shown = { ...needed, ...shownBy(property, all) };
	const below = (one: INodeProperties, name: string, inside: Wrap) =>
		placesIn(type, one, all, {
			path: `${path}.${name}`,
			wrap: (value) => wrap(inside(value)),
			needed: shown,
			stored,
		});
	const at = (held: Wrap, mode = ''): Place => ({
		type,
		path: path + mode,
		json: property.type === 'json',
		parameters: (value) =>
			({ ...shown, [path.split('.')[0] ?? '']: wrap(held(value)) }) as IDataObject,
	});
	const whole = stored ? [at((value) => value)] : [];
	switch (property.type) {
		case 'collection':
			return whole.concat(
				list(property).flatMap((one) => below(one, one.name, (value) => ({ [one.name]: value }))),
			);
		case 'fixedCollection':
			return whole.concat(
				list(property).flatMap(({ name: group, ...entry }) =>
					((entry as unknown as { values: INodeProperties[] }).values ?? []).flatMap((one) =>
						below({ ...one, displayOptions: {} }, `${group}.${one.name}`, (value) => {
							// Other fields of the row show this one, not other parameters of the node.
							const row = { ...shownBy(one, []), [one.name]: value };
							const many = property.typeOptions?.multipleValues === true;
							return { [group]: many ? [row] : row };
						}),
					),
				),
			);
		case 'resourceLocator': {
			if (property.noDataExpression && !stored) return [];
			const modes = (property.modes ?? []).map(({ name }) => name);
			const by =
				(mode?: string): Wrap =>
				(value) => ({ __rl: true, mode, value });
			if (!stored) return [at(by(modes.at(-1)))];
			return whole.concat(modes.map((mode) => at(by(mode), `.${mode}`)));
		}
		case 'resourceMapper':
			return [at((value) => ({ mappingMode: 'defineBelow', value: { key: value }, schema: [] }))];
		default:
			return property.noDataExpression && !stored ? [] : [at((value) => value)];
	}
}

const ALL = Object.keys(loader.known.nodes).map((name) => ({
	name,
	node: loader.getNode(name).type as INodeType,
}));

const isTrigger = ({ node }: (typeof ALL)[number]) => node.description.group.includes('trigger');

const placesOf = (nodes: typeof ALL, stored: boolean) =>
	nodes.flatMap(({ name, node: { description } }) =>
		description.properties.flatMap((property) =>
			placesIn(name, property, description.properties, {
				path: property.name,
				wrap: (value) => value,
				needed: {},
				stored,
			}),
		),
	);

/** Every node that works on items. */
export const NODES = ALL.filter((one) => !isTrigger(one));

/** Every parameter of them that can hold an expression. */
export const PLACES = placesOf(NODES, false);

/** Added by n8n to every trigger that polls, and read by n8n. */
const isOfN8n = ({ path }: Place) => path.startsWith('pollTimes');

/** Every parameter of the nodes that n8n enters by itself: the triggers, and the one that waits. */
export const STORED_PLACES = placesOf(
	ALL.filter((one) => isTrigger(one) || one.node.webhook !== undefined),
	true,
).filter((place) => !isOfN8n(place));
