import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { runNode } from './engine.mts';
import { CALLBACK_URL, quickbooksCredentials, startSimulator } from './quickbooks.mts';
import type { Simulator } from './quickbooks.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

describe('Get OAuth URL', () => {
	it('makes an OAuth 1.0a link from a request token', async () => {
		const result = await runNode({
			type: 'getOAuthUrl',
			credentials: quickbooksCredentials(simulator, 'oAuth1'),
			parameters: { context: '={{ $json.customer }}' },
			items: [{ customer: 'cus_1' }, { customer: { id: 2 } }],
		});
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(2);
		expect(result.outputs[0]?.[0]?.json).toMatchObject({
			element: 'quickbooks',
			callbackUrl: CALLBACK_URL,
			context: 'cus_1',
		});
		console.log(
			result.outputs[0]?.map((i) => JSON.stringify(i)),
			simulator.requests(),
		);
	});
});
