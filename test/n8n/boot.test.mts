import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readExamples } from '../../demo/examples.mts';
import { names, nodes } from '../support/listed.mts';
import { useHarness } from './harness.mts';

const harness = useHarness();

interface NodeType {
	name: string;
}

describe('a real n8n with the package installed', () => {
	it('loads the package lazily, from the metadata of the build', async () => {
		const log = await readFile(harness.session.logFile, 'utf8');

		expect(log).toContain('Lazy-loading nodes and credentials from n8n-nodes-cloud-elements');
		expect(log).not.toContain("Can't enable lazy-loading");
	});

	it('offers all nodes under the name of the package', async () => {
		const types = (await harness.client.rest.call('GET', '/types/nodes.json')) as NodeType[];
		const ours = types
			.filter(({ name }) => name.startsWith('n8n-nodes-cloud-elements.'))
			.map(({ name }) => name.split('.')[1]);
		// n8n itself makes a tool for agents of each node that lets it.
		const tools = nodes
			.filter(({ type }) => type.description.usableAsTool)
			.map(({ type }) => `${type.description.name}Tool`);

		expect(ours.sort()).toEqual([...names.nodes, ...tools].sort());
	});

	it('offers all credentials', async () => {
		const types = (await harness.client.rest.call('GET', '/types/credentials.json')) as NodeType[];

		expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(names.credentials));
	});

	it('has the examples, those that begin by themselves published', async () => {
		const { workflows } = await readExamples();
		const inN8n = await harness.client.workflows();

		expect(inN8n.map(({ id }) => id)).toEqual(
			expect.arrayContaining(workflows.map(({ id }) => id)),
		);
		for (const { id, nodes } of workflows) {
			const listens = nodes.some(({ type }) =>
				/\.(oAuthCallbackTrigger|connectPage|webhook|scheduleTrigger|mcpTrigger)$/.test(type),
			);
			const { activeVersionId } = await harness.client.workflow(id);
			expect([id, activeVersionId !== null]).toEqual([id, listens]);
		}
	});

	it('reaches the simulated platform with the demo credential', async () => {
		expect(await harness.client.testCredential('ceDemoAccount0001')).toMatchObject({
			status: 'OK',
		});
		expect(harness.simulator.requests()).not.toHaveLength(0);
	});
});
