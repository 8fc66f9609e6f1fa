import { createRequire } from 'node:module';
import type {
	ICredentialType,
	IDisplayOptions,
	INodeProperties,
	INodeTypeDescription,
} from 'n8n-workflow';
import { credentials, nodes } from '../support/listed.mts';

const require = createRequire(import.meta.url);
const { ERROR_CODES } = require('../../build/nodes/shared/errors/codes.js') as {
	ERROR_CODES: readonly string[];
};

type Names = string[];

/** When a parameter or credential is there: the values of others that show it, and those that hide it. */
interface Shown {
	show?: Record<string, unknown[]>;
	hide?: Record<string, unknown[]>;
}

/** One definition of a parameter. A name has several where other parameters decide what it is. */
interface Parameter extends Shown {
	type: string;
	default: unknown;
	required?: true;
	/** What is kept is a list. */
	multiple?: true;
	/** What can be chosen. */
	values?: unknown[];
	/** The ways to say which, of a resource locator. */
	modes?: Names;
	/** What is inside a collection. */
	fields?: Parameters;
	/** What is inside the groups of a fixed collection. */
	groups?: Record<string, Parameters>;
}

type Parameters = Record<string, Parameter[]>;

interface UsedCredential extends Shown {
	name: string;
	required?: true;
}

interface Node {
	versions: number[];
	inputs: unknown;
	/** In their order: a saved workflow knows an output by its place. */
	outputs: unknown;
	outputNames?: Names;
	credentials: UsedCredential[];
	webhooks?: unknown[];
	polling?: true;
	parameters: Parameters;
}

interface Credential {
	extends?: Names;
	parameters: Parameters;
}

/** The names and values that saved workflows and people's credentials hold. */
export interface Contract {
	nodes: Record<string, Node>;
	credentials: Record<string, Credential>;
	errorCodes: Names;
}

function flag<Name extends string>(name: Name, on: unknown) {
	return (on ? { [name]: true } : {}) as { [name in Name]?: true };
}

function sorted<Value>(entries: Array<[string, Value]>): Record<string, Value> {
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shown(options: IDisplayOptions | undefined): Shown {
	const { show, hide } = options ?? {};
	return { ...(show && { show }), ...(hide && { hide }) } as Shown;
}

function inside({ type, options = [], modes }: INodeProperties): Partial<Parameter> {
	if (type === 'resourceLocator') return { modes: (modes ?? []).map(({ name }) => name) };
	if (type === 'collection') return { fields: parametersOf(options as INodeProperties[]) };
	if (type === 'fixedCollection') {
		const groups = options.flatMap((it) => ('values' in it ? [it] : []));
		return { groups: sorted(groups.map((it) => [it.name, parametersOf(it.values)])) };
	}
	const values = options.flatMap((it) => ('value' in it ? [it.value] : []));
	return values.length > 0 ? { values } : {};
}

function parameterOf(property: INodeProperties): Parameter {
	return {
		type: property.type,
		default: property.default,
		...flag('required', property.required),
		...flag('multiple', property.typeOptions?.multipleValues),
		...shown(property.displayOptions),
		...inside(property),
	};
}

/** What is only shown holds nothing. */
const holds = ({ type }: INodeProperties) => !['notice', 'callout', 'button'].includes(type);

function parametersOf(properties: readonly INodeProperties[]): Parameters {
	const held = properties.filter(holds);
	const named = (name: string) => held.filter((it) => it.name === name).map(parameterOf);
	return sorted([...new Set(held.map(({ name }) => name))].map((name) => [name, named(name)]));
}

function nodeOf(description: INodeTypeDescription): Node {
	const { version, inputs, outputs, outputNames, webhooks } = description;
	return {
		versions: [version].flat(),
		inputs,
		outputs,
		...(outputNames && { outputNames }),
		credentials: (description.credentials ?? []).map(({ name, required, displayOptions }) => ({
			name,
			...flag('required', required),
			...shown(displayOptions),
		})),
		...(webhooks && {
			webhooks: webhooks.map(({ name, httpMethod, path, isFullPath }) => ({
				name,
				httpMethod,
				path,
				isFullPath,
			})),
		}),
		...flag('polling', description.polling),
		parameters: parametersOf(description.properties),
	};
}

const credentialOf = ({ extends: base, properties }: ICredentialType): Credential => ({
	...(base && { extends: base }),
	parameters: parametersOf(properties),
});

/** What the build offers, in the form in which it is committed. */
export function builtContract(): Contract {
	const contract: Contract = {
		nodes: sorted(nodes.map(({ type }) => [type.description.name, nodeOf(type.description)])),
		credentials: sorted(credentials.map(({ type }) => [type.name, credentialOf(type)])),
		errorCodes: [...ERROR_CODES].sort(),
	};
	// What is undefined is not written.
	return JSON.parse(JSON.stringify(contract)) as Contract;
}
