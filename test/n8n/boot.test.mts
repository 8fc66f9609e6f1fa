import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readExamples } from '../../demo/examples.mts';
import { useHarness } from './harness.mts';

const harness = useHarness();

interface NodeType {
	name: string;
	displayName: string;
	credentials?: Array<{ name: string }>;
}

describe('a real n8n with the package installed', () => {
	it('loads the package lazily, from the metadata of the build', async () => {
		const log = await readFile(harness.session.logFile, 'utf8');

		expect(log).toContain('Lazy-loading nodes and credentials from n8n-nodes-cloud-elements');
		expect(log).not.toContain("Can't enable lazy-loading");
	});

	it('offers the nodes under the name of the package', async () => {
		const types = (await harness.client.rest.call('GET', '/types/nodes.json')) as NodeType[];
		const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-cloud-elements.'));

		expect(ours.map(({ name }) => name.split('.')[1])).toEqual(
			expect.arrayContaining([
				'getOAuthUrl',
				'oAuthCallbackTrigger',
				'createInstance',
				'quickProvisionQbo',
			]),
		);
	});

	it('offers the credentials', async () => {
		const types = (await harness.client.rest.call('GET', '/types/credentials.json')) as NodeType[];

		expect(types.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['cloudElementsApi', 'cloudElementsAppApi']),
		);
	});

	it('has the examples, those with a trigger published', async () => {
		const { workflows } = await readExamples();
		const inN8n = await harness.client.workflows();

		expect(inN8n.map(({ id }) => id)).toEqual(
			expect.arrayContaining(workflows.map(({ id }) => id)),
		);
		for (const { id, nodes } of workflows) {
			const listens = nodes.some(({ type }) =>
				/oAuthCallbackTrigger$|\.webhook$|\.scheduleTrigger$/.test(type),
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
