import { describe, expect, it } from '@jest/globals';
import { outputOf, type Execution } from '../../n8n/client/executions.mts';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';

const TRIGGER = 'Start Here';

const harness = useHarness();

function linkOf(execution: Execution, node: string): string {
	return outputOf(execution, node)[0]?.json.oauthUrl as string;
}

describe('Connect any other element', () => {
	const start = 'ceExAnyElemLink1';

	it('makes an instance of an element without OAuth from its configuration', async () => {
		const execution = await harness.client.run(start, TRIGGER);

		expect(outputOf(execution, 'Create ServiceNow Instance')[0]?.json).toMatchObject({
			name: 'ServiceNow of cus_7',
			element: { key: 'servicenow' },
			valid: true,
		});
	});

	it('connects an element with OAuth that the package holds no data about', async () => {
		const execution = await harness.client.run(start, TRIGGER);
		await fetch(await answerConsent(linkOf(execution, 'Get OAuth URL')));

		const next = await harness.client.nextExecution('ceExAnyElement01', execution.id);
		expect(outputOf(next, 'Create HubSpot Instance')[0]?.json).toMatchObject({
			element: { key: 'hubspot' },
			valid: true,
		});
	});
});

describe('Provider that drops the state', () => {
	it('finds secret and customer by the request token', async () => {
		const execution = await harness.client.run('ceExDropsLink001', TRIGGER);
		const callback = await answerConsent(linkOf(execution, 'Get OAuth URL'));
		expect(new URL(callback).searchParams.has('state')).toBe(false);
		await fetch(callback);

		const next = await harness.client.nextExecution('ceExDropsState01', execution.id);
		expect(next.data.resultData.error).toBeUndefined();
		expect(outputOf(next, 'Create Instance')[0]?.json).toMatchObject({
			element: { key: 'twitter' },
			tags: ['cus_9'],
			valid: true,
		});
	});
});

describe('Quick provision with a token check', () => {
	it('explains a dead token and a sandbox company before an instance exists', async () => {
		const execution = await harness.client.run('ceExTokenCheck01', TRIGGER);

		expect(outputOf(execution, 'Connected').map(({ json }) => json.customer)).toEqual([
			'Harbor Lane Bakery',
			'Nordlicht Bikes',
		]);
		const [dead, sandbox] = outputOf(execution, 'Not Connected').map(({ json }) => json);
		expect(dead).toMatchObject({ customer: 'O’Malley Plumbing' });
		expect(dead?.reason).toContain('no longer accepts this access token');
		expect(sandbox).toMatchObject({ customer: 'Sandbox Company' });
		expect(sandbox?.reason).toContain('does not let this app reach that company');
		expect(harness.simulator.requests({ method: 'POST', path: /\/instances$/ })).toHaveLength(2);
	});
});
