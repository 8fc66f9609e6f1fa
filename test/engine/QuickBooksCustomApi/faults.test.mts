import { describe, expect, it } from '@jest/globals';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { outputOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import {
	bookRequests,
	BOOKS,
	customApiCredential,
	runCustomApi,
	tokensIn,
} from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

useFakeTime();
const holder = useSimulator();

const GET = { resource: 'record', operation: 'get', recordType: 'Customer', recordId: '5' };
const CREATE = {
	resource: 'record',
	operation: 'create',
	recordType: 'Customer',
	fields: '{ "DisplayName": "Mill" }',
};
const AT_ONCE = { 'retry-after': '0' };
const sent = () => bookRequests(holder.simulator).length;
const TID = /intuitTid: 1-\w+/;

describe('QuickBooks: Custom API, with a fault,', () => {
	it('says which company the credential reaches', async () => {
		const result = await runCustomApi(holder.simulator, { ...GET, realmId: OTHER_REALM });
		const words = wordsOf(result);
		expect(words).toContain(`does not let this credential reach company ${OTHER_REALM}`);
		expect(words).toContain(`It was connected to company ${REALM}`);
		expect(words).toMatch(/Intuit: AuthorizationFailed \(code 3100\)/);
		expect(words).toMatch(TID);
	});

	it('explains a mix-up of sandbox and production', async () => {
		const baseUrl = `${holder.simulator.origin}/intuit-sandbox/v3/`;
		const credentials = customApiCredential(holder.simulator, { baseUrl });
		const result = await runNode({ type: 'quickBooksCustomApi', credentials, parameters: GET });
		expect(wordsOf(result)).toMatch(/Development keys reach sandbox companies.*Environment/);
	});

	it.each([
		[
			'a name that is used already',
			{ ...CREATE, fields: '{ "DisplayName": "Amelia Abbott" }' },
			/name is used already[^]*give another[^]*Id=1 \(code 6240\)/,
		],
		['a record that is not there', { ...GET, recordId: '9999' }, /did not find the record[^]*610/],
		[
			'a field that is missing',
			{ ...CREATE, recordType: 'Invoice', fields: '{}' },
			/misses a required field[^]*CustomerRef is missing[^]*2020/,
		],
		[
			'a type that there is not',
			{ ...GET, recordType: 'other', recordTypeName: 'Unicorn' },
			/does not offer this operation[^]*unicorn is not supported/,
		],
	])('explains %s', async (_, parameters, words) => {
		const result = await runCustomApi(holder.simulator, parameters);
		expect(wordsOf(result)).toMatch(words);
		expect(wordsOf(result)).toMatch(TID);
		expect(result.customData.intuitTid).toMatch(/^1-/);
	});

	it('takes a fault for one although its status is that of a success', async () => {
		const body = { Fault: { Error: [{ Message: 'Held', Detail: 'Locked', code: '6000' }] } };
		holder.simulator.fault({ path: BOOKS, status: 200, body });
		expect(wordsOf(await runCustomApi(holder.simulator, GET))).toMatch(
			/rule of the company[^]*Held: Locked/,
		);
	});

	it('says that a web page is no API', async () => {
		holder.simulator.fault({ path: BOOKS, status: 200, body: '<!DOCTYPE html><p>Sign in' });
		expect(wordsOf(await runCustomApi(holder.simulator, GET))).toMatch(/web page[^]*Environment/);
	});

	it('never sends the token on to where a redirect leads', async () => {
		const location = `${holder.simulator.origin}/intuit-sandbox/v3/company/${REALM}/customer/5`;
		holder.simulator.fault({ path: BOOKS, status: 302, headers: { location } });
		expect(wordsOf(await runCustomApi(holder.simulator, GET))).toMatch(/base URL leads elsewhere/);
		expect(holder.simulator.providerRequests()).toHaveLength(1);
	});

	it('shows no secret, whatever Intuit repeats', async () => {
		const credentials = customApiCredential(holder.simulator);
		const { access_token, refresh_token } = tokensIn(credentials);
		const { clientSecret } = Object.values(credentials)[0] ?? {};
		const secrets = [access_token, refresh_token, clientSecret].map(String);
		const Detail = `seen: ${secrets.join(' ')} ${encodeURIComponent(secrets[0] ?? '')}`;
		const body = { Fault: { Error: [{ Message: 'Odd', Detail, code: '2010' }] } };
		holder.simulator.fault({ path: BOOKS, status: 400, body });
		const result = await runNode({ type: 'quickBooksCustomApi', credentials, parameters: GET });
		expect(wordsOf(result)).toMatch(/seen: \*+ \*+ \*+ \*+/);
		for (const secret of secrets) expect(result.stored).not.toContain(secret);
	});
});

describe('QuickBooks: Custom API, with many items,', () => {
	it('makes no more calls to a company at once than Intuit takes', async () => {
		// So long nothing is answered.
		holder.simulator.fault({ path: BOOKS, delayMs: 300, times: 10 });
		const result = await runCustomApi(holder.simulator, GET, { items: Array(40).fill({}) });
		expect(outputOf(result)).toHaveLength(40);
		const arrivals = bookRequests(holder.simulator).map(({ at }) => at);
		expect(arrivals[10]).toBeGreaterThan(Number(arrivals[0]) + 250);
	});
});

describe('QuickBooks: Custom API, after a failure,', () => {
	it.each([429, 502, 503, 504])('repeats a read after %i', async (status) => {
		holder.simulator.fault({ path: BOOKS, status, times: 2, headers: AT_ONCE });
		expect(outputOf(await runCustomApi(holder.simulator, GET))).toMatchObject([{ Id: '5' }]);
		expect(sent()).toBe(3);
	});

	it('repeats a read whose answer was lost', async () => {
		holder.simulator.fault({ path: BOOKS, loseAnswer: true });
		expect(outputOf(await runCustomApi(holder.simulator, GET))).toMatchObject([{ Id: '5' }]);
	});

	it('does not wait longer than a workflow should hold', async () => {
		const body = { Fault: { Error: [{ Message: 'ThrottleExceeded', code: '003001' }] } };
		holder.simulator.fault({ path: BOOKS, status: 429, body, headers: { 'retry-after': '3600' } });
		const words = wordsOf(await runCustomApi(holder.simulator, GET));
		expect(words).toMatch(/too many requests[^]*ThrottleExceeded \(code 3001\)/);
		expect(sent()).toBe(1);
	});

	it('repeats a write that Intuit had no time for, because it was not carried out', async () => {
		holder.simulator.fault({ path: BOOKS, status: 429, headers: AT_ONCE });
		outputOf(await runCustomApi(holder.simulator, CREATE));
		expect(sent()).toBe(2);
	});

	it('does not repeat a write after a fault, and says so', async () => {
		holder.simulator.fault({ path: BOOKS, status: 503, headers: AT_ONCE });
		expect(wordsOf(await runCustomApi(holder.simulator, CREATE))).toMatch(
			/had a fault[^]*may have been written nevertheless/,
		);
		expect(sent()).toBe(1);
	});

	it('does not repeat a write whose answer was lost, and says so', async () => {
		holder.simulator.fault({ path: BOOKS, loseAnswer: true });
		expect(wordsOf(await runCustomApi(holder.simulator, CREATE))).toMatch(
			/ended the connection before the answer was complete.*\n.*may have been written nevertheless/,
		);
		expect(sent()).toBe(1);
	});

	it('does not repeat a custom request unless its method is GET', async () => {
		holder.simulator.fault({ path: BOOKS, status: 503, headers: AT_ONCE, times: 2 });
		const request = { resource: 'customRequest', operation: 'send', path: 'customer/5' };
		const post = { ...request, method: 'POST', path: 'customer' };
		expect(wordsOf(await runCustomApi(holder.simulator, post))).toMatch(
			/may have been written nevertheless/,
		);
		expect(sent()).toBe(1);
		outputOf(await runCustomApi(holder.simulator, { ...request, method: 'GET' }));
		expect(sent()).toBe(3);
	});

	it('repeats a write that has a request ID, with the same one', async () => {
		holder.simulator.fault({ path: BOOKS, status: 503, headers: AT_ONCE });
		const options = { requestId: 'order-42' };
		outputOf(await runCustomApi(holder.simulator, { ...CREATE, options }));
		const ids = bookRequests(holder.simulator).map(({ query }) => query.requestid);
		expect(ids).toEqual(['order-42', 'order-42']);
	});

	it('writes once when the answer of a write with a request ID is lost', async () => {
		holder.simulator.fault({ path: BOOKS, loseAnswer: true });
		const [made] = outputOf(
			await runCustomApi(holder.simulator, { ...CREATE, options: { requestId: 'order-43' } }),
		);
		expect(sent()).toBe(2);
		const again = await runCustomApi(holder.simulator, {
			...CREATE,
			options: { requestId: 'order-43' },
		});
		expect(outputOf(again)).toEqual([made]);
	});

	it('refuses one request ID for several items, of which Intuit would do the first only', async () => {
		const result = await runCustomApi(
			holder.simulator,
			{ ...CREATE, options: { requestId: 'order-44' } },
			{ items: [{}, {}], onError: 'continueRegularOutput' },
		);
		const [first, second] = result.outputs[0] ?? [];
		expect(first?.json.error).toBeUndefined();
		expect(second?.json.error).toMatch(/Another item has the Request ID order-44 too/);
		expect(sent()).toBe(1);
	});
});
