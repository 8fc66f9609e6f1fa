import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { useConnected } from '../../support/connected.mts';
import { accountCredential } from '../../support/credentials.mts';
import { request } from '../../support/element-request.mts';
import { outputOf } from '../../support/engine/run-node.mts';
import { byToken } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const connected = useConnected(holder, 'quickbooks');

const token = () => ({ instance: byToken(connected.token) });

describe('A far side that repeats the header of the request', () => {
	it.each([
		['record', 'get'],
		['record', 'getAll'],
		['customCall', 'call'],
	])('tells no secret in a %s by %s', async (resource, operation) => {
		const { userSecret, organizationSecret } = accountCredential(holder.simulator)
			.cloudElementsApi as IDataObject;
		const echo = {
			id: '1|0',
			seen: `User ${userSecret as string}, Organization ${organizationSecret as string}, Element ${connected.token}`,
		};
		holder.simulator.fault({
			path: '.*/customers.*',
			status: 200,
			body: operation === 'getAll' ? [echo] : echo,
		});
		const result = await request(holder.simulator, {
			...token(),
			resource,
			operation,
			recordId: '1|0',
			path: 'customers',
		});
		expect(outputOf(result)).toEqual([
			{ id: '1|0', seen: 'User ********, Organization ********, Element ********' },
		]);
	});

	it('tells no secret in the headers of a full response', async () => {
		const { userSecret } = accountCredential(holder.simulator).cloudElementsApi as IDataObject;
		const headers = { 'x-seen': `User ${userSecret as string}, Element ${connected.token}` };
		holder.simulator.fault({ path: '/customers', status: 200, body: [], headers });
		const result = await request(holder.simulator, {
			...token(),
			resource: 'customCall',
			operation: 'call',
			path: 'customers',
			options: { fullResponse: true },
		});
		expect(outputOf(result)[0]?.headers).toMatchObject({
			'x-seen': 'User ********, Element ********',
		});
	});
});
