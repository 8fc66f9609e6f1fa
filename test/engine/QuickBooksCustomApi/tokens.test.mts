import { describe, expect, it } from '@jest/globals';
import { REALM } from '../../support/companies.mts';
import type { TestCredentials } from '../../support/engine/host.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import {
	bookRequests,
	customApiCredential,
	tokensIn,
} from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

useFakeTime();
const holder = useSimulator();

const HOUR = 3_600_000;
const TOKEN_ENDPOINT = '/intuit/oauth2/v1/tokens/bearer';
const renewals = () => holder.simulator.providerRequests({ path: TOKEN_ENDPOINT });
const items = Array.from({ length: 20 }, (_, index) => ({ id: String(index + 1) }));

const GET = {
	resource: 'record',
	operation: 'get',
	recordType: 'Customer',
	recordId: '={{ $json.id }}',
};

const CREATE = {
	resource: 'record',
	operation: 'create',
	recordType: 'Customer',
	fields: '{ "DisplayName": "Mill" }',
};

const get = async (credentials: TestCredentials, more: object = {}) =>
	await runNode({
		type: 'quickBooksCustomApi',
		credentials,
		parameters: GET,
		items,
		...more,
	});

describe('QuickBooks: Custom API, with its tokens,', () => {
	it('renews an expired token once for all items, and keeps the new ones', async () => {
		const credentials = customApiCredential(holder.simulator);
		const before = tokensIn(credentials);
		// After a day Intuit hands out another refresh token with the access token.
		holder.simulator.clock.advance(25 * HOUR);
		const result = await get(credentials);
		expect(outputOf(result).map(({ Id }) => Id)).toEqual(items.map(({ id }) => id));
		expect(renewals()).toHaveLength(1);
		expect(renewals()[0]?.headers.authorization).toMatch(/^Basic /);
		const after = tokensIn(credentials);
		expect(after.access_token).not.toBe(before.access_token);
		expect(after.refresh_token).not.toBe(before.refresh_token);
		expect(after.callbackQueryString).toEqual({ realmId: REALM });
	});

	it('survives a token that Intuit ends in the middle of a run', async () => {
		holder.simulator.fault({ path: /\/v3\/company\//, after: 10, status: 401, body: {} });
		const result = await get(customApiCredential(holder.simulator), {
			parameters: { ...GET, options: { parallelRequests: 1 } },
		});
		expect(outputOf(result).map(({ Id }) => Id)).toEqual(items.map(({ id }) => id));
		expect(bookRequests(holder.simulator).map(({ status }) => status)).toEqual([
			...Array<number>(10).fill(200),
			401,
			...Array<number>(10).fill(200),
		]);
		expect(renewals()).toHaveLength(1);
	});

	it('sends a write again that an expired token kept from being made', async () => {
		const credentials = customApiCredential(holder.simulator);
		holder.simulator.clock.advance(2 * HOUR);
		const result = await get(credentials, { parameters: CREATE, items: [{}] });
		expect(outputOf(result)).toMatchObject([{ DisplayName: 'Mill' }]);
		expect(bookRequests(holder.simulator).map(({ status }) => status)).toEqual([401, 200]);
	});

	it('says that the connection has ended, without asking Intuit again for every item', async () => {
		const credentials = customApiCredential(holder.simulator);
		holder.simulator.clock.advance(101 * 24 * HOUR);
		const result = await get(credentials, { onError: 'continueRegularOutput' });
		expect(outputOf(result)).toHaveLength(20);
		for (const { error } of outputOf(result)) {
			expect(error).toBe('The connection of the QuickBooks credential has ended');
		}
		expect(renewals()).toHaveLength(1);
	});

	it('tells wrong keys from an ended connection', async () => {
		const credentials = customApiCredential(holder.simulator, {
			clientSecret: 'wrong secret of the app',
		});
		holder.simulator.clock.advance(2 * HOUR);
		const words = wordsOf(await get(credentials));
		expect(words).toMatch(/refused the client ID or the client secret\nCopy both/);
	});

	it('does not use up refresh tokens when new tokens are refused too', async () => {
		const body = {
			fault: {
				error: [{ message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401' }],
				type: 'AUTHENTICATION',
			},
		};
		holder.simulator.fault({ path: /\/v3\/company\//, status: 401, body, times: 1000 });
		const result = await get(customApiCredential(holder.simulator), {
			onError: 'continueRegularOutput',
		});
		expect(outputOf(result)[19]).toMatchObject({
			error: 'Intuit no longer accepts the connection of the QuickBooks credential',
			details: { providerCode: '3200', providerMessage: 'AuthenticationFailed (code 3200)' },
		});
		expect(renewals()).toHaveLength(1);
	});

	it('passes over a fault of the token endpoint when reading', async () => {
		holder.simulator.clock.advance(2 * HOUR);
		holder.simulator.fault({ path: TOKEN_ENDPOINT, status: 503 });
		expect(outputOf(await get(customApiCredential(holder.simulator)))).toHaveLength(20);
	});

	it.each([
		['has a fault', { status: 503 }],
		['does not answer', { drop: true }],
		['breaks off', { cutAfter: 5 }],
		['answers with a web page', { status: 200, body: '<!DOCTYPE html>' }],
	] as const)(
		'sends a write again when the token endpoint %s, because it was not carried out',
		async (_, fault) => {
			holder.simulator.clock.advance(2 * HOUR);
			holder.simulator.fault({ path: TOKEN_ENDPOINT, ...fault });
			const result = await get(customApiCredential(holder.simulator), {
				parameters: CREATE,
				items: [{}],
			});
			expect(outputOf(result)).toMatchObject([{ DisplayName: 'Mill' }]);
			expect(bookRequests(holder.simulator).map(({ status }) => status)).toEqual([401, 401, 200]);
		},
	);

	it('says that a write was not made when the token endpoint refuses', async () => {
		holder.simulator.clock.advance(2 * HOUR);
		const body = { error: 'unauthorized_client', error_description: 'Not your grant' };
		holder.simulator.fault({ path: TOKEN_ENDPOINT, status: 400, body });
		const result = await get(customApiCredential(holder.simulator), {
			parameters: CREATE,
			items: [{}],
		});
		expect(wordsOf(result)).toMatch(/refused to renew the access token\n[^]*was not carried out/);
		expect(wordsOf(result)).toMatch(/unauthorized_client: Not your grant/);
		expect(renewals()).toHaveLength(1);
	});

	it('says what to do when the credential was never connected', async () => {
		const credentials = customApiCredential(holder.simulator, { oauthTokenData: {} });
		expect(wordsOf(await get(credentials))).toMatch(
			/not connected to a company yet\nOpen it, press/,
		);
		expect(holder.simulator.providerRequests()).toEqual([]);
	});
});
