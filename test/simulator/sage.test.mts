import { describe, expect, test } from '@jest/globals';
import { SAGE_ONE_APP, SAGE_ONE_US_APP } from '../../simulator/seed-providers.mts';
import { call, decide, location, query } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const CALLBACK = 'https://www.mycoolapp.com/auth';

async function callbackOf(element: string, app: { key: string; secret: string }, choice: string) {
	const asked = query({
		apiKey: app.key,
		apiSecret: app.secret,
		callbackUrl: CALLBACK,
		state: element,
	});
	const { body } = await call(holder.simulator, 'GET', `/elements/${element}/oauth/url${asked}`);
	return location(await decide(body.oauthUrl, 'approve', choice)).searchParams;
}

function body(
	element: string,
	app: { key: string; secret: string },
	code: string | null,
	own: Record<string, string>,
) {
	const configuration = {
		'oauth.api.key': app.key,
		'oauth.api.secret': app.secret,
		'oauth.callback.url': CALLBACK,
		...own,
	};
	return {
		element: { key: element },
		providerData: { code },
		configuration,
		name: 'Sage',
		tags: ['t'],
	};
}

async function create(asked: unknown) {
	return await call(holder.simulator, 'POST', '/instances', { body: asked });
}

describe('Sage One US', () => {
	async function asked(signature: string) {
		const callback = await callbackOf('sageoneus', SAGE_ONE_US_APP, 'US');
		return body('sageoneus', SAGE_ONE_US_APP, callback.get('code'), { signature });
	}

	test('answers with code and state', async () => {
		const callback = await callbackOf('sageoneus', SAGE_ONE_US_APP, 'US');
		expect([...callback.keys()]).toEqual(['code', 'state']);
		expect(callback.get('state')).toBe('sageoneus');
	});

	test('makes an instance from the body of the guide', async () => {
		const answer = await create(await asked(SAGE_ONE_US_APP.signature));
		expect([answer.status, answer.body.element.hub]).toEqual([200, 'sage']);
		expect(JSON.stringify(answer.body)).not.toContain('salesforce');
	});

	test('refuses a wrong signature in the words of Sage, and wants one', async () => {
		const wrong = await create(await asked('wrong'));
		expect([wrong.status, wrong.body.providerMessage]).toEqual([
			401,
			expect.stringContaining('SignatureInvalid'),
		]);
		const none = await create(await asked(''));
		expect([none.status, none.body.message]).toEqual([400, expect.stringMatching(/: signature$/)]);
	});

	test('is not listed, yet found by key', async () => {
		expect((await call(holder.simulator, 'GET', '/elements/keys')).body).not.toContain('sageoneus');
		expect((await call(holder.simulator, 'GET', '/elements/sageoneus')).body.active).toBe(true);
	});
});

describe('Sage Accounting', () => {
	const right = {
		'signature.secret': SAGE_ONE_APP.signatureSecret,
		'apim.subscription.key': SAGE_ONE_APP.subscriptionKey,
	};

	test('answers with code, state and country, and makes an instance from them', async () => {
		const callback = await callbackOf('sageone', SAGE_ONE_APP, 'GB');
		expect([...callback.keys()]).toEqual(['code', 'state', 'country']);
		const answer = await create(
			body('sageone', SAGE_ONE_APP, callback.get('code'), { ...right, country: 'GB' }),
		);
		expect(answer.status).toBe(200);
	});

	test.each([
		['the signing secret', { 'signature.secret': 'wrong' }, 401, 'SignatureInvalid'],
		['the subscription key', { 'apim.subscription.key': 'wrong' }, 401, 'SubscriptionInvalid'],
		['the country', { country: 'DE' }, 400, 'GB'],
	])('refuses a wrong value of %s', async (_name, wrong, status, words) => {
		const callback = await callbackOf('sageone', SAGE_ONE_APP, 'GB');
		const own = { ...right, country: 'GB', ...(wrong as Record<string, string>) };
		const answer = await create(body('sageone', SAGE_ONE_APP, callback.get('code'), own));
		expect([answer.status, answer.body.providerMessage]).toEqual([
			status,
			expect.stringContaining(words),
		]);
	});

	test('names its three own entries when they are missing', async () => {
		const callback = await callbackOf('sageone', SAGE_ONE_APP, 'GB');
		const answer = await create(body('sageone', SAGE_ONE_APP, callback.get('code'), {}));
		expect(answer.body.message).toMatch(/: signature\.secret, apim\.subscription\.key, country$/);
	});
});
