import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { INTUIT_OAUTH2_APPS } from '../../../simulator/seed.mts';
import { REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { CALLBACK_URL, credentialsOf, type Authentication } from '../../support/credentials.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { approve, create, makeLink, queryOf } from '../../support/flow.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const FORMS: Array<[string, (callbackUrl: string, item: IDataObject) => IDataObject]> = [
	['the item of the OAuth Callback Trigger', (_, item) => item],
	[
		'an item of the core Webhook node',
		(url) => ({ headers: {}, params: {}, query: queryOf(url), body: {} }),
	],
	['a bare query object', (url) => queryOf(url)],
	['the callback URL as text', (url) => ({ url })],
];

describe.each<Authentication>(['oAuth1', 'oAuth2'])(
	'Create Instance takes, with %s,',
	(authentication) => {
		it.each(FORMS)('%s', async (_, form) => {
			const { callbackUrl, item } = await approve(holder.simulator, authentication);
			const json = form(callbackUrl, item);
			const parameters = json.url === undefined ? {} : { callback: '={{ $json.url }}' };
			const result = await create(holder.simulator, authentication, [json], { parameters });
			expect(outputOf(result)[0]).toMatchObject({ name: `QuickBooks Online ${REALM}` });
			expect(await instancesAt(holder.simulator)).toHaveLength(1);
		});

		it('what is typed into the field: a URL, or JSON with expressions in it', async () => {
			const { callbackUrl } = await approve(holder.simulator, authentication);
			const typed = JSON.stringify(queryOf(callbackUrl));
			for (const callback of [callbackUrl, typed]) {
				outputOf(
					await create(holder.simulator, authentication, [{}], { parameters: { callback } }),
				);
			}
			expect(await instancesAt(holder.simulator)).toHaveLength(1);
		});
	},
);

describe('A company with an ID of 19 digits', () => {
	const SANDBOX = '4620816365012345670';

	it.each<[string, (url: string) => string]>([
		['the callback URL', (url) => url],
		['the callback URL in a line of a log', (url) => `GET ${url} HTTP/1.1`],
		[
			'JSON text in which it is a number',
			(url) => JSON.stringify(queryOf(url)).replace(`"${SANDBOX}"`, SANDBOX),
		],
	])('is connected under it from %s', async (_, form) => {
		const { key: apiKey, secret: apiSecret } = INTUIT_OAUTH2_APPS.development;
		const credentials = credentialsOf(holder.simulator, 'oAuth2', {
			app: { apiKey, apiSecret, sandbox: true },
		});
		const [link] = outputOf(await runNode({ type: 'getOAuthUrl', credentials }));
		const callback = form(await answerConsent(link?.oauthUrl as string, { company: SANDBOX }));
		expect(callback).toContain(SANDBOX);
		outputOf(
			await create(holder.simulator, 'oAuth2', [{ callback }], {
				credentials,
				parameters: { callback: '={{ $json.callback }}' },
			}),
		);
		const [instance] = await instancesAt(holder.simulator);
		expect(instance?.configuration['quickbooks.realm.id']).toBe(SANDBOX);
	});
});

it('With a custom state, the callback URL is the trigger’s when nobody says another', async () => {
	const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
	const { code, realmId } = queryOf(callbackUrl);
	const item = {
		element: null,
		state: 'mine',
		providerData: { code, realmId },
		callbackUrl: CALLBACK_URL,
		context: null,
	};
	const credentials = credentialsOf(holder.simulator, 'oAuth2');
	const app = { ...credentials.cloudElementsAppApi, callbackUrl: '' };
	const result = await runNode({
		type: 'createInstance',
		credentials: { ...credentials, cloudElementsAppApi: app },
		items: [item],
	});
	expect(outputOf(result)).toHaveLength(1);
});

describe('With a custom state and OAuth 1.0a, the request token’s secret', () => {
	const prepare = async () => {
		const link = await makeLink(holder.simulator, 'oAuth1', {
			options: { customState: 'quickbooks' },
		});
		const { secret } = link.requestToken as { secret: string };
		return { query: queryOf(await answerConsent(link.oauthUrl)), secret };
	};

	it('is asked for when it is missing', async () => {
		const { query } = await prepare();
		const result = await create(holder.simulator, 'oAuth1', [query]);
		expect(wordsOf(result)).toMatch(/secret is missing[^]*requestToken\.secret of Get OAuth URL/);
		expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
	});

	it('may stand in the option', async () => {
		const { query, secret } = await prepare();
		const options = { requestTokenSecret: '={{ $json.kept }}' };
		const items = [{ query, kept: secret }];
		outputOf(await create(holder.simulator, 'oAuth1', items, { parameters: { options } }));
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('may stand inside the callback', async () => {
		const { query, secret } = await prepare();
		outputOf(await create(holder.simulator, 'oAuth1', [{ query: { ...query, secret } }]));
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});

	it('comes without a tag beside the user’s own', async () => {
		const { query, secret } = await prepare();
		outputOf(await create(holder.simulator, 'oAuth1', [{ ...query, secret }]));
		const [request] = holder.simulator.requests({ path: '/instances' });
		expect(request?.body).not.toHaveProperty('tags');
	});

	it('has to be the right one: the provider checks the signature', async () => {
		const { query } = await prepare();
		const result = await create(holder.simulator, 'oAuth1', [
			{ ...query, secret: 'anotherSecret' },
		]);
		expect(wordsOf(result)).toMatch(
			/API secret of your app[^]*custom state.*request token's secret/,
		);
	});
});
