import { describe, expect, it } from '@jest/globals';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';
import { locator } from '../support/locators.mts';
import { account, createChain, jsonOf, node, runChain, START } from './workflows.mts';

const harness = useHarness();

/** Longer than n8n needs to start an execution, so that both have read before either's change is made. */
const CHANGE_DELAY_MS = 10_000;
const CHANGES = { method: 'PUT', path: '/instances/\\d+' };

const app = {
	cloudElementsAppApi: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
};
const withApp = (name: string, type: string, parameters: Record<string, unknown>) =>
	node(name, `n8n-nodes-cloud-elements.${type}`, parameters, {
		credentials: { ...account, ...app },
	});

/** The callback URL of a customer who approved a link that n8n made. */
async function approvedCallback(): Promise<string> {
	const made = await runChain(harness.client, 'Link', [withApp('Link', 'getOAuthUrl', {})]);
	return await answerConsent(jsonOf(made, 'Link')[0]?.oauthUrl as string);
}

describe('Two executions with one callback', () => {
	it('that read the instance before either renewed it both give it out', async () => {
		const { client, simulator } = harness;
		const created = await runChain(client, 'Create', [
			withApp('Create', 'createInstance', { callback: await approvedCallback() }),
		]);
		const { id, token } = jsonOf(created, 'Create')[0] ?? {};
		const { id: workflow } = await createChain(client, 'Renew', [
			withApp('Renew', 'manageInstance', {
				operation: 'reprovision',
				instance: locator('id', id),
				callback: await approvedCallback(),
			}),
		]);

		simulator.fault({ ...CHANGES, delayMs: CHANGE_DELAY_MS, times: 2 });
		const executions = await Promise.all([
			client.run(workflow, START),
			client.run(workflow, START),
		]);

		for (const execution of executions) {
			expect(execution.data.resultData.error).toBeUndefined();
			expect(jsonOf(execution, 'Renew')).toEqual([expect.objectContaining({ id, token })]);
		}
		// The provider took the approval from one of them only.
		const puts = simulator.requests(CHANGES);
		expect(puts.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
	}, 120_000);
});
