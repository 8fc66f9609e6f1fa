import { describe, expect, test } from '@jest/globals';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_BUSINESSES,
	FRESHBOOKSV2_APP,
} from '../../simulator/seed-providers.mts';
import { call, callAs, decide, location, query, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const CALLBACK = 'https://www.mycoolapp.com/auth';
const SITE = 'targetcompany';
const app = { apiKey: FRESHBOOKS_APP.key, apiSecret: FRESHBOOKS_APP.secret, callbackUrl: CALLBACK };

async function create(body: unknown) {
	return await call(holder.simulator, 'POST', '/instances', { body });
}

async function link(site = SITE) {
	const { body: pair } = await call(
		holder.simulator,
		'GET',
		`/elements/freshbooks/oauth/token${query({ ...app, siteAddress: site })}`,
	);
	const asked = query({ ...app, siteAddress: site, requestToken: pair.token });
	const { body } = await call(holder.simulator, 'GET', `/elements/freshbooks/oauth/url${asked}`);
	return { ...pair, oauthUrl: body.oauthUrl } as {
		token: string;
		secret: string;
		oauthUrl: string;
	};
}

async function approvedBody(site = SITE) {
	const { oauthUrl, secret } = await link(site);
	const callback = location(await decide(oauthUrl, 'approve', site)).searchParams;
	return {
		element: { key: 'freshbooks' },
		providerData: {
			oauth_token: callback.get('oauth_token'),
			oauth_verifier: callback.get('oauth_verifier'),
			secret,
		},
		configuration: {
			'oauth.api.key': app.apiKey,
			'oauth.api.secret': app.apiSecret,
			'freshbooks.site.address': site,
		} as Record<string, unknown>,
		tags: ['t'],
		name: 'FreshBooks of a customer',
	};
}

describe('FreshBooks', () => {
	test.each(['token', 'url'])('wants siteAddress for oauth/%s', async (helper) => {
		const answer = await call(
			holder.simulator,
			'GET',
			`/elements/freshbooks/oauth/${helper}${query(app)}`,
		);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('siteAddress'),
		]);
	});

	test('leads to the consent page of the site, token or none', async () => {
		const url = new URL((await link()).oauthUrl);
		expect(url.pathname).toBe(`/freshbooks/${SITE}/oauth/oauth_authorize.php`);
		expect(url.searchParams.get('oauth_callback')).toBe(`${CALLBACK}?state=freshbooks`);
		const { body } = await call(
			holder.simulator,
			'GET',
			`/elements/freshbooks/oauth/url${query({ ...app, siteAddress: SITE })}`,
		);
		expect(body.oauthUrl).toContain('oauth_token=null');
	});

	test('says that there is no such site', async () => {
		const answer = await call(
			holder.simulator,
			'GET',
			`/elements/freshbooks/oauth/token${query({ ...app, siteAddress: 'nobody' })}`,
		);
		expect([answer.status, answer.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('no such site'),
		]);
	});

	test('answers an approval with token and verifier and nothing of a company', async () => {
		const { oauthUrl, token } = await link();
		expect((await send(oauthUrl)).text).toContain('targetcompany.freshbooks.com');
		expect([...location(await decide(oauthUrl, 'approve', SITE)).searchParams]).toEqual([
			['state', 'freshbooks'],
			['oauth_token', token],
			['oauth_verifier', expect.any(String)],
		]);
	});

	test('does not open the page of one site for a token of another', async () => {
		const { oauthUrl } = await link();
		const answer = await decide(oauthUrl.replace(SITE, 'harborlane'), 'approve', 'harborlane');
		expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('token_rejected')]);
	});

	test('makes an instance from the body of the guide, and shows the address under another key', async () => {
		const { status, body } = await create(await approvedBody());
		expect(status).toBe(200);
		expect(body.configuration).toMatchObject({
			'freshbooks.site.address': SITE,
			'site.address': SITE,
			'base.url': 'https://{site.address}/api/2.1',
			'pagination.max': '100',
			'oauth.api.key': '********',
		});
		expect(body.element.typeOauth).toBe(false);
	});

	test('refuses the site address of another customer', async () => {
		const asked = await approvedBody();
		asked.configuration['freshbooks.site.address'] = 'harborlane';
		const answer = await create(asked);
		expect([answer.status, answer.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('token_rejected'),
		]);
	});

	test('wants the site address, and a callback URL that is sent has to be the one of step 1', async () => {
		const asked = await approvedBody();
		delete asked.configuration['freshbooks.site.address'];
		expect((await create(asked)).body.message).toMatch(/: freshbooks\.site\.address$/);
		asked.configuration['freshbooks.site.address'] = SITE;
		asked.configuration['oauth.callback.url'] = `${CALLBACK}/`;
		expect((await create(asked)).status).toBe(400);
		asked.configuration['oauth.callback.url'] = CALLBACK;
		expect((await create(asked)).status).toBe(200);
	});

	test('does not take a request token of another element', async () => {
		const asked = await approvedBody();
		const other = { ...asked, element: { key: 'twitter' } };
		const configuration = { ...asked.configuration, 'oauth.callback.url': CALLBACK };
		expect((await create({ ...other, configuration })).body.message).toContain(
			'element freshbooks',
		);
	});
});

describe('FreshBooks, the newer API', () => {
	async function codeBody(business: string) {
		const asked = query({
			apiKey: FRESHBOOKSV2_APP.key,
			apiSecret: FRESHBOOKSV2_APP.secret,
			callbackUrl: CALLBACK,
		});
		const { body } = await call(
			holder.simulator,
			'GET',
			`/elements/freshbooksv2/oauth/url${asked}`,
		);
		const callback = location(
			await decide(body.oauthUrl, 'approve', FRESHBOOKS_BUSINESSES[0]),
		).searchParams;
		return {
			element: { key: 'freshbooksv2' },
			providerData: Object.fromEntries(callback),
			configuration: {
				'oauth.api.key': FRESHBOOKSV2_APP.key,
				'oauth.api.secret': FRESHBOOKSV2_APP.secret,
				'oauth.callback.url': CALLBACK,
				'business.name': business,
			},
			name: 'FreshBooks',
		};
	}

	test('makes an instance from a code for the business that was shared', async () => {
		expect((await create(await codeBody(FRESHBOOKS_BUSINESSES[0]))).status).toBe(200);
	});

	test('refuses another business, and wants its name', async () => {
		const answer = await create(await codeBody('Somebody Else'));
		expect([answer.status, answer.body.providerMessage]).toEqual([
			400,
			expect.stringContaining('Somebody Else'),
		]);
		expect((await create(await codeBody(''))).body.message).toMatch(/: business\.name$/);
	});

	test('does not use OAuth 1.0a', async () => {
		const asked = query({ apiKey: 'a', apiSecret: 'b', callbackUrl: CALLBACK });
		const answer = await call(
			holder.simulator,
			'GET',
			`/elements/freshbooksv2/oauth/token${asked}`,
		);
		expect([answer.status, answer.body.message]).toEqual([
			400,
			expect.stringContaining('OAuth 1.0a'),
		]);
	});
});

test('FreshBooks has its resources, and reads its own filter as a time', async () => {
	const { body: instance } = await create(await approvedBody());
	const get = async (path: string) => await callAs(holder.simulator, instance.token, 'GET', path);
	const ids = {
		customers: 'client_id',
		invoices: 'invoice_id',
		items: 'item_id',
		payments: 'payment_id',
		taxes: 'tax_id',
		vendors: 'contractor_id',
	};
	expect((await get('/objects')).body).toEqual(Object.keys(ids));
	for (const [name, id] of Object.entries(ids)) {
		expect((await get(`/${name}?pageSize=1`)).body[0]).toHaveProperty(id);
	}
	const since = query({ where: "updated_from='2024-01-03'" });
	const found = (await get(`/invoices${since}`)).body.map(
		({ updated }: { updated: string }) => updated,
	);
	expect(found[0]).toBe('2024-01-03 00:00:00');
	expect(found).toHaveLength(9);
});
