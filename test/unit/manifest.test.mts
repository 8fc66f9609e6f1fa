import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { compiled } from './compiled.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = read('package.json');

type Themed = { light: string; dark: string };

const nodes = (manifest.n8n.nodes as string[]).map((file) => {
	const name = path.basename(file, '.node.js');
	const Class = compiled<Record<string, new () => INodeType>>(
		file.replace(/^dist\//, '').replace(/\.js$/, ''),
	)[name] as new () => INodeType;
	return { file, folder: path.dirname(file), type: new Class() };
});
const credentials = (manifest.n8n.credentials as string[]).map((file) => {
	const name = path.basename(file, '.credentials.js');
	const Class = compiled<Record<string, new () => ICredentialType>>(
		file.replace(/^dist\//, '').replace(/\.js$/, ''),
	)[name] as new () => ICredentialType;
	return { folder: path.dirname(file), type: new Class() };
});

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
		expect(nodes.map(({ type }) => type.description.name)).toEqual(
			expect.arrayContaining([
				'getOAuthUrl',
				'oAuthCallbackTrigger',
				'createInstance',
				'quickProvisionQbo',
				'manageInstance',
				'elementRequest',
				'elementEventTrigger',
				'quickBooksCustomApi',
			]),
		);
		expect(credentials.map(({ type }) => type.name)).toEqual(
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

describe.each(nodes.map((node) => [node.type.description.name, node] as const))(
	'The node %s',
	(name, { file, folder, type: { description } }) => {
		const codex = read(file.replace(/\.js$/, '.json').replace(/^dist\//, ''));

		it('has a codex file of its own', () => {
			expect(codex.node).toBe(`${manifest.name}.${name}`);
			expect(codex.categories.length).toBeGreaterThan(0);
			expect(codex.alias).toContain('SAP Open Connectors');
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

		it('has a subtitle, and is a tool for agents unless it is a trigger', () => {
			expect(description.subtitle).toBeTruthy();
			expect(description.usableAsTool === true).toBe(!description.group.includes('trigger'));
		});

		it('names credentials of this package only', () => {
			const own = credentials.map(({ type }) => type.name);
			for (const credential of description.credentials ?? []) {
				expect(own).toContain(credential.name);
			}
		});

		it('hides whatever is a secret while it is typed', () => {
			const fields = description.properties.flatMap((field) => [
				field,
				...((field.options ?? []) as typeof description.properties),
			]);
			const secret = fields.filter(({ name: field }) => /secret$|token$|key$/i.test(field));
			expect(secret.filter(({ typeOptions }) => !typeOptions?.password)).toEqual([]);
		});
	},
);

describe.each(credentials.map((credential) => [credential.type.name, credential] as const))(
	'The credential %s',
	(_, { folder, type }) => {
		it('has icons for light and dark and an address of its documentation', () => {
			const { light, dark } = type.icon as Themed;
			for (const icon of [light, dark]) {
				expect(existsSync(path.join(root, folder, icon.replace('file:', '')))).toBe(true);
			}
			expect(type.documentationUrl).toMatch(/^https:\/\/github\.com\/.*\/docs\/credentials\.md#/);
		});

		it('hides secrets while they are typed', () => {
			const secret = type.properties.filter(({ name }) => /secret$|signature|apiKey$/i.test(name));
			expect(secret.length).toBeGreaterThan(0);
			expect(secret.filter(({ typeOptions }) => !typeOptions?.password)).toEqual([]);
		});
	},
);
