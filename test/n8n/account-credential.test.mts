import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from '../support/connected.mts';
import { useHarness } from './harness.mts';

const harness = useHarness();
const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

/** A server that answers everything alike, and how often it was asked. */
async function serverOf(status: number, headers: Record<string, string>, body: string) {
	const asked = { times: 0 };
	const server = createServer((_, response) => {
		asked.times += 1;
		response.writeHead(status, headers).end(body);
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** What the editor shows after such a credential was saved. */
async function testOf(type: string, data: Record<string, unknown>) {
	return await harness.client.rest.data<{ status: string; message: string }>(
		'POST',
		'/credentials/test',
		{ credentials: { id: '', name: 'Under test', type, data } },
	);
}

const fieldsAt = (host: string) => ({
	environment: 'custom',
	baseUrl: `http://${host}`,
	...harness.simulator.accounts.main,
	elementToken: 'theElementToken',
});

describe.each(['cloudElementsApi', 'cloudElementsInstanceApi'])('The test of %s', (type) => {
	it('passes at the platform', async () => {
		const { token } = await connect(harness.simulator);
		const fields = { ...fieldsAt(new URL(harness.simulator.origin).host), elementToken: token };
		expect(await testOf(type, fields)).toMatchObject({ status: 'OK' });
	});

	it('passes where an empty list is a 404', async () => {
		const { host } = await serverOf(404, JSON_TYPE, '{"message":"No instances found"}');
		expect(await testOf(type, fieldsAt(host))).toMatchObject({ status: 'OK' });
	});

	it('does not take n8n for the platform, and names it', async () => {
		const { host } = new URL(harness.client.origin);
		const { status, message } = await testOf(type, fieldsAt(host));
		expect([status, message]).toEqual(['Error', expect.stringContaining(host)]);
	});

	it('says that a secret is missing', async () => {
		const { host } = await serverOf(200, JSON_TYPE, '[]');
		const { message } = await testOf(type, { ...fieldsAt(host), userSecret: ' ' });
		expect(message).toMatch(/user secret is empty/);
	});

	it('says which host did not answer', async () => {
		const { host } = await serverOf(200, {}, '');
		servers.pop()?.close();
		const { message } = await testOf(type, fieldsAt(host));
		expect(message).toMatch(new RegExp(`^${host} refused the connection`));
	});

	it.each([301, 302, 303, 307, 308])('follows no redirect %i', async (status) => {
		const other = await serverOf(200, JSON_TYPE, '[]');
		const { host } = await serverOf(status, { location: `http://${other.host}/` }, '');
		const result = await testOf(type, fieldsAt(host));
		expect(other.asked.times).toBe(0);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining(host) });
	});
});
