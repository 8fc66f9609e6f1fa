import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH2_TOKENS, INTUIT_USER_TOKENS } from '../../../simulator/seed.mts';
import type { FaultRule } from '../../../simulator/index.mts';
import { REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { appOf, credentialsOf, type Authentication } from '../../support/credentials.mts';
import { visitTrigger } from '../../support/engine/callback-visit.mts';
import { outputOf, runNode, type RunResult } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { approve, create, makeLink, queryOf, secretIn } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
useFakeTime();
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
const failures: Array<[string, (echo: string) => Partial<FaultRule>]> = [
	['a refusal that repeats the secrets', (echo) => ({ status: 400, body: { message: echo } })],
	[
		'a refusal of the provider that repeats them',
		(echo) => ({
			status: 401,
			body: { message: 'Unauthorized', providerMessage: `Bad ${echo}` },
		}),
	],
	['missing configuration', (echo) => ({ status: 400, body: { message: `missing: a.b ${echo}` } })],
	['a fault', (echo) => ({ status: 500, body: { message: echo } })],
	['a fault in words', (echo) => ({ status: 500, body: echo })],
	['an overload', (echo) => ({ status: 503, body: { message: echo }, times: 5 })],
	[
		'a redirect',
		(echo) => ({
			status: 302,
			headers: { location: `https://a.example/${encodeURIComponent(echo)}` },
		}),
	],
	[
		'a web page',
		(echo) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${echo}` }),
	],
	['no answer', () => ({ drop: true })],
	['a lost answer', () => ({ loseAnswer: true })],
	['an empty answer', () => ({ status: 200, body: '' })],
];

/** Puts a failure in the way of a node, and sees to it that it is met and ends as it should. */
async function meet(
	rule: FaultRule,
	run: () => Promise<RunResult>,
	end: 'error' | 'success',
): Promise<RunResult> {
	holder.simulator.fault(rule);
	const result = await run();
	expect(holder.simulator.requests(rule)).not.toEqual([]);
	expect(result.error ? 'error' : 'success').toBe(end);
	return result;
}

/** All that a user may read of an error: in the editor, in an error item, in an error workflow. */
const wordsIn = ({ error }: RunResult) =>
	JSON.stringify([error?.message, error?.description, error?.context]);

describe.each(both)('Get OAuth URL with %s', (authentication) => {
	const run = async (parameters = {}) =>
		await runNode({
			type: 'getOAuthUrl',
			credentials: credentialsOf(holder.simulator, authentication),
			parameters,
		});

	it('stores no secret of account, app or request token', async () => {
		const result = await run({ context: 'cus_42' });
		const state = outputOf(result)[0]?.state as string;
		const secrets: Record<string, string> = own(authentication);
		if (authentication === 'oAuth1') {
			secrets.requestToken = secretIn(holder.simulator, { state } as never);
		}
		expectNone(result, secrets);
	});

	it('with a custom state stores that of the request token only, for the user to keep', async () => {
		const result = await run({ options: { customState: 'quickbooks' } });
		expect(outputOf(result)).toHaveLength(1);
		expectNone(result, own(authentication));
	});

	const helpers = authentication === 'oAuth1' ? ['token', 'url'] : ['url'];
	describe.each(helpers)('stores no secret when oauth/%s meets', (helper) => {
		it.each(failures)('%s', async (name, faultOf) => {
			const secrets = own(authentication);
			const fault = faultOf(Object.values(secrets).join(' '));
			// Asking again does no harm.
			const end = ['no answer', 'a lost answer'].includes(name) ? 'success' : 'error';
			expectNone(await meet({ ...fault, path: `.*/oauth/${helper}` }, run, end), secrets);
		});
	});
});

describe.each(both)('Create Instance with %s', (authentication) => {
	it('stores no secret, neither in the trigger’s execution nor in its own', async () => {
		const { link, item } = await approve(holder.simulator, authentication);
		const result = await create(holder.simulator, authentication, [item]);
		expect(outputOf(result)).toHaveLength(1);
		const secrets: Record<string, string> = own(authentication);
		if (authentication === 'oAuth1') secrets.requestToken = secretIn(holder.simulator, link);
		expectNone(result, secrets);
		expectNone({ stored: JSON.stringify(item) }, secrets);
	});

	it('masks what it puts out: tokens of the customer and the approval', async () => {
		const { callbackUrl } = await approve(holder.simulator, authentication);
		const { code, oauth_verifier: verifier } = queryOf(callbackUrl);
		const result = await create(holder.simulator, authentication, [queryOf(callbackUrl)]);
		expect(outputOf(result)).toHaveLength(1);
		const output = JSON.stringify(result.outputs);
		expect(output).not.toContain(authentication === 'oAuth1' ? verifier : code);
		expect(output).not.toMatch(authentication === 'oAuth1' ? /lvprd/ : /eyJ\w{20}/);
	});

	describe('stores no secret when POST /instances meets', () => {
		it.each(failures)('%s', async (name, faultOf) => {
			const { callbackUrl, link, item } = await approve(holder.simulator, authentication);
			const { code, oauth_verifier: verifier, oauth_token: token } = queryOf(callbackUrl);
			const secrets: Record<string, string> = own(authentication);
			const spent: Record<string, string> = { state: link.state };
			if (authentication === 'oAuth1') Object.assign(spent, { verifier, token });
			else Object.assign(spent, { code });
			if (authentication === 'oAuth1') secrets.requestToken = secretIn(holder.simulator, link);
			const fault = faultOf(Object.values({ ...secrets, ...spent }).join(' '));
			const result = await meet(
				{ ...fault, ...POST, times: 9 },
				async () => await create(holder.simulator, authentication, [item]),
				// What it made is found.
				name === 'a lost answer' ? 'success' : 'error',
			);
			expectNone(result, secrets);
			expectNone({ stored: wordsIn(result) }, spent);
		});
	});

	it('stores no secret when it refuses the callback', async () => {
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
		'stores no secret in error items either (%s)',
		async (onError) => {
			const { callbackUrl } = await approve(holder.simulator, authentication);
			const secrets = own(authentication);
			const message = Object.values(secrets).join(' ');
			holder.simulator.fault({ ...POST, status: 400, body: { message } });
			const items = [{ ...queryOf(callbackUrl), state: 'mine', secret: 'kept-by-the-user' }];
			const result = await create(holder.simulator, authentication, items, { onError });
			expect(result.outputs.flat().map(({ json }) => json)).toMatchObject([
				{ error: expect.any(String), details: { statusCode: 400 } },
			]);
			expectNone(result, secrets);
		},
	);
});

describe('Quick Provision QBO', () => {
	const user = INTUIT_USER_TOKENS[0] as { token: string; secret: string };
	const bearer = INTUIT_OAUTH2_TOKENS[0] as { accessToken: string; refreshToken: string };
	const run = async (authentication: Authentication): Promise<RunResult> =>
		await runNode({
			type: 'quickProvisionQbo',
			credentials: credentialsOf(holder.simulator, authentication),
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

	describe.each(both)('with %s stores no secret when POST /instances meets', (authentication) => {
		it.each(failures)('%s', async (name, faultOf) => {
			const secrets = own(authentication);
			const fault = faultOf(Object.values({ ...secrets, ...tokens(authentication) }).join(' '));
			const result = await meet(
				{ ...fault, ...POST },
				async () => await run(authentication),
				// What it made is found.
				name === 'a lost answer' ? 'success' : 'error',
			);
			expectNone(result, secrets);
			expectNone({ stored: wordsIn(result) }, tokens(authentication));
		});
	});
});

describe('The trigger', () => {
	it('writes no secret to the log, the page or the execution', async () => {
		const link = await makeLink(holder.simulator, 'oAuth1');
		const credentials = credentialsOf(holder.simulator, 'oAuth1');
		const callback = await answerConsent(link.oauthUrl);
		const visits = [
			{ address: callback, status: 200, executed: 1, logged: 0 },
			{
				address: callback.replace('oauth_token=', 'oauth_token=x'),
				status: 400,
				executed: 0,
				logged: 1,
			},
		];
		for (const { address, status, executed, logged } of visits) {
			const visit = await visitTrigger(address, credentials);
			expect(visit.status).toBe(status);
			expect(visit.outputs?.[0] ?? []).toHaveLength(executed);
			expect(visit.log).toHaveLength(logged);
			const secrets = { ...own('oAuth1'), requestToken: secretIn(holder.simulator, link) };
			expectNone({ stored: JSON.stringify(visit) }, secrets);
		}
	});
});
