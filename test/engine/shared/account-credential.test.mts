import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ICredentialTestRequest } from 'n8n-workflow';
import { testCredential, type TestResult } from '../../support/engine/credential-test.mts';
import { connect } from '../../support/connected.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { searchElements } from '../../support/engine/editor.mts';
import { loader } from '../../support/engine/host.mts';
import { runNode } from '../../support/engine/run-node.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
}

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

/** A server that answers everything alike, and what it has been asked. */
async function serverOf(answer: Answer): Promise<{ origin: string; asked: IncomingMessage[] }> {
	const asked: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		asked.push(request);
		const { status = 200, headers = {}, body = '' } = answer;
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The credentials that n8n tests by a request, with what the platform says to a good one. */
const TESTED = {
	cloudElementsApi: {
		path: '/instances',
		good: [
			'[{"id":1,"name":"A","token":"t"}]',
			'[]',
			'{"404":"No instances found"}',
			'{"404":"No element instances found"}',
		],
	},
	cloudElementsInstanceApi: {
		path: '/objects',
		good: [
			'["customers","invoices"]',
			'[]',
			'[{"name":"customers"}]',
			'{"404":"No objects found"}',
		],
	},
} as const;

type Tested = keyof typeof TESTED;
const types = Object.keys(TESTED) as Tested[];

const fieldsAt = (origin: string) => ({
	environment: 'custom',
	baseUrl: origin,
	userSecret: 'theUserSecret',
	organizationSecret: 'theOrganizationSecret',
	elementToken: 'theElementToken',
});
const testAt = async (type: Tested, origin: string): Promise<TestResult> =>
	await testCredential(type, fieldsAt(origin));

describe('The test of the account credential', () => {
	const test = async (account: object = {}) =>
		await testCredential('cloudElementsApi', {
			environment: 'custom',
			baseUrl: holder.simulator.origin,
			...holder.simulator.accounts.main,
			...account,
		});

	it('asks for something that needs both secrets, and for few rows', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		const { userSecret, organizationSecret } = holder.simulator.accounts.main;
		for (const request of holder.simulator.requests()) {
			expect(request).toMatchObject({
				method: 'GET',
				path: '/elements/api-v2/instances',
				query: { hydrate: 'false', pageSize: '1' },
				headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
			});
		}
	});

	it('passes on an account that has instances', async () => {
		await connect(holder.simulator);
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it.each(['', '/', '/elements/api-v2', '/elements/api-v2/'])(
		'takes the base URL with "%s" at its end',
		async (end) => {
			const baseUrl = `${holder.simulator.origin}${end}`;
			expect(await test({ baseUrl })).toMatchObject({ status: 'OK' });
		},
	);

	it.each([
		['user secret', { userSecret: 'wrong' }],
		['organization secret', { organizationSecret: 'wrong' }],
	])('fails with a wrong %s', async (_, account) => {
		expect((await test(account)).message).toMatch(/^127.*does not know these secrets/);
	});

	it('fails with the secret of another account', async () => {
		const { organizationSecret } = holder.simulator.accounts.other;
		expect((await test({ organizationSecret })).message).toMatch(/does not know these secrets/);
	});

	it.each([
		['an empty secret', { userSecret: '' }, /user secret is empty/],
		['no address', { baseUrl: 'api' }, /"api" is not a web address/],
	])('says before it asks anybody that there is %s', async (_, account, words) => {
		expect((await test(account)).message).toMatch(words);
		expect(holder.simulator.requests()).toEqual([]);
	});
});

it('Nothing is checked before the calls of a node, nor of the lists in the editor', async () => {
	const { cloudElementsApi = {} } = credentialsOf(holder.simulator, 'oAuth2');
	await searchElements({ cloudElementsApi });
	const parameters = { operation: 'getAll' };
	await runNode({ type: 'manageInstance', credentials: { cloudElementsApi }, parameters });
	expect(holder.simulator.requests().map(({ path }) => path)).toEqual([
		'/elements/api-v2/elements',
		'/elements/api-v2/instances',
	]);
});

describe.each(types)('The test of %s', (type) => {
	const { good, path } = TESTED[type];

	it.each(good)('passes when the platform answers %s', async (body) => {
		const empty = /"404":"(.*)"/.exec(body)?.[1];
		const answer = empty ? { status: 404, body: JSON.stringify({ message: empty }) } : { body };
		const { origin, asked } = await serverOf(answer);
		expect(await testAt(type, origin)).toMatchObject({ status: 'OK' });
		expect(asked[0]?.url).toMatch(new RegExp(`^/elements/api-v2${path}`));
	});

	it.each([
		[
			'the start page of n8n',
			{ headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html>' },
		],
		['n8n that is starting', { body: 'n8n is starting up. Please wait' }],
		['nothing', {}],
		['null', { body: 'null' }],
		['an object', { body: '{}' }],
		['a health check', { body: '{"status":"ok"}' }],
		['a list inside an object', { body: '{"data":[{"id":1}]}' }],
		['a list of something else', { body: '[{"foo":1}]' }],
		['a list of numbers', { body: '[1,2]' }],
		['a list that is cut off', { body: '[{"id":1' }],
		['a 401 of another server', { status: 401, body: '<html>Unauthorized</html>' }],
		['a 403 of another server', { status: 403, body: 'Forbidden' }],
		['a 404 of another server', { status: 404, body: '{"message":"Cannot GET /"}' }],
	] as Array<[string, Answer]>)('fails on %s, and names the host', async (_, answer) => {
		const { origin } = await serverOf(answer);
		const { status, message } = await testAt(type, origin);
		expect(status).toBe('Error');
		expect(message).toMatch(new RegExp(`^${new URL(origin).host} .*(base URL|spelling)`));
	});

	it.each([301, 302, 303, 307, 308])(
		'leads the secrets nowhere on a redirect %i',
		async (status) => {
			const other = await serverOf({ body: good[0] });
			const location = `${other.origin}/elements/api-v2${path}`;
			const { origin } = await serverOf({ status, headers: { location } });
			const result = await testAt(type, origin);
			expect(other.asked).toEqual([]);
			expect(result).toEqual({
				status: 'Error',
				message: expect.stringMatching(
					new RegExp(`^${new URL(origin).host} sends the call on .*not sent on`),
				),
			});
		},
	);

	it.each([301, 302, 303, 307, 308])(
		'leads them nowhere either when a redirect %i comes to n8n’s own call only',
		async (status) => {
			const other = await serverOf({ body: good[0] });
			const location = `${other.origin}/elements/api-v2${path}`;
			const answer: Answer = { body: good[0] };
			const { origin, asked } = await serverOf(answer);
			servers.at(-1)?.prependListener('request', () => {
				if (asked.length === 1) Object.assign(answer, { status, headers: { location } });
			});
			expect(await testAt(type, origin)).toMatchObject({ status: 'Error' });
			expect([asked.length, other.asked.length]).toEqual([2, 0]);
		},
	);

	it('says which host did not answer, and why', async () => {
		const { origin } = await serverOf({});
		servers.pop()?.close();
		const { message } = await testAt(type, origin);
		expect(message).toMatch(new RegExp(`^${new URL(origin).host} refused the connection\\. Check`));
	});

	it.each([401, 403, 404, 405, 429, 500, 502, 503, 504])(
		'has words of its own for status %i, which say what to do',
		async (status) => {
			const { origin } = await serverOf({ status, body: '{"message":"No"}' });
			const { message } = await testAt(type, origin);
			expect(message).toMatch(new RegExp(`^${new URL(origin).host} .{40,}\\.$`));
			const { rules } = loader.getCredential(type).type.test as ICredentialTestRequest;
			const rule = rules?.find(({ properties }) => properties.value === status);
			expect(rule?.properties.message).toBe(message.replace(new URL(origin).host, 'The server'));
		},
	);

	it.each([400, 418])('says what came with status %i', async (status) => {
		const { origin } = await serverOf({ status, body: '{"message":"No"}' });
		expect((await testAt(type, origin)).message).toMatch(` answered ${status}. Check`);
	});
});
