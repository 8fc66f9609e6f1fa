import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { XERO_OAUTH1_APPS } from '../../../simulator/seed-providers.mts';
import { accountCredential } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, byToken } from '../../support/locators.mts';
import { manage, onboard, one, type Made } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const HOUR_MS = 3_600_000;
const check = async ({ id }: { id: unknown }) =>
	await one(holder.simulator, 'check', { instance: byId(id) });
const PING = { path: '/ping', times: 9 };

/** A Xero organisation connected by a public app: no ping, and over after half an hour. */
async function connectXero(): Promise<Made> {
	const { key: apiKey, secret: apiSecret } = XERO_OAUTH1_APPS.public;
	const app = { element: 'xero', authentication: 'oAuth1', apiKey, apiSecret };
	return await onboard(holder.simulator, {}, app);
}

describe('A connection that works', () => {
	it('is healthy by the provider’s ping, found by id or by token', async () => {
		const made = await onboard(holder.simulator);
		for (const instance of [byId(made.id), byToken(made.token)]) {
			const result = await manage(holder.simulator, 'check', { instance });
			expect(outputOf(result)).toEqual([
				{
					id: made.id,
					name: made.name,
					element: 'quickbooks',
					valid: true,
					disabled: false,
					status: 'healthy',
					reason: 'The provider answered.',
					nextStep: 'Nothing to do.',
					checkedBy: 'ping',
					requestId: expect.any(String),
					reauthorizeBy: expect.any(String),
				},
			]);
			expect(result.stored).not.toContain(made.token);
			expect(result.customData.cloudElementsInstanceId).toBe(String(made.id));
		}
	});

	it('of an element without ping is read from, since its list of objects proves nothing', async () => {
		const made = await connectXero();
		expect(await check(made)).toMatchObject({ status: 'healthy', checkedBy: 'read' });
		holder.simulator.clock.advance(HOUR_MS);
		expect(await check(made)).toMatchObject({
			valid: true,
			status: 'reauthorize',
			checkedBy: 'read',
			reason: expect.stringContaining('token_expired'),
			nextStep: expect.stringContaining('new link'),
		});
	});

	it('is never told by a path about the account that is called like its first object', async () => {
		const made = await connectXero();
		holder.simulator.fault({ path: '/objects', status: 200, body: ['users'] });
		holder.simulator.fault({ path: '/users', status: 200, body: [{ id: 1 }] });
		const gone = { message: 'Unauthorized', providerMessage: 'token_expired' };
		holder.simulator.fault({ path: '/hubs/[a-z]+/users', status: 401, body: gone });
		expect(await check(made)).toMatchObject({ status: 'reauthorize', checkedBy: 'read' });
	});

	it('is judged by the platform where nothing can be asked or read', async () => {
		const made = await connectXero();
		const none = { status: 404, body: { message: 'No resource found' } };
		holder.simulator.fault({ path: '/objects', status: 200, body: ['a', 'b', 'c', 'd'], times: 9 });
		holder.simulator.fault({ path: '/[abcd]', ...none, times: 99 });
		expect(await check(made)).toMatchObject({ status: 'healthy', checkedBy: 'objects' });
		const judged = async (valid?: boolean) => {
			const { valid: _, ...body } = made;
			holder.simulator.fault({
				path: `/instances/${made.id}`,
				status: 200,
				body: { ...body, ...(valid !== undefined && { valid }) },
			});
			return (await check(made)).status;
		};
		expect(await judged(false)).toBe('reauthorize');
		expect(await judged()).toBe('unknown');
	});
});

describe('Until when the customer has to be asked again', () => {
	it('is counted from the approval, and from the last renewal once the instance is disabled', async () => {
		const made = await onboard(holder.simulator);
		const createdDate = '2026-01-31T10:00:00.000Z';
		const longAgo = '1767225600000';
		const says = (change: object) =>
			holder.simulator.fault({
				path: `/instances/${made.id}$`,
				status: 200,
				body: {
					...made,
					createdDate,
					configuration: { ...made.configuration, 'oauth.user.refresh_time': longAgo },
					...change,
				},
			});
		says({});
		expect(await check(made)).toMatchObject({
			status: 'healthy',
			reauthorizeBy: '2031-01-30T10:00:00.000Z',
			nextStep: 'Nothing to do.',
		});
		says({ disabled: true });
		expect(await check(made)).toMatchObject({
			status: 'disabled',
			reauthorizeBy: '2026-04-11T00:00:00.000Z',
			nextStep: expect.stringMatching(/ended the tokens on 2026-04-11.*new link/),
		});
	});

	it('is not known of an instance that is gone', async () => {
		expect(await check({ id: 4711 })).toMatchObject({ status: 'unknown', reauthorizeBy: null });
	});
});

describe('A connection that the provider has ended', () => {
	it('needs a new approval, and the reason has the provider’s words', async () => {
		for (const authentication of ['oAuth1', 'oAuth2'] as const) {
			const made = await onboard(holder.simulator, {}, authentication);
			holder.simulator.revoke(made.id);
			holder.simulator.clock.advance(2 * HOUR_MS);
			expect(await check(made)).toMatchObject({
				status: 'reauthorize',
				reason: expect.stringMatching(
					/no longer accepts the connection: .*(revoked|invalid_grant)/i,
				),
				nextStep: expect.stringMatching(/new link of Get OAuth URL.*Re-Provision/),
				statusCode: 401,
			});
			holder.simulator.clock.reset();
		}
	});

	it.each([
		[401, { message: 'Unauthorized' }],
		[400, { message: 'Bad Request', providerMessage: 'invalid_grant' }],
		[403, { message: 'Forbidden', providerMessage: 'scope missing' }],
		[502, { message: 'Fault', providerMessage: 'Token was revoked' }],
	])(
		'is recognized behind a %i',
		async (status, body) => {
			const made = await onboard(holder.simulator);
			holder.simulator.fault({ ...PING, status, body });
			expect((await check(made)).status).toBe('reauthorize');
		},
		20_000,
	);
});

describe('A call that the platform itself does not allow', () => {
	it('says nothing about the customer’s approval', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({ ...PING, status: 403, body: { message: 'Role missing' } });
		expect(await check(made)).toMatchObject({
			status: 'unknown',
			reason: 'The platform does not allow the call: Role missing',
			nextStep: expect.stringContaining('role'),
		});
	});
});

describe('A disabled instance', () => {
	const log = (rows: IDataObject[]) =>
		holder.simulator.fault({ path: '/usage', status: 200, body: rows });

	it('is told apart: the platform gave up after the provider refused', async () => {
		const made = await onboard(holder.simulator);
		await check(made);
		holder.simulator.revoke(made.id);
		holder.simulator.clock.advance(2 * HOUR_MS);
		await check(made);
		expect(await check(made)).toMatchObject({
			disabled: true,
			status: 'disabled',
			disabledBy: 'platform',
			reason: expect.stringContaining('the platform gave up'),
			nextStep: expect.stringMatching(/new link.*That enables it too/),
		});
	});

	it('is told apart: somebody switched it off while all was well', async () => {
		const [made, other] = [await onboard(holder.simulator), await onboard(holder.simulator)];
		await check(made);
		await one(holder.simulator, 'disable', { instance: byId(made.id) });
		// What happened to another instance of the element says nothing.
		holder.simulator.revoke(other.id);
		holder.simulator.clock.advance(2 * HOUR_MS);
		await check(other);
		expect(await check(made)).toMatchObject({
			status: 'disabled',
			disabledBy: 'somebody',
			reason: expect.stringContaining('probably'),
			nextStep: expect.stringContaining('Enable'),
		});
		holder.simulator.clock.reset();
		const call = { request_status: 'SUCCESS', element_instance_id: made.id };
		const ping = { ...call, request_uri: '/elements/api-v2/ping', request_method: 'GET' };
		const off = {
			...call,
			request_uri: `/elements/api-v2/instances/${made.id}/enabled`,
			request_method: 'DELETE',
		};
		log([off, ping]);
		expect(await check(made)).toMatchObject({
			disabledBy: 'somebody',
			reason: 'It is disabled: the log shows that somebody switched it off.',
		});
	});

	it('stays a riddle without a log', async () => {
		const made = await onboard(holder.simulator);
		await one(holder.simulator, 'disable', { instance: byId(made.id) });
		const riddle = { status: 'disabled', disabledBy: 'unknown' };
		expect(await check(made)).toMatchObject(riddle);
		holder.simulator.fault({ path: '/usage', status: 404, body: { message: 'No usage found' } });
		expect(await check(made)).toMatchObject(riddle);
		holder.simulator.fault({ path: '/usage', status: 403, body: { message: 'Forbidden' } });
		expect(await check(made)).toMatchObject(riddle);
	});

	it('is recognized by its refusal where the host does not say that it is disabled', async () => {
		const made = await onboard(holder.simulator);
		await one(holder.simulator, 'disable', { instance: byId(made.id) });
		const { disabled: _, ...body } = made;
		holder.simulator.fault({ path: `/instances/${made.id}`, status: 200, body });
		expect(await check(made)).toMatchObject({ status: 'disabled', statusCode: 403 });
	});
});

describe('What cannot be reached', () => {
	it('is unreachable, and never an error', async () => {
		const made = await onboard(holder.simulator);
		for (const fault of [{ status: 500 }, { drop: true as const }]) {
			holder.simulator.fault({ ...PING, times: 5, ...fault, headers: { 'retry-after': '0' } });
			expect(await check(made)).toMatchObject({
				status: 'unreachable',
				nextStep: expect.stringContaining('Check again later'),
			});
			holder.simulator.reset();
			const again = await onboard(holder.simulator);
			expect((await check(again)).status).toBe('healthy');
			made.id = again.id;
		}
	}, 30_000);

	it('is unreachable when the platform itself has a fault', async () => {
		holder.simulator.fault({ path: '/instances/7', status: 500 });
		expect(await check({ id: 7 })).toMatchObject({ id: 7, status: 'unreachable', statusCode: 500 });
	});

	it('is unknown when there were too many requests', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({ ...PING, status: 429, headers: { 'retry-after': '0' } });
		expect(await check(made)).toMatchObject({
			status: 'unknown',
			reason: expect.stringContaining('Too many requests'),
		});
	}, 20_000);
});

describe('An instance that is gone', () => {
	it('is a result that says so, by id and by token', async () => {
		const { id, token } = await onboard(holder.simulator);
		await one(holder.simulator, 'delete', { instance: byId(id) });
		for (const instance of [byId(id), byToken(token)]) {
			expect(await one(holder.simulator, 'check', { instance })).toMatchObject({
				status: 'unknown',
				reason: expect.stringContaining('may have been deleted'),
			});
		}
	});

	it('is not what a wrong secret means: that is an error', async () => {
		const { id, token } = await onboard(holder.simulator);
		const { cloudElementsApi } = accountCredential(holder.simulator);
		const credentials = { cloudElementsApi: { ...cloudElementsApi, userSecret: 'wrong' } };
		for (const instance of [byId(id), byToken(token)]) {
			const result = await manage(holder.simulator, 'check', { instance }, { credentials });
			expect(wordsOf(result)).toMatch(/refused the user secret or the organization secret/);
		}
	});
});
