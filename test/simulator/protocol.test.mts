import { describe, expect, test } from '@jest/globals';
import { authorization, call, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

describe('For every call it holds that', () => {
	test('each answer carries a request id of its own, equal to that of an error body', async () => {
		const good = await call(holder.simulator, 'GET', '/instances');
		const bad = await call(holder.simulator, 'GET', '/instances', { as: null });
		const ids = [good, bad].map(({ headers }) => headers.get('Elements-Request-Id') ?? '');
		expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
		expect(new Set(ids).size).toBe(2);
		expect(bad.body.requestId).toBe(ids[1]);
	});

	test('an unknown path is 404, a wrong verb 405', async () => {
		const unknown = await call(holder.simulator, 'GET', '/no/such/thing');
		expect(unknown.status).toBe(404);
		expect(unknown.body.requestId).toMatch(/^[0-9a-f]{24}$/);
		const wrongVerb = await call(holder.simulator, 'POST', '/elements/keys');
		expect(wrongVerb.status).toBe(405);
		expect(wrongVerb.headers.get('allow')).toBe('GET');
	});

	test('an Accept header without JSON is 406', async () => {
		expect(
			(await call(holder.simulator, 'GET', '/elements', { headers: { accept: 'text/html' } }))
				.status,
		).toBe(406);
		const mixed = { accept: 'text/html, application/*;q=0.9' };
		expect((await call(holder.simulator, 'GET', '/elements', { headers: mixed })).status).toBe(200);
	});

	test('a body that is not declared as JSON is 415', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
			const answer = await call(holder.simulator, 'POST', '/instances', {
				body: '{}',
				headers: { 'content-type': type },
			});
			expect(answer.status).toBe(415);
			expect(answer.body.message).toBeTruthy();
		}
	});

	test('invalid, empty and non-object JSON is 400', async () => {
		for (const body of ['{', '', '[]', 'null', '"x"']) {
			const answer = await send(`${holder.simulator.apiUrl}/instances`, {
				method: 'POST',
				body,
				headers: {
					authorization: authorization(holder.simulator.accounts.main),
					'content-type': 'application/json',
				},
			});
			expect([body, answer.status]).toEqual([body, 400]);
		}
	});

	test('GET and DELETE may announce JSON and send none, as the guides do', async () => {
		const headers = { 'content-type': 'application/json' };
		expect((await call(holder.simulator, 'GET', '/elements', { headers })).status).toBe(200);
		const { body: instance } = await call(holder.simulator, 'POST', '/instances', {
			body: quickBody(),
		});
		const deleted = await call(holder.simulator, 'DELETE', `/instances/${instance.id}`, {
			headers,
		});
		expect([deleted.status, deleted.text]).toEqual([200, '']);
	});
});
