import { describe, expect, it } from '@jest/globals';
import {
	CALLBACK_URL,
	appOf,
	credentialsOf,
	type Authentication,
} from '../../support/credentials.mts';
import {
	hintsOf,
	outputOf,
	runNode,
	wordsOf,
	type RunOptions,
} from '../../support/engine/run-node.mts';
import { makeLink } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const run = async (
	authentication: Authentication,
	{ app, ...options }: Partial<RunOptions> & { app?: object } = {},
) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentialsOf(holder.simulator, authentication, { app }),
		...options,
	});
const requests = () => holder.simulator.requests();

describe('A link for OAuth 2.0', () => {
	it('is made as the documentation writes it, without a request token', async () => {
		const [link] = outputOf(await run('oAuth2'));
		const { key: apiKey, secret: apiSecret } = appOf('oAuth2');
		expect(requests()).toHaveLength(1);
		expect(requests()[0]).toMatchObject({
			method: 'GET',
			path: '/elements/api-v2/elements/quickbooks/oauth/url',
		});
		expect(requests()[0]?.query).toEqual({
			apiKey,
			apiSecret,
			callbackUrl: CALLBACK_URL,
			scope: 'com.intuit.quickbooks.accounting',
			'authentication.type': 'oauth2',
			state: link?.state,
		});
	});
});

describe.each<Authentication>(['oAuth1', 'oAuth2'])(
	'The output of Get OAuth URL for %s',
	(authentication) => {
		it('is what the contract says', async () => {
			const before = Date.now();
			const [link] = outputOf(
				await run(authentication, { parameters: { context: '{ "customerId": "cus_42" }' } }),
			);
			const { reauthorizeBy, ...contract } = link ?? {};
			expect(Object.keys(contract).sort()).toEqual(
				['callbackUrl', 'context', 'element', 'expiresAt', 'oauthUrl', 'state'].sort(),
			);
			expect(link).toMatchObject({
				element: 'quickbooks',
				callbackUrl: CALLBACK_URL,
				context: { customerId: 'cus_42' },
			});
			const issuedAt = Date.parse(link?.expiresAt as string) - 60 * 60_000;
			// Five years, which Intuit gives a consent of OAuth 2.0.
			const end = new Date(issuedAt + 1825 * 86_400_000).toISOString();
			expect(reauthorizeBy).toBe(authentication === 'oAuth2' ? end : undefined);
			// In whole seconds, as in the state.
			expect(issuedAt).toBeGreaterThan(before - 1000);
			expect(issuedAt).toBeLessThanOrEqual(Date.now());
		});

		it('holds a state short enough for every browser and provider', async () => {
			const { state } = await makeLink(holder.simulator, authentication, { context: 'cus_42' });
			expect(state.length).toBeLessThan(210);
		});

		it('warns of a state that is longer than some providers carry', async () => {
			const context = { note: 'Wände, Böden, Türen '.repeat(18) };
			const result = await run(authentication, {
				parameters: { context: JSON.stringify(context) },
			});
			const [link] = outputOf(result);
			expect((link?.state as string).length).toBeGreaterThan(500);
			expect(hintsOf(result).join()).toMatch(/more than 500 characters[^]*shorten Context/);
		});

		it('with a custom state has no end, and the request token only where there is one', async () => {
			const { state, expiresAt, requestToken } = await makeLink(holder.simulator, authentication, {
				options: { customState: 'my-state' },
			});
			expect({ state, expiresAt }).toEqual({ state: 'my-state', expiresAt: null });
			expect(requestToken).toEqual(
				authentication === 'oAuth1'
					? { token: expect.any(String), secret: expect.any(String) }
					: undefined,
			);
		});
	},
);

describe('The context of a link', () => {
	it.each([
		['stays behind with a custom state, and the user is told', { customState: 'mine' }, 1],
		['travels with a sealed state', {}, 0],
	])('%s', async (_, options, hints) => {
		const result = await run('oAuth2', { parameters: { context: 'cus_42', options } });
		expect(hintsOf(result)).toHaveLength(hints);
	});
});

it('A context with a number that has been rounded is refused before anything is sent', async () => {
	const context = '={{ {customer: 9130350604308577} }}';
	expect(wordsOf(await run('oAuth2', { parameters: { context } }))).toMatch(
		/context → customer is too long for a number/,
	);
	expect(requests()).toEqual([]);
});

describe('Parameters of Get OAuth URL', () => {
	it('may differ from item to item', async () => {
		const items = [
			{ customer: 'cus_1', minutes: 5, scope: 'openid' },
			{ customer: { id: 2 }, minutes: 10, scope: 'profile' },
		];
		const links = outputOf(
			await run('oAuth2', {
				items,
				parameters: {
					callbackUrl: '=https://n8n.example.com/webhook/{{ $itemIndex }}',
					context: '={{ $json.customer }}',
					expiresInMinutes: '={{ $json.minutes }}',
					options: { scope: '={{ $json.scope }}' },
				},
			}),
		);
		expect(links.map(({ context }) => context)).toEqual(['cus_1', { id: 2 }]);
		const sent = links.map(({ state }) => requests().find(({ query }) => query.state === state));
		expect(sent.map((request) => request?.query.scope)).toEqual(['openid', 'profile']);
		expect(sent.map((request) => request?.query.callbackUrl)).toEqual([
			'https://n8n.example.com/webhook/0',
			'https://n8n.example.com/webhook/1',
		]);
		const [first, second] = links.map(({ expiresAt }) => Date.parse(expiresAt as string));
		expect(Math.round(((second as number) - (first as number)) / 60_000)).toBe(5);
	});

	it('of the app credential are the default: scope', async () => {
		outputOf(await run('oAuth2', { app: { scope: 'openid email' } }));
		expect(requests()[0]?.query.scope).toBe('openid email');
	});

	it('can send the secrets in the body of a POST', async () => {
		const [link] = outputOf(
			await run('oAuth2', { parameters: { options: { sendSecretsInBody: true } } }),
		);
		const { key: apiKey, secret: apiSecret } = appOf('oAuth2');
		expect(requests()).toHaveLength(1);
		expect(requests()[0]).toMatchObject({ method: 'POST', query: {} });
		expect(requests()[0]?.body).toEqual({
			apiKey,
			apiSecret,
			callbackUrl: CALLBACK_URL,
			scope: 'com.intuit.quickbooks.accounting',
			'authentication.type': 'oauth2',
			state: link?.state,
		});
	});

	it.each([404, 405])('name the option when the host has no such POST (%i)', async (status) => {
		holder.simulator.fault({ path: '.*/oauth/url', status, body: { message: 'Not supported' } });
		const words = wordsOf(
			await run('oAuth2', { parameters: { options: { sendSecretsInBody: true } } }),
		);
		expect(words).toContain('Send Secrets in Body');
	});

	it('without a value are as good as not given', async () => {
		const [link] = outputOf(
			await run('oAuth2', { parameters: { context: '={{ $json.nothing }}', callbackUrl: '' } }),
		);
		expect(link).toMatchObject({ context: {}, callbackUrl: CALLBACK_URL });
	});
});
