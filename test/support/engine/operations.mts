import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { loader } from './host.mts';

/** Something that a node can be asked to do. */
export interface Operation {
	/** Node type without the package's name. */
	type: string;
	/** `record getAll`, `source tokens`, `webhook GET`; empty where the node does one thing. */
	name: string;
}

const choices = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [String(option.value)] : []));

const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

/** By resource and operation where a node has them, by its first choice where it has one. */
function executions({ description: { properties } }: INodeType): string[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	if (operations.length > 0) {
		return operations.flatMap((property) =>
			((property.displayOptions?.show?.resource ?? []) as string[]).flatMap((resource) =>
				choices(property).map((operation) => `${resource} ${operation}`),
			),
		);
	}
	const choice = properties.find(({ type }) => type === 'options');
	return choice ? choices(choice).map((value) => `${choice.name} ${value}`) : [''];
}

/** By the doors at which n8n comes in, and by the trigger's first choice. */
function entrances(node: INodeType): string[] {
	const { description, webhookMethods = {} } = node;
	const doors = [
		...(isTrigger(description) && 'execute' in node ? ['execute'] : []),
		...(description.webhooks ?? []).map(({ httpMethod }) => `webhook ${String(httpMethod)}`),
		...Object.values(webhookMethods).flatMap((methods) => Object.keys(methods)),
		...('poll' in node ? ['poll'] : []),
	];
	const choice = description.properties.find(({ type }) => type === 'options');
	if (!choice) return doors;
	return choices(choice).flatMap((value) =>
		doors.map((door) => `${choice.name} ${value}, ${door}`),
	);
}

function operationsOf(type: string): Operation[] {
	const node = loader.getNode(type).type as INodeType;
	const runs = 'execute' in node && !isTrigger(node.description);
	const names = [...(runs ? executions(node) : []), ...entrances(node)];
	return names.map((name) => ({ type, name }));
}

/** All that can be asked of the package's nodes, from their descriptions. */
export const OPERATIONS = Object.keys(loader.known.nodes).flatMap(operationsOf);

/** The operation as a sample is found by: `elementRequest record getAll`. */
export const keyOf = ({ type, name }: Operation) => `${type} ${name}`.trim();
