import { describe, expect, test } from '@jest/globals';
import { call, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

async function list(header?: string) {
	return await send(
		`${holder.simulator.apiUrl}/instances`,
		header === undefined ? {} : { headers: { authorization: header } },
	);
}

describe('The Authorization header', () => {
	test('takes the pairs in any order, case and spacing', async () => {
		const { userSecret, organizationSecret } = holder.simulator.accounts.main;
		for (const header of [
			`User ${userSecret}, Organization ${organizationSecret}`,
			`Organization ${organizationSecret}, User ${userSecret}`,
			`user ${userSecret},ORGANIZATION ${organizationSecret}`,
			`  User  ${userSecret} ,  Organization ${organizationSecret}`,
		]) {
			expect((await list(header)).status).toBe(200);
		}
	});

	test('refuses what is missing, unknown, swapped, doubled or of two accounts', async () => {
		const { main, other } = holder.simulator.accounts;
		for (const header of [
			undefined,
			'',
			`User ${main.userSecret}`,
			`Organization ${main.organizationSecret}`,
			`User ${main.organizationSecret}, Organization ${main.userSecret}`,
			`User ${main.userSecret}x, Organization ${main.organizationSecret}`,
			`User ${main.userSecret}, Organization ${other.organizationSecret}`,
			`User ${main.userSecret.split('=')[0]}, Organization ${main.organizationSecret}`,
			`User ${main.userSecret}, User ${main.userSecret}, Organization ${main.organizationSecret}`,
			`User ${main.userSecret}, Organization ${main.organizationSecret}, Element nothing`,
		]) {
			const answer = await list(header);
			expect([header, answer.status]).toEqual([header, 401]);
			expect(Object.keys(answer.body).sort()).toEqual(['message', 'requestId']);
		}
	});

	test('accepts an element token of the same account beside the secrets, not one of another', async () => {
		const { main, other } = holder.simulator.accounts;
		const { body: instance } = await call(holder.simulator, 'POST', '/instances', {
			body: quickBody(),
		});
		const token = `Element ${instance.token}`;
		const of = (secrets: typeof main) =>
			`User ${secrets.userSecret}, Organization ${secrets.organizationSecret}`;
		expect((await list(`${token}, ${of(main)}`)).status).toBe(200);
		expect((await list(`${token}, ${of(other)}`)).status).toBe(401);
	});

	test('is not needed for the catalogue and the OAuth helpers, yet has to be right where it is sent', async () => {
		for (const path of [
			'/elements',
			'/elements/keys',
			'/elements/quickbooks',
			'/elements/quickbooks/configuration',
		]) {
			expect((await call(holder.simulator, 'GET', path, { as: null })).status).toBe(200);
			expect((await call(holder.simulator, 'GET', path)).status).toBe(200);
			const wrong = { userSecret: 'x', organizationSecret: 'y' };
			expect((await call(holder.simulator, 'GET', path, { as: wrong })).status).toBe(401);
		}
	});
});
