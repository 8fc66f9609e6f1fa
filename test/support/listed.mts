import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const require = createRequire(import.meta.url);

/** What package.json tells n8n about. */
const { n8n } = require('../../package.json') as {
	n8n: { nodes: string[]; credentials: string[] };
};

function made<Type>(file: string): { file: string; type: Type } {
	const name = path.basename(file).replace(/\.(node|credentials)\.js$/, '');
	const Class = (
		require(`../../${file.replace('dist/', 'build/')}`) as Record<string, new () => Type>
	)[name];
	if (!Class) throw new Error(`${file} has no class ${name}`);
	return { file, type: new Class() };
}

/** Every node that the package's manifest lists, made from its own module of the build. */
export const nodes = n8n.nodes.map((file) => made<INodeType>(file));

/** Every credential that the package's manifest lists. */
export const credentials = n8n.credentials.map((file) => made<ICredentialType>(file));

/** By these n8n knows the nodes and credentials, in alphabetical order. */
export const names = {
	nodes: nodes.map(({ type }) => type.description.name).sort(),
	credentials: credentials.map(({ type }) => type.name).sort(),
};
