import { describe, expect, test } from '@jest/globals';
import {
	XERO_OAUTH1_APPS,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
} from '../../simulator/seed-providers.mts';
import { call, callAs, decide, location, query, send } from '../support/platform.mts';
import { oauth1Body, oauth2Body, quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const CALLBACK = 'https://www.mycoolapp.com/auth';
const HALF_HOUR = 30 * 60_000;
const [ORGANISATION] = XERO_ORGANISATIONS;

interface Made {
	id: number;
	token: string;
}

async function create(body: unknown): Promise<Made> {
	return (await call(holder.simulator, 'POST', '/instances', { body })).body;
}

async function customers({ token }: Made) {
	return await callAs(holder.simulator, token, 'GET', '/customers?pageSize=1');
}

async function isDisabled({ id }: Made): Promise<boolean> {
	return (await call(holder.simulator, 'GET', `/instances/${id}`)).body.disabled;
}

async function xero(
	kind: 'code' | 'public' | 'partner',
	more: Record<string, string> = {},
): Promise<Made> {
	const app = kind === 'code' ? XERO_OAUTH2_APP : XERO_OAUTH1_APPS[kind];
	const asked = { apiKey: app.key, apiSecret: app.secret, callbackUrl: CALLBACK };
	const pair =
		kind === 'code'
			? undefined
			: (await call(holder.simulator, 'GET', `/elements/xero/oauth/token${query(asked)}`)).body;
	const parameters = pair === undefined ? asked : { ...asked, requestToken: pair.token };
	const { oauthUrl } = (
		await call(holder.simulator, 'GET', `/elements/xero/oauth/url${query(parameters)}`)
	).body;
	const callback = location(await decide(oauthUrl, 'approve', ORGANISATION.tenantId)).searchParams;
	return await create({
		element: { key: 'xero' },
		name: 'Xero',
		providerData: { ...Object.fromEntries(callback), secret: pair?.secret },
		configuration: {
			'oauth.api.key': app.key,
			'oauth.api.secret': app.secret,
			'oauth.callback.url': CALLBACK,
			...more,
		},
	});
}

describe('A disabled instance', () => {
	test('is 403 for resources and ping, but still names its objects', async () => {
		const one = await create(quickBody());
		await call(holder.simulator, 'DELETE', `/instances/${one.id}/enabled`);
		expect((await customers(one)).status).toBe(403);
		expect((await callAs(holder.simulator, one.token, 'GET', '/ping')).status).toBe(403);
		expect((await callAs(holder.simulator, one.token, 'GET', '/objects')).status).toBe(200);
		await call(holder.simulator, 'PUT', `/instances/${one.id}/enabled`);
		expect((await customers(one)).status).toBe(200);
	});
});

describe('A deleted instance', () => {
	test('is 401 for everything its token asks', async () => {
		const one = await create(quickBody());
		await call(holder.simulator, 'DELETE', `/instances/${one.id}`);
		for (const path of ['/customers', '/ping', '/objects']) {
			expect((await callAs(holder.simulator, one.token, 'GET', path)).status).toBe(401);
		}
	});
});

describe('OAuth 2.0 tokens', () => {
	test('are renewed by the platform when they have expired, the element token stays', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		holder.simulator.clock.advance(2 * 3_600_000);
		expect((await customers(one)).status).toBe(200);
		expect(holder.simulator.providerRequests({ path: '/intuit/oauth2/.*' })).toHaveLength(2);
		expect((await customers(one)).status).toBe(200);
		expect(holder.simulator.providerRequests({ path: '/intuit/oauth2/.*' })).toHaveLength(2);
	});

	test('that were revoked cost the instance: 401 in the words of the provider, then disabled', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		holder.simulator.revoke(one.id);
		const first = await customers(one);
		expect([first.status, first.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('invalid_grant'),
		]);
		expect(await isDisabled(one)).toBe(true);
		expect((await customers(one)).status).toBe(403);
	});

	test('that were revoked take a re-provision and an enable', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		holder.simulator.revoke(one.id);
		await customers(one);
		const { providerData } = await oauth2Body(holder.simulator);
		await call(holder.simulator, 'PATCH', `/instances/${one.id}`, { body: { providerData } });
		expect((await customers(one)).status).toBe(403);
		await call(holder.simulator, 'PUT', `/instances/${one.id}/enabled`);
		expect((await customers(one)).status).toBe(200);
	});

	test('are kept when the provider is only down', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		holder.simulator.clock.advance(2 * 3_600_000);
		holder.simulator.fault({ path: '/intuit/oauth2/.*', status: 503, body: 'down' });
		expect((await customers(one)).status).toBe(502);
		expect(await isDisabled(one)).toBe(false);
		expect((await customers(one)).status).toBe(200);
	});
});

describe('OAuth 1.0a tokens of QuickBooks', () => {
	test('are dead when revoked; the instance is not disabled', async () => {
		const one = await create(await oauth1Body(holder.simulator));
		holder.simulator.revoke(one.id);
		const answer = await customers(one);
		expect([answer.status, answer.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('token_rejected'),
		]);
		expect(await isDisabled(one)).toBe(false);
	});

	test('are dead after 180 days, until they are provided anew', async () => {
		const one = await create(await oauth1Body(holder.simulator));
		holder.simulator.clock.advance(180 * 24 * 3_600_000);
		expect((await customers(one)).body.providerMessage).toContain('token_expired');
		await call(holder.simulator, 'PUT', `/instances/${one.id}`, {
			body: await oauth1Body(holder.simulator),
		});
		expect((await customers(one)).status).toBe(200);
	});
});

describe('A Xero organisation', () => {
	test.each([
		['the code flow of a public application', 'code', {}, 401],
		['the code flow of a partner application', 'code', { 'xero.partner': 'true' }, 200],
		['OAuth 2.0 with a tenant', 'code', { 'xero.tenant.id': ORGANISATION.tenantId }, 200],
		['OAuth 1.0a of a public application', 'public', {}, 401],
		['OAuth 1.0a of a partner application', 'partner', { 'xero.partner': 'true' }, 200],
		[
			'OAuth 1.0a of a public application that says partner',
			'public',
			{ 'xero.partner': 'true' },
			401,
		],
		['OAuth 1.0a of a partner application that does not say so', 'partner', {}, 401],
	] as const)(
		'stays connected for half an hour or longer as its app says: %s',
		async (_name, kind, more, status) => {
			const one = await xero(kind, more);
			holder.simulator.clock.advance(HALF_HOUR - 60_000);
			expect((await customers(one)).status).toBe(200);
			holder.simulator.clock.advance(60_000);
			expect((await customers(one)).status).toBe(status);
			const { body } = await call(holder.simulator, 'GET', `/instances/${one.id}`);
			expect([body.valid, body.disabled]).toEqual([true, false]);
		},
	);

	test('has no ping, ids in fields of their own, and pages of a hundred', async () => {
		const one = await xero('code');
		expect((await callAs(holder.simulator, one.token, 'GET', '/ping')).status).toBe(404);
		const { body } = await customers(one);
		expect(body[0]).not.toHaveProperty('id');
		expect(
			(await callAs(holder.simulator, one.token, 'GET', `/customers/${body[0].ContactID}`)).body,
		).toEqual(body[0]);
		const clipped = await callAs(holder.simulator, one.token, 'GET', '/customers?pageSize=200');
		expect(clipped.headers.get('Elements-Error')).toContain('100');
	});
});

describe('The simulator’s controls over HTTP', () => {
	const control = async (path: string, body: unknown) =>
		await send(`${holder.simulator.origin}/_simulator/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	test('revoke and populate', async () => {
		const one = await create(await oauth2Body(holder.simulator));
		await control('populate', { element: 'quickbooks', resource: 'vendors', count: 2 });
		expect((await callAs(holder.simulator, one.token, 'GET', '/vendors')).body).toHaveLength(2);
		await control('revoke', { instanceId: one.id });
		expect((await customers(one)).status).toBe(401);
		expect((await control('revoke', { instanceId: 1 })).status).toBe(500);
	});
});
