import { describe, expect, it } from '@jest/globals';
import { COMPANIES, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';
import { jsonOf, node, runChain, START } from './workflows.mts';

const TYPE = 'quickBooksCustomApiOAuth2Api';
const [bakery] = COMPANIES;

const harness = useHarness();

/** Creates the credential and clicks its connect button, as far as a browser would go. */
async function connect(): Promise<{ id: string; name: string }> {
	const { client, simulator } = harness;
	const intuit = `${simulator.origin}/intuit`;
	const { key, secret } = INTUIT_OAUTH2_APPS.production;
	const { id, name } = await client.createCredential({
		name: 'QuickBooks of the bakery',
		type: TYPE,
		data: {
			environment: 'custom',
			baseUrl: intuit,
			customAuthorizationUrl: `${intuit}/connect/oauth2`,
			customTokenUrl: `${intuit}/oauth2/v1/tokens/bearer`,
			clientId: key,
			clientSecret: secret,
			scope: 'com.intuit.quickbooks.accounting',
		},
	});
	const link = await client.rest.data<string>('GET', `/oauth2-credential/auth?id=${id}`);
	const callback = new URL(await answerConsent(link, { company: bakery.realmId }));
	await client.rest.text('GET', callback.pathname + callback.search);
	return { id, name };
}

const company = (name: string, credential: { id: string; name: string }) =>
	node(
		name,
		'n8n-nodes-cloud-elements.quickBooksCustomApi',
		{ resource: 'company', operation: 'get', realmId: '', options: {} },
		{ credentials: { [TYPE]: credential } },
	);

describe('QuickBooks: Custom API with the connect button of n8n', () => {
	it('reads the company, also after the token expired in the middle of the workflow', async () => {
		const { client, simulator } = harness;
		const credential = await connect();
		const twoHoursPass = {
			method: 'POST',
			url: `${simulator.origin}/_simulator/clock`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{"advance": 7200000}',
		};
		const execution = await runChain(client, 'Token expiry', [
			company('Before', credential),
			node('Two Hours Pass', 'n8n-nodes-base.httpRequest', twoHoursPass, { typeVersion: 4.2 }),
			company('After', credential),
		]);

		expect(execution.data.resultData.error).toBeUndefined();
		for (const name of ['Before', 'After']) {
			expect(jsonOf(execution, name)[0]).toMatchObject({ CompanyName: bakery.name });
		}
	});

	it('runs the example with its connected demo credential', async () => {
		const execution = await harness.client.run('ceExQboCustom001', START);

		expect(execution.data.resultData.error).toBeUndefined();
		const reminders = jsonOf(execution, 'Reminder');
		expect(reminders).toHaveLength(20);
		for (const reminder of reminders) {
			expect(reminder).toEqual({
				company: bakery.name,
				invoice: expect.stringMatching(/^1\d{3}$/),
				due: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
				balance: expect.any(Number),
				customer: expect.stringMatching(/\w/),
				email: expect.stringContaining('@'),
			});
		}
	});
});
