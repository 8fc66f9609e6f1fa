import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { credentials, names, nodes } from '../support/listed.mts';
import { withInner } from '../support/properties.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = read('package.json');

type Themed = { light: string; dark: string };

/** Fields that hold a secret by their name, at any depth. */
function secretsIn(fields: INodeProperties[]): INodeProperties[] {
	// The key of an element is its public name.
	const SECRET = /secret$|token$|password$|signature$|(?<!^element)key$/i;
	return fields
		.flatMap(withInner)
		.filter(({ name, type }) => type === 'string' && SECRET.test(name));
}

/** Names of those that show what is typed. */
const bareSecretsIn = (fields: INodeProperties[]) =>
	secretsIn(fields)
		.filter(({ typeOptions }) => !typeOptions?.password)
		.map(({ name }) => name);

describe('The manifest', () => {
	it('lists every node and every credential that there is', () => {
		const sources = (folder: string, end: string) =>
			readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith(end))
				.map((file) => `dist/${folder}/${file.replace(/\.ts$/, '.js')}`)
				.sort();
		expect([...manifest.n8n.nodes].sort()).toEqual(sources('nodes', '.node.ts'));
		expect([...manifest.n8n.credentials].sort()).toEqual(sources('credentials', '.credentials.ts'));
	});

	it('keeps the type names that saved workflows refer to', () => {
		expect(names.nodes).toEqual(
			expect.arrayContaining([
				'getOAuthUrl',
				'oAuthCallbackTrigger',
				'createInstance',
				'quickProvisionQbo',
				'manageInstance',
				'elementRequest',
				'elementEventTrigger',
				'connectionHealthTrigger',
				'recordChangesTrigger',
				'quickBooksCustomApi',
			]),
		);
		expect(names.credentials).toEqual(
			expect.arrayContaining([
				'cloudElementsApi',
				'cloudElementsAppApi',
				'cloudElementsInstanceApi',
				'quickBooksCustomApiOAuth2Api',
			]),
		);
	});

	it('asks for n8n-workflow and nothing else', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files).toEqual(['dist']);
	});

	it('is that of a community package under MIT that keeps to the strict rules', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-cloud-elements',
			license: 'MIT',
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(readFileSync(path.join(root, 'LICENSE.md'), 'utf8')).toContain('MIT License');
	});

	it('runs no script at installation', () => {
		const scripts = Object.keys(manifest.scripts as object);
		expect(scripts.filter((name) => /install|prepare|prepublish/.test(name))).toEqual([]);
	});
});

it('Secrets are looked for at any depth', () => {
	const secret: INodeProperties = { displayName: '', name: 'myToken', type: 'string', default: '' };
	const group = { displayName: '', name: 'group', values: [secret] };
	const inside = [
		{ ...secret, name: 'a', type: 'collection', options: [secret] },
		{ ...secret, name: 'b', type: 'fixedCollection', options: [group] },
	] as INodeProperties[];
	const deeper = [{ ...secret, name: 'c', type: 'collection', options: inside }] as typeof inside;
	expect(bareSecretsIn(deeper)).toEqual(['myToken', 'myToken']);
});

describe.each(nodes.map((node) => [node.type.description.name, node] as const))(
	'The node %s',
	(name, { file, type: { description } }) => {
		const folder = path.dirname(file);
		const codex = read(file.replace(/\.js$/, '.json').replace(/^dist\//, ''));

		it('has a codex file of its own', () => {
			expect(codex.node).toBe(`${manifest.name}.${name}`);
			expect(codex.categories.length).toBeGreaterThan(0);
			const isOfPlatform = description.credentials?.some(({ name }) => name === 'cloudElementsApi');
			expect(codex.alias.includes('SAP Open Connectors')).toBe(isOfPlatform);
			expect(codex).toEqual(read(file.replace(/\.js$/, '.json')));
		});

		it('points to documentation by whole addresses in the repository', () => {
			const { primaryDocumentation, credentialDocumentation } = codex.resources;
			const urls = [...primaryDocumentation, ...credentialDocumentation].map(({ url }) => url);
			expect(urls).toHaveLength(2);
			for (const url of urls) expect(url).toMatch(/^https:\/\/github\.com\/.*\/docs\/.*\.md$/);
			expect(new Set(urls).size).toBe(2);
		});

		it('has icons for light and dark', () => {
			const { light, dark } = description.icon as Themed;
			expect(light).not.toBe(dark);
			for (const icon of [light, dark]) {
				expect(existsSync(path.join(root, folder, icon.replace('file:', '')))).toBe(true);
			}
		});

		it('has a subtitle, and is a tool for agents where it handles nothing that opens an account', () => {
			expect(description.subtitle).toBeTruthy();
			const tools = ['elementRequest', 'manageInstance', 'quickBooksCustomApi'];
			expect(description.usableAsTool === true).toBe(tools.includes(name));
		});

		it('names credentials of this package only', () => {
			for (const credential of description.credentials ?? []) {
				expect(names.credentials).toContain(credential.name);
			}
		});

		it('hides whatever is a secret while it is typed', () => {
			expect(bareSecretsIn(description.properties)).toEqual([]);
		});
	},
);

describe.each(credentials.map((credential) => [credential.type.name, credential] as const))(
	'The credential %s',
	(_, { file, type }) => {
		const folder = path.dirname(file);

		it('has icons for light and dark and an address of its documentation', () => {
			const { light, dark } = type.icon as Themed;
			for (const icon of [light, dark]) {
				expect(existsSync(path.join(root, folder, icon.replace('file:', '')))).toBe(true);
			}
			expect(type.documentationUrl).toMatch(/^https:\/\/github\.com\/.*\/docs\/credentials\.md#/);
		});

		it('hides secrets while they are typed', () => {
			expect(secretsIn(type.properties)).not.toEqual([]);
			expect(bareSecretsIn(type.properties)).toEqual([]);
		});
	},
);
