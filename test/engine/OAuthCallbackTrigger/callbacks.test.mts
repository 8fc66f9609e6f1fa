import { describe, expect, it } from '@jest/globals';
import { REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { CALLBACK_URL, credentialsOf } from '../../support/credentials.mts';
import { authorizedItem, visitTrigger } from '../../support/engine/callback-visit.mts';
import { WEBHOOK_ID } from '../../support/engine/visit.mts';
import { makeLink, secretIn } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const credentials = () => credentialsOf(holder.simulator, 'oAuth1');
const CUSTOM = { options: { acceptCustomStates: true } };

describe('A customer who approved', () => {
	it('comes out of Authorized and reads which company it was', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1', { context: 'cus_42' });
		const visit = await visitTrigger(await answerConsent(link.oauthUrl), credentials());
		expect(visit.status).toBe(200);
		expect(visit.outputs).toHaveLength(2);
		expect(visit.outputs?.[1]).toEqual([]);
		expect(authorizedItem(visit)).toEqual({
			element: 'quickbooks',
			customerId: null,
			instanceId: null,
			state: link.state,
			providerData: {
				oauth_token: expect.any(String),
				oauth_verifier: expect.any(String),
				realmId: REALM,
				dataSource: 'QBO',
			},
			callbackUrl: CALLBACK_URL,
			context: 'cus_42',
			receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
		});
		expect(visit.html).toContain('Approval received');
		expect(visit.html).toContain(`Company ID: ${REALM}`);
		expect(visit.log).toEqual([]);
	});

	it('does not carry the request token’s secret out of the trigger', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const visit = await visitTrigger(await answerConsent(link.oauthUrl), credentials());
		expect(JSON.stringify(visit)).not.toContain(secretIn(holder.simulator, link));
	});

	it('gets a page that is neither stored nor framed nor passes its address on', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const { headers, html } = await visitTrigger(await answerConsent(link.oauthUrl), credentials());
		expect(headers).toMatchObject({
			'x-frame-options': 'DENY',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store, no-transform',
		});
		expect(html).toContain('http-equiv="Content-Security-Policy"');
		for (const secret of [link.state, 'oauth_verifier']) expect(html).not.toContain(secret);
	});
});

describe('A customer who did not approve', () => {
	it('comes out of Denied, with the context', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1', { context: 'cus_42' });
		const visit = await visitTrigger(
			await answerConsent(link.oauthUrl, { decision: 'deny' }),
			credentials(),
		);
		expect(visit.outputs?.[0]).toEqual([]);
		expect(visit.outputs?.[1]?.map(({ json }) => json)).toEqual([
			{
				element: 'quickbooks',
				customerId: null,
				instanceId: null,
				error: 'denied',
				errorDescription: 'The customer did not approve the connection',
				context: 'cus_42',
			},
		]);
		expect(visit.html).toContain('Nothing was connected');
	});
});

describe('A callback that cannot be taken', () => {
	it('gets a plain page with a number that is also in the log, and starts nothing', async () => {
		const visit = await visitTrigger(`${CALLBACK_URL}?state=quickbooks&code=c`, credentials());
		expect(visit).toMatchObject({ status: 400, outputs: undefined });
		const reference = /Reference: ([0-9A-F]{8})/.exec(visit.html)?.[1];
		expect(visit.log).toEqual([
			expect.stringMatching(
				new RegExp(
					`^\\d{4}-\\d\\d-\\d\\dT.*Z .+ of the workflow ".*" \\(workflow\\), reference ${reference}: `,
				),
			),
		]);
		expect(visit.headers['content-security-policy']).toContain("default-src 'none'");
	});

	it.each([
		['no parameters', ''],
		['two states', '?state=a&state=b&code=c'],
		['a state that is far too long', `?state=${'x'.repeat(14_000)}&code=c`],
	])('with %s gets an error, and starts nothing', async (_, search) => {
		const visit = await visitTrigger(CALLBACK_URL + search, credentials());
		expect(visit).toMatchObject({ status: 400, outputs: undefined });
	});

	it('gets an error too where it is for the production URL and came to the test URL', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const callback = await answerConsent(link.oauthUrl);
		const test = callback.replace('/webhook/', '/webhook-test/');
		expect((await visitTrigger(test, credentials())).status).toBe(400);
	});

	it('says nothing about why to the browser, and no secret to the log', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const altered = (await answerConsent(link.oauthUrl)).replace('oauth_token=', 'oauth_token=x');
		const { html, log } = await visitTrigger(altered, credentials());
		expect(html).not.toMatch(/sealed|oauth_token/);
		expect(log.join()).not.toContain(link.state);
	});
});

describe('Custom states', () => {
	it('are refused unless the trigger accepts them', async () => {
		const address = `${CALLBACK_URL}?state=quickbooks&code=c&realmId=1`;
		expect((await visitTrigger(address, credentials())).status).toBe(400);
		const item = authorizedItem(await visitTrigger(address, credentials(), CUSTOM));
		expect(item).toMatchObject({
			element: null,
			context: null,
			state: 'quickbooks',
			providerData: { code: 'c', realmId: '1' },
			callbackUrl: CALLBACK_URL,
		});
	});

	it('do not make the trigger open to altered sealed ones', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const altered = (await answerConsent(link.oauthUrl)).replace(
			link.state,
			link.state.slice(0, -2),
		);
		expect((await visitTrigger(altered, credentials(), CUSTOM)).status).toBe(400);
	});
});

describe('The trigger’s own URL', () => {
	const urlWith = async (path: string) => {
		const address = `${CALLBACK_URL}?state=mine&code=c`;
		const visit = await visitTrigger(address, credentials(), { ...CUSTOM, path });
		return authorizedItem(visit).callbackUrl;
	};

	it('ends exactly with the path that was given', async () => {
		expect(await urlWith('customers/quickbooks')).toBe(
			'http://localhost:5678/webhook/customers/quickbooks',
		);
	});

	it('has a path that no other trigger has when none was given', async () => {
		expect(await urlWith('')).toBe(`http://localhost:5678/webhook/${WEBHOOK_ID}`);
	});
});
