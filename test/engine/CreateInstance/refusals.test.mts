import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH2_APPS } from '../../../simulator/seed.mts';
import { answerConsent } from '../../support/consent.mts';
import { credentialsOf, type Authentication } from '../../support/credentials.mts';
import { visitTrigger } from '../../support/engine/callback-visit.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { approve, create, makeLink, queryOf, reseal } from '../../support/flow.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const both: Authentication[] = ['oAuth1', 'oAuth2'];

describe.each(both)('Create Instance refuses before any call, with %s,', (authentication) => {
	it('a callback of a customer who denied, in the words of the provider', async () => {
		const link = await makeLink(holder.simulator, authentication);
		const query = queryOf(await answerConsent(link.oauthUrl, { decision: 'deny' }));
		const words = wordsOf(await create(holder.simulator, authentication, [query]));
		expect(words).toMatch(/was not approved: (denied|access_denied)[^]*new link/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a callback without an approval', async () => {
		const link = await makeLink(holder.simulator, authentication);
		const words = wordsOf(
			await create(holder.simulator, authentication, [{ state: link.state, realmId: '1' }]),
		);
		expect(words).toMatch(/holds no approval/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('an altered state', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const state = (item.state as string).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
		const words = wordsOf(await create(holder.simulator, authentication, [{ ...item, state }]));
		expect(words).toMatch(/state of the callback cannot be used/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a state of another account', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const account = holder.simulator.accounts.other;
		const credentials = credentialsOf(holder.simulator, authentication, { account });
		const words = wordsOf(await create(holder.simulator, authentication, [item], { credentials }));
		expect(words).toMatch(/not sealed by this account[^]*Cloud Elements credential with which/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a link of another app credential', async () => {
		const { item } = await approve(holder.simulator, authentication);
		for (const app of [{ apiKey: 'anotherKey' }, { apiSecret: 'anotherSecret' }]) {
			const credentials = credentialsOf(holder.simulator, authentication, { app });
			const words = wordsOf(
				await create(holder.simulator, authentication, [item], { credentials }),
			);
			expect(words).toMatch(/made with another app credential, for the element quickbooks/);
		}
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a link of the other authentication', async () => {
		const { item } = await approve(holder.simulator, authentication);
		const other = authentication === 'oAuth1' ? 'oAuth2' : 'oAuth1';
		expect(wordsOf(await create(holder.simulator, other, [item]))).toMatch(
			/another app credential/,
		);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a callback without the company', async () => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const { realmId: _, ...query } = queryOf(callbackUrl);
		expect(wordsOf(await create(holder.simulator, authentication, [query]))).toMatch(
			/callback lacks realmId[^]*whole callback/,
		);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it.each([
		['a word', 'Acme'],
		['the end of a log line', '193514340994122 HTTP/1.1'],
		['an exponent', '1.93514340994122e+14'],
		['another parameter that was not separated', '193514340994122;state=s'],
	])('a company that cannot be one: %s', async (_, realmId) => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const query = { ...queryOf(callbackUrl), realmId };
		const words = wordsOf(await create(holder.simulator, authentication, [{ query }]));
		expect(words).toMatch(/Company ID \(realmId\) must be digits only[^]*can still be used/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a company that has been rounded', async () => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const query = { ...queryOf(callbackUrl), realmId: Number('9130350604308577') };
		const words = wordsOf(await create(holder.simulator, authentication, [{ query }]));
		expect(words).toMatch(/callback → query → realmId is too long for a number[^]*as text/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('a parameter given twice', async () => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const query = { ...queryOf(callbackUrl), realmId: ['1', '2'] };
		expect(wordsOf(await create(holder.simulator, authentication, [{ query }]))).toMatch(
			/"realmId" more than once/,
		);
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('The end of a link', () => {
	it('is judged by when the callback was received, not by when the item is worked on', async () => {
		const { link, item } = await approve(holder.simulator, 'oAuth2', { expiresInMinutes: 1 });
		const expired = Date.parse(link.expiresAt);
		const late = { ...item, receivedAt: new Date(expired + 1000).toISOString() };
		expect(wordsOf(await create(holder.simulator, 'oAuth2', [late]))).toMatch(
			/expired at [-\d]+T[\d:.]+Z, before the customer came back[^]*new link/,
		);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('that has come meanwhile does not matter to a callback received in time', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const state = reseal(holder.simulator, item.state as string, { i: hourAgo, x: hourAgo + 60 });
		const callback = { ...item, state, receivedAt: new Date((hourAgo + 59) * 1000).toISOString() };
		outputOf(await create(holder.simulator, 'oAuth2', [callback]));
		const { receivedAt: _, ...withoutTime } = callback;
		expect(wordsOf(await create(holder.simulator, 'oAuth2', [withoutTime]))).toMatch(/expired at/);
	});

	it('is never before its beginning, though the clock of the receiver lags behind', async () => {
		const { item } = await approve(holder.simulator, 'oAuth2');
		const callback = { ...item, receivedAt: '2001-01-01T00:00:00.000Z' };
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		outputOf(await create(holder.simulator, 'oAuth2', [callback]));
		const state = reseal(holder.simulator, item.state as string, { i: hourAgo, x: hourAgo });
		const ended = await create(holder.simulator, 'oAuth2', [{ ...callback, state }]);
		expect(wordsOf(ended)).toMatch(/expired at/);
	});
});

describe('The other link’s callback', () => {
	it('is refused: its oauth_token is not the one that the state was sealed with', async () => {
		const first = await approve(holder.simulator, 'oAuth1');
		const second = await approve(holder.simulator, 'oAuth1');
		const mixed = { ...second.item, state: first.item.state };
		expect(wordsOf(await create(holder.simulator, 'oAuth1', [mixed as never]))).toMatch(
			/belongs to another link/,
		);
		expect(posts(holder.simulator)).toEqual([]);
	});
});

describe('What the platform and the provider refuse is explained:', () => {
	const link = async (authentication: Authentication, app: object, account: object = {}) =>
		wordsOf(
			await runNode({
				type: 'getOAuthUrl',
				credentials: credentialsOf(holder.simulator, authentication, { app, account }),
			}),
		);

	it('the wrong app key, by Get OAuth URL', async () => {
		expect(await link('oAuth1', { apiKey: 'qyprdNobody' })).toMatch(
			/refused the API key of your app[^]*Request ID: [0-9a-f]{24}[^]*consumer_key_unknown/,
		);
	});

	it('the wrong app secret, by Get OAuth URL', async () => {
		const words = await link('oAuth1', { apiSecret: 'secretOfNobody' });
		expect(words).toMatch(/API secret of your app[^]*signature_invalid/);
		expect(words).not.toMatch(/refused the API key/);
	});

	it.each([
		['user secret', { userSecret: 'wrongUserSecret=' }],
		['organization secret', { organizationSecret: 'wrongOrganization' }],
	])('a wrong %s', async (_, account) => {
		expect(await link('oAuth2', {}, account)).toMatch(
			/refused the user secret or the organization secret[^]*credential and test it/,
		);
	});

	const provisionAt = async (account: object) =>
		await runNode({
			type: 'quickProvisionQbo',
			credentials: credentialsOf(holder.simulator, 'oAuth1', { account }),
			parameters: {
				authentication: 'oAuth1',
				realmId: '1',
				userToken: 'token-of-user',
				userTokenSecret: 'secret-of-user',
			},
		});

	it('a wrong account secret, when the instance is to be made', async () => {
		const words = wordsOf(await provisionAt({ userSecret: 'wrongUserSecret=' }));
		expect(words).toMatch(/refused the user secret or the organization secret/);
		expect(holder.simulator.requests()).toHaveLength(1);
	});

	it('an element that the account does not have', async () => {
		const message = 'No element found with key quickbooks';
		holder.simulator.fault({ path: '.*/oauth/url', status: 404, body: { message } });
		expect(await link('oAuth2', {})).toMatch(/no element with this key[^]*quickbooks/);
	});

	it('an approval with a development key for a real company', async () => {
		const development = INTUIT_OAUTH2_APPS.development;
		const app = { apiKey: development.key, apiSecret: development.secret };
		const credentials = credentialsOf(holder.simulator, 'oAuth2', { app });
		const made = await runNode({ type: 'getOAuthUrl', credentials });
		const { oauthUrl } = made.outputs[0]?.[0]?.json as { oauthUrl: string };
		const sandbox = await answerConsent(oauthUrl, { company: '4620816365012345670' });
		const result = await create(holder.simulator, 'oAuth2', [queryOf(sandbox)], { credentials });
		expect(wordsOf(result)).toMatch(/Intuit does not let this app reach that company[^]*Sandbox/);
		expect(wordsOf(result)).toMatch(/3100/);
	});

	it('missing configuration, as the platform lists it', async () => {
		const { item } = await approve(holder.simulator, 'oAuth1');
		const missing = 'quickbooks.minorversion, quickbooks.realm.id, oauth.api.key';
		const message = `The following required configuration entries are missing: ${missing}`;
		holder.simulator.fault({ path: '/instances', method: 'POST', status: 400, body: { message } });
		const result = await create(holder.simulator, 'oAuth1', [item]);
		expect(wordsOf(result)).toContain(missing);
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});

	it('a redirect: the secrets are not sent on', async () => {
		const headers = { location: `${holder.simulator.origin}/elements/api-v2/elements?x=1` };
		holder.simulator.fault({ path: '.*/oauth/url', status: 302, headers });
		const words = await link('oAuth2', {});
		expect(words).toMatch(/base URL leads elsewhere, to http.*[^]*Secrets are not sent on/);
		expect(holder.simulator.requests()).toHaveLength(1);
	});

	it('a web page in place of an answer', async () => {
		holder.simulator.fault({
			path: '.*/oauth/url',
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: '<!DOCTYPE html><p>Sign in</p>',
		});
		expect(await link('oAuth2', {})).toMatch(/answers with a web page, not with the API/);
	});

	it('nobody at the address', async () => {
		const words = wordsOf(await provisionAt({ baseUrl: 'http://127.0.0.1:9' }));
		expect(words).toMatch(/127\.0\.0\.1:9 refused the connection \(ECONNREFUSED\)/);
	});
});

describe('The trigger', () => {
	it('of the other account refuses the callback', async () => {
		const link = await makeLink(holder.simulator, 'oAuth2');
		const account = holder.simulator.accounts.other;
		const credentials = credentialsOf(holder.simulator, 'oAuth2', { account });
		const visit = await visitTrigger(await answerConsent(link.oauthUrl), credentials);
		expect(visit).toMatchObject({ status: 400, outputs: undefined });
	});
});
