import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH2_TOKENS, INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import type { FaultRule } from '../../simulator/index.mts';
import { runNode, type RunResult } from './engine.mts';
import { approve, create, decide, makeLink, queryOf, secretIn } from './flow.mts';
import { appOf, quickbooksCredentials, REALM, useSimulator } from './quickbooks.mts';
import type { Authentication } from './quickbooks.mts';
import { visitTrigger } from './webhook.mts';

const holder = useSimulator();
const both: Authentication[] = ['oAuth1', 'oAuth2'];
const POST = { method: 'POST', path: '/instances' };

const own = (authentication: Authentication) => {
	const { userSecret, organizationSecret } = holder.simulator.accounts.main;
	return { userSecret, organizationSecret, apiSecret: appOf(authentication).secret };
};

/** Nothing that n8n stores about the execution holds any of these, as it is or URL-encoded. */
function expectNone({ stored }: { stored: string }, secrets: Record<string, string>): void {
	const found = Object.entries(secrets).filter(([, secret]) => {
		if (secret.length < 6) throw new Error('too short to look for');
		return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].some((text) =>
			stored.includes(text),
		);
	});
	expect(found.map(([name]) => name)).toEqual([]);
}

/** Answers and faults that a call may meet, among them ones that repeat what they were sent. */
const failures = (echo: string): Array<[string, Partial<FaultRule>]> => [
	['a refusal that repeats the secrets', { status: 400, body: { message: echo } }],
	[
		'a refusal of the provider that repeats them',
		{ status: 401, body: { message: 'Unauthorized', providerMessage: `Bad ${echo}` } },
	],
	['missing configuration', { status: 400, body: { message: `missing: a.b ${echo}` } }],
	['a fault', { status: 500, body: { message: echo } }],
	['a fault in words', { status: 500, body: echo }],
	[
		'a redirect',
		{ status: 302, headers: { location: `https://a.example/${encodeURIComponent(echo)}` } },
	],
	['a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${echo}` }],
	['no answer', { drop: true, times: 1 }],
	['a lost answer', { loseAnswer: true }],
	['an empty answer', { status: 200, body: '' }],
];

describe.each(both)('Get OAuth URL with %s', (authentication) => {
	const run = async (parameters = {}) =>
		await runNode({
			type: 'getOAuthUrl',
			credentials: quickbooksCredentials(holder.simulator, authentication),
			parameters,
		});

	it('stores no secret of account, app or request token', async () => {
		const result = await run({ context: 'cus_42' });
		const state = result.outputs[0]?.[0]?.json.state as string;
		const secrets: Record<string, string> = own(authentication);
		if (authentication === 'oAuth1') {
			secrets.requestToken = secretIn(holder.simulator, { state } as never);
		}
		expectNone(result, secrets);
	});

	it('with a custom state stores that of the request token only, for the user to keep', async () => {
		expectNone(await run({ options: { customState: 'quickbooks' } }), own(authentication));
	});

	it('stores none when it fails, whatever the platform says', async () => {
		const secrets = own(authentication);
		for (const [name, fault] of failures(Object.values(secrets).join(' '))) {
			for (const helper of ['url', ...(authentication === 'oAuth1' ? ['token'] : [])]) {
				holder.simulator.reset();
				holder.simulator.fault({ ...fault, path: `.*/oauth/${helper}` });
				const result = await run();
				if (fault.drop !== true && fault.loseAnswer !== true) {
					expect([name, result.error !== undefined]).toEqual([name, true]);
				}
				expectNone(result, secrets);
			}
		}
	});
});

describe.each(both)('Create Instance with %s', (authentication) => {
	it('stores none, neither in the trigger’s execution nor in its own', async () => {
		const { link, item } = await approve(holder.simulator, authentication);
		const result = await create(holder.simulator, authentication, [item]);
		const secrets: Record<string, string> = own(authentication);
		if (authentication === 'oAuth1') secrets.requestToken = secretIn(holder.simulator, link);
		expectNone(result, secrets);
		expectNone({ stored: JSON.stringify(item) }, secrets);
	});

	it('masks what it puts out: tokens of the customer and the approval', async () => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const { code, oauth_verifier: verifier } = queryOf(callbackUrl);
		const result = await create(holder.simulator, authentication, [queryOf(callbackUrl)]);
		const output = JSON.stringify(result.outputs);
		expect(output).not.toContain(authentication === 'oAuth1' ? verifier : code);
		expect(output).not.toMatch(authentication === 'oAuth1' ? /lvprd/ : /eyJ\w{20}/);
	});

	it('stores none when it fails, whatever the platform says', async () => {
		const approval = await approve(holder.simulator, authentication);
		const { callbackUrl, link, item } = approval;
		const { code, oauth_verifier: verifier, oauth_token: token } = queryOf(callbackUrl);
		const secrets: Record<string, string> = own(authentication);
		const spent: Record<string, string> = { state: link.state };
		if (authentication === 'oAuth1') Object.assign(spent, { verifier, token });
		else Object.assign(spent, { code });
		if (authentication === 'oAuth1') secrets.requestToken = secretIn(holder.simulator, link);
		const echo = Object.values({ ...secrets, ...spent }).join(' ');
		for (const [, fault] of failures(echo)) {
			if (fault.drop === true || fault.status === 500) continue;
			holder.simulator.fault({ ...POST, ...fault });
			const result = await create(holder.simulator, authentication, [item]);
			expectNone(result, secrets);
			const words = `${result.error?.message} ${result.error?.description} ${JSON.stringify(result.error?.context)}`;
			expectNone({ stored: words }, spent);
		}
	});

	it('stores none when it refuses the callback', async () => {
		const { link, item } = await approve(holder.simulator, authentication);
		const secrets: Record<string, string> = own(authentication);
		if (authentication === 'oAuth1') secrets.requestToken = secretIn(holder.simulator, link);
		const refused = [
			{ ...item, providerData: {} },
			{ ...item, providerData: { error: 'access_denied' } },
			{ ...item, state: `${link.state}A` },
			{ ...item, receivedAt: '2099-01-01T00:00:00Z' },
		];
		for (const callback of refused) {
			const result = await create(holder.simulator, authentication, [callback]);
			expect(result.error).toBeDefined();
			expectNone(result, secrets);
		}
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'stores none in error items either (%s)',
		async (onError) => {
			const { callbackUrl } = await approve(holder.simulator, authentication);
			const secrets = own(authentication);
			const message = Object.values(secrets).join(' ');
			holder.simulator.fault({ ...POST, status: 400, body: { message } });
			const items = [{ ...queryOf(callbackUrl), state: 'mine', secret: 'kept-by-the-user' }];
			expectNone(await create(holder.simulator, authentication, items, { onError }), secrets);
		},
	);
});

describe('Quick Provision QBO', () => {
	const user = INTUIT_USER_TOKENS[0] as { token: string; secret: string };
	const bearer = INTUIT_OAUTH2_TOKENS[0] as { accessToken: string; refreshToken: string };
	const run = async (authentication: Authentication): Promise<RunResult> =>
		await runNode({
			type: 'quickProvisionQbo',
			credentials: quickbooksCredentials(holder.simulator, authentication),
			items: [{ realm: REALM }],
			parameters: {
				authentication,
				realmId: '={{ $json.realm }}',
				...(authentication === 'oAuth1'
					? { userToken: user.token, userTokenSecret: user.secret }
					: { accessToken: bearer.accessToken, refreshToken: bearer.refreshToken }),
			},
		});
	const tokens = (authentication: Authentication): Record<string, string> =>
		authentication === 'oAuth1'
			? { token: user.token, secret: user.secret }
			: { accessToken: bearer.accessToken, refreshToken: bearer.refreshToken };

	it.each(both)(
		'stores no secret, and puts out no token of the customer (%s)',
		async (authentication) => {
			const result = await run(authentication);
			expect(result.error).toBeUndefined();
			expectNone(result, own(authentication));
			expectNone({ stored: JSON.stringify(result.outputs) }, tokens(authentication));
		},
	);

	it.each(both)(
		'stores none when it fails, whatever the platform says (%s)',
		async (authentication) => {
			const secrets = own(authentication);
			const echo = Object.values({ ...secrets, ...tokens(authentication) }).join(' ');
			for (const [, fault] of failures(echo)) {
				holder.simulator.fault({ ...POST, ...fault });
				const result = await run(authentication);
				expectNone(result, secrets);
				const words = `${result.error?.message} ${result.error?.description} ${JSON.stringify(result.error?.context)}`;
				expectNone({ stored: words }, tokens(authentication));
			}
		},
	);
});

describe('The trigger', () => {
	it('writes no secret to the log, the page or the execution', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const credentials = quickbooksCredentials(holder.simulator, 'oAuth1');
		const callback = await decide(link.oauthUrl);
		for (const address of [callback, callback.replace('oauth_token=', 'oauth_token=x')]) {
			const visit = await visitTrigger(address, credentials);
			const secrets = { ...own('oAuth1'), requestToken: secretIn(holder.simulator, link) };
			expectNone({ stored: JSON.stringify(visit) }, secrets);
		}
	});
});
