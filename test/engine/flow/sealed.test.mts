import { describe, expect, it } from '@jest/globals';
import { REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import {
	CALLBACK_URL,
	appOf,
	credentialsOf,
	type Authentication,
} from '../../support/credentials.mts';
import { authorizedItem, visitTrigger } from '../../support/engine/callback-visit.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, create, makeLink, queryOf, secretIn } from '../../support/flow.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const both: Authentication[] = ['oAuth1', 'oAuth2'];

describe.each(both)('From link to instance with %s', (authentication) => {
	it('one link, one click, one instance', async () => {
		const { link, item } = await approve(holder.simulator, authentication, {
			context: '{ "customerId": "cus_42" }',
		});
		expect(item).toMatchObject({
			element: 'quickbooks',
			state: link.state,
			callbackUrl: CALLBACK_URL,
			context: { customerId: 'cus_42' },
		});
		const [instance] = outputOf(await create(holder.simulator, authentication, [item]));
		const known = await instancesAt(holder.simulator);
		expect(known).toHaveLength(1);
		expect(instance).toMatchObject({
			id: known[0]?.id,
			token: known[0]?.token,
			name: `QuickBooks Online ${REALM}`,
			valid: true,
		});
	});

	it('sends the sealed state nowhere but to the provider', async () => {
		const { link, item } = await approve(holder.simulator, authentication);
		outputOf(await create(holder.simulator, authentication, [item]));
		const [request] = holder.simulator.requests({ path: '/instances' });
		expect(JSON.stringify(request)).not.toContain(link.state);
	});

	it('adds one tag of its own, beside the name that the platform would use', async () => {
		const { item } = await approve(holder.simulator, authentication);
		outputOf(await create(holder.simulator, authentication, [item]));
		const [instance] = await instancesAt(holder.simulator);
		expect(instance?.tags).toEqual([
			`QuickBooks Online ${REALM}`,
			expect.stringMatching(/^n8n-link-[\w-]{16}$/),
		]);
	});

	it('adds its tag after the tags that were given', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const parameters = { name: 'Acme', tags: '={{ ["Smith, Jones", "b"] }}' };
		outputOf(await create(holder.simulator, authentication, [item], { parameters }));
		const [instance] = await instancesAt(holder.simulator);
		expect(instance).toMatchObject({
			name: 'Acme',
			tags: ['Smith, Jones', 'b', expect.stringMatching(/^n8n-/)],
		});
	});

	it('works with a callback URL of its own, which the state carries', async () => {
		const forwarded = 'https://www.mycoolapp.com/auth';
		const link = await makeLink(holder.simulator, authentication, { callbackUrl: forwarded });
		const reached = (await answerConsent(link.oauthUrl)).replace(forwarded, CALLBACK_URL);
		const credentials = credentialsOf(holder.simulator, authentication);
		expect((await visitTrigger(reached, credentials)).status).toBe(400);
		const item = authorizedItem(
			await visitTrigger(reached, credentials, {
				options: { forwardedFrom: `https://other.example/, ${forwarded}` },
			}),
		);
		outputOf(await create(holder.simulator, authentication, [item]));
		const [request] = holder.simulator.requests({ path: '/instances' });
		expect(request?.body).toMatchObject({ configuration: { 'oauth.callback.url': forwarded } });
	});
});

describe('The body of an instance by OAuth 1.0a', () => {
	it('is the guide’s with the secret that only the state carries', async () => {
		const { link, item } = await approve(holder.simulator, 'oAuth1');
		const { key, secret } = appOf('oAuth1');
		outputOf(await create(holder.simulator, 'oAuth1', [item]));
		const [request] = holder.simulator.requests({ path: '/instances' });
		expect(request?.body).toEqual({
			element: { key: 'quickbooks' },
			providerData: {
				...(item.providerData as object),
				secret: secretIn(holder.simulator, link),
				state: 'quickbooks',
			},
			configuration: {
				'oauth.api.key': key,
				'oauth.api.secret': secret,
				'oauth.callback.url': CALLBACK_URL,
			},
			tags: expect.any(Array),
			name: `QuickBooks Online ${REALM}`,
		});
	});
});

describe('The body of an instance by OAuth 2.0', () => {
	it('is the documentation’s', async () => {
		const { callbackUrl, item } = await approve(holder.simulator, 'oAuth2');
		const { key, secret } = appOf('oAuth2');
		outputOf(await create(holder.simulator, 'oAuth2', [item]));
		const [request] = holder.simulator.requests({ path: '/instances' });
		expect(request?.body).toEqual({
			element: { key: 'quickbooks' },
			providerData: { code: queryOf(callbackUrl).code, realmId: REALM },
			configuration: {
				'oauth.api.key': key,
				'oauth.api.secret': secret,
				'oauth.callback.url': CALLBACK_URL,
				'authentication.type': 'oauth2',
				scope: 'com.intuit.quickbooks.accounting openid profile email phone address',
			},
			tags: expect.any(Array),
			name: `QuickBooks Online ${REALM}`,
		});
	});

	it('has the scope that this customer was asked for, and the flag of a sandbox', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2', { options: { scope: 'openid' } });
		await create(holder.simulator, 'oAuth2', [item], {
			credentials: credentialsOf(holder.simulator, 'oAuth2', { app: { sandbox: true } }),
		});
		const [request] = holder.simulator.requests({ path: '/instances', method: 'POST' });
		expect(request?.body).toMatchObject({
			configuration: { scope: 'openid', use_sandbox: 'true', 'connect.to.sandbox': 'true' },
		});
	});
});

describe('Further configuration', () => {
	it('reaches the platform: events, nulls and entries of the user’s own', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const parameters = {
			configuration: '{ "quickbooks.minorversion": "65", "scope": "openid" }',
			options: {
				commonConfiguration: {
					eventsEnabled: true,
					eventVendorType: 'polling',
					eventCallbackUrl: 'https://n8n.example.com/webhook/events',
					eventSignatureKey: 'signature-key-of-events',
					eventPollerInterval: 15,
					filterResponseNulls: false,
				},
			},
		};
		const result = await create(holder.simulator, 'oAuth2', [item], { parameters });
		const [instance] = outputOf(result);
		const [request] = holder.simulator.requests({ path: '/instances', method: 'POST' });
		expect(request?.body).toMatchObject({
			configuration: {
				'event.notification.enabled': true,
				'event.vendor.type': 'polling',
				'event.notification.type': 'webhook',
				'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
				'event.notification.signature.key': 'signature-key-of-events',
				'event.poller.refresh_interval': '15',
				'filter.response.nulls': false,
				'quickbooks.minorversion': '65',
				scope: 'openid',
			},
		});
		expect(instance?.configuration).toMatchObject({
			'event.notification.signature.key': '********',
			'event.poller.refresh_interval': '15',
			'quickbooks.minorversion': '65',
		});
	});

	it('that contradicts itself stops before any call', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const settings = { eventsEnabled: false, eventVendorType: 'webhook' };
		const result = await create(holder.simulator, 'oAuth2', [item], {
			parameters: { options: { commonConfiguration: settings } },
		});
		expect(wordsOf(result)).toMatch(/cannot be set while Events Enabled is off/);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});
});

describe('The instance that is put out', () => {
	it.each(both)('has its token, and its configuration masked (%s)', async (authentication) => {
		const { item } = await approve(holder.simulator, authentication);
		const [instance] = outputOf(await create(holder.simulator, authentication, [item]));
		expect(instance?.token).toMatch(/=$/);
		expect(instance?.configuration).toMatchObject({
			'oauth.api.key': '********',
			'oauth.api.secret': '********',
			'oauth.user.token': '********',
			'oauth.callback.url': CALLBACK_URL,
			'quickbooks.realm.id': REALM,
		});
		expect(instance?.providerData).toMatchObject({ realmId: REALM });
		const masked = authentication === 'oAuth1' ? ['oauth_verifier', 'secret'] : ['code'];
		for (const name of masked) {
			expect(instance?.providerData).toHaveProperty(name, '********');
		}
	});

	it('can be found in n8n by its id and the request’s', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const result = await create(holder.simulator, 'oAuth2', [item]);
		expect(result.customData).toEqual({
			cloudElementsInstanceId: (outputOf(result)[0]?.id as number).toString(),
			cloudElementsRequestId: expect.stringMatching(/^[0-9a-f]{24}$/),
		});
	});
});
