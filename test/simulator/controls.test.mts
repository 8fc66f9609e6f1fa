import { describe, expect, test } from '@jest/globals';
import { until } from '../../n8n/polling.mts';
import { call, query, send } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

/** Statuses of several lists, one after the other; 0 where the connection broke. */
async function statuses(times: number): Promise<number[]> {
	const seen: number[] = [];
	for (let i = 0; i < times; i += 1) {
		seen.push(
			await call(holder.simulator, 'GET', '/instances').then(
				({ status }) => status,
				() => 0,
			),
		);
	}
	return seen;
}

async function control(path: string, body?: unknown) {
	const init =
		body === undefined
			? {}
			: {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				};
	return await send(`${holder.simulator.origin}/_simulator/${path}`, init);
}

describe('Recorded requests', () => {
	test('hold everything that arrived, secrets in clear', async () => {
		const body = quickBody();
		await call(holder.simulator, 'POST', '/instances?a=1&tags[]=x&tags[]=y%20z', {
			body,
			headers: { 'x-extra': 'yes' },
		});
		const [request] = holder.simulator.requests();
		expect(request).toMatchObject({
			method: 'POST',
			path: '/elements/api-v2/instances',
			query: { a: '1', 'tags[]': ['x', 'y z'] },
			headers: {
				'x-extra': 'yes',
				authorization: expect.stringContaining(holder.simulator.accounts.main.userSecret),
			},
			body,
			status: 200,
		});
	});

	test('hold refused calls too, with no body where it was not JSON', async () => {
		await call(holder.simulator, 'POST', '/instances', { body: '{' });
		await call(holder.simulator, 'GET', '/no/such/thing');
		expect(holder.simulator.requests().map(({ body, status }) => [body, status])).toEqual([
			[undefined, 400],
			[undefined, 404],
		]);
	});

	test('tell whether the caller was still there at the end', async () => {
		holder.simulator.fault({ path: '/instances', loseAnswer: true });
		await statuses(2);
		const ends = () => holder.simulator.requests().map(({ status, end }) => [status, end]);
		await until('both ends', async () => ends().every(([, end]) => end) || undefined);
		expect(ends()).toEqual([
			[200, 'broken off'],
			[200, 'answered'],
		]);
	});

	test('do not hold calls to providers and controls', async () => {
		await call(holder.simulator, 'POST', '/instances', { body: quickBody() });
		await control('accounts');
		await send(`${holder.simulator.origin}/intuit/Connect/Begin`);
		expect(holder.simulator.requests()).toHaveLength(1);
	});

	test('are filtered by method and path', async () => {
		await call(holder.simulator, 'GET', '/instances');
		await call(holder.simulator, 'GET', '/instances/7');
		await call(holder.simulator, 'POST', '/instances', { body: {} });
		expect(holder.simulator.requests({ path: '/instances' })).toHaveLength(2);
		expect(
			holder.simulator.requests({ path: '/elements/api-v2/instances', method: 'get' }),
		).toHaveLength(1);
		expect(holder.simulator.requests({ path: '/instances/\\d+' })).toHaveLength(1);
		expect(holder.simulator.requests({ path: /instances/g })).toHaveLength(3);
	});

	test('carry the time of the settable clock', async () => {
		holder.simulator.clock.set(1_000_000_000_000);
		await call(holder.simulator, 'GET', '/instances');
		expect(Math.floor((holder.simulator.requests()[0]?.at ?? 0) / 60_000)).toBe(
			Math.floor(1_000_000_000_000 / 60_000),
		);
	});
});

describe('Faults', () => {
	test('answer instead of handling, once unless told otherwise', async () => {
		holder.simulator.fault({
			path: '/instances',
			status: 503,
			body: { message: 'busy' },
			headers: { 'retry-after': '7' },
		});
		const answer = await call(holder.simulator, 'GET', '/instances');
		expect([answer.status, answer.body, answer.headers.get('retry-after')]).toEqual([
			503,
			{ message: 'busy' },
			'7',
		]);
		expect(await statuses(1)).toEqual([200]);
		holder.simulator.fault({ path: '/instances', status: 500, times: 2, after: 1 });
		expect(await statuses(4)).toEqual([200, 500, 500, 200]);
	});

	test('keep to their method and path', async () => {
		holder.simulator.fault({ method: 'POST', path: '/instances', status: 503 });
		holder.simulator.fault({ path: '/instances/\\d+', status: 503 });
		expect(await statuses(1)).toEqual([200]);
		expect((await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).status).toBe(
			503,
		);
		expect((await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).status).toBe(
			200,
		);
	});

	test('lose an answer after the call was handled', async () => {
		holder.simulator.fault({ method: 'POST', path: '/instances', loseAnswer: true });
		await expect(
			call(holder.simulator, 'POST', '/instances', { body: quickBody() }),
		).rejects.toThrow();
		expect((await call(holder.simulator, 'GET', '/instances')).body).toHaveLength(1);
		expect(holder.simulator.requests({ method: 'POST' })[0]?.status).toBe(200);
	});

	test('drop a call before it is handled', async () => {
		holder.simulator.fault({ method: 'POST', path: '/instances', drop: true });
		await expect(
			call(holder.simulator, 'POST', '/instances', { body: quickBody() }),
		).rejects.toThrow();
		expect((await call(holder.simulator, 'GET', '/instances')).body).toEqual([]);
		expect(holder.simulator.requests({ method: 'POST' })[0]?.status).toBe(0);
	});

	test('strike a share of the calls, the same ones on each run', async () => {
		const run = async () => {
			holder.simulator.reset();
			holder.simulator.fault({ path: '/instances', status: 503, rate: 0.3 });
			return await statuses(40);
		};
		const [first, second] = [await run(), await run()];
		expect(first).toEqual(second);
		const struck = first.filter((status) => status === 503).length;
		expect(struck).toBeGreaterThan(4);
		expect(struck).toBeLessThan(20);
	});

	test('delay a call so that others overlap with it', async () => {
		holder.simulator.fault({ path: '/instances/1', delayMs: 400 });
		const slow = call(holder.simulator, 'GET', '/instances/1');
		const quick = call(holder.simulator, 'GET', '/instances/2');
		const first = await Promise.race([slow.then(() => 'slow'), quick.then(() => 'quick')]);
		await slow;
		expect(first).toBe('quick');
	});
});

describe('Under load,', () => {
	test('handle a call later whose caller is gone', async () => {
		holder.simulator.fault({ method: 'PUT', path: '/instances/.*', lateMs: 60_000 });
		const change = async () =>
			await call(holder.simulator, 'PUT', '/instances/1/enabled').then(({ status }) => status);
		await expect(change()).rejects.toThrow();
		const [late] = holder.simulator.requests({ method: 'PUT' });
		expect(late?.status).toBe(0);
		holder.simulator.clock.advance(60_000);
		await call(holder.simulator, 'GET', '/instances');
		expect(late?.status).toBe(404);
	});

	test('latency makes calls overlap, and the highest number is kept', async () => {
		holder.simulator.latency(150);
		await Promise.all([1, 2, 3].map(async () => await call(holder.simulator, 'GET', '/instances')));
		expect(holder.simulator.peakInFlight()).toBe(3);
		await call(holder.simulator, 'GET', '/instances');
		expect(holder.simulator.peakInFlight()).toBe(3);
	});

	test('calls one after the other do not overlap', async () => {
		await statuses(3);
		expect(holder.simulator.peakInFlight()).toBe(1);
	});
});

describe('A reset', () => {
	test('forgets instances, requests, faults, latency and clock, and keeps what is seeded', async () => {
		await call(holder.simulator, 'POST', '/instances', { body: quickBody() });
		holder.simulator.fault({ path: '/instances', status: 503 });
		holder.simulator.clock.advance(200 * 24 * 3_600_000);
		holder.simulator.reset();
		expect(holder.simulator.requests()).toEqual([]);
		expect(holder.simulator.peakInFlight()).toBe(0);
		expect((await call(holder.simulator, 'GET', '/instances')).body).toEqual([]);
		expect((await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).status).toBe(
			200,
		);
	});
});

describe('The simulator’s controls over HTTP', () => {
	test('give the accounts', async () => {
		expect((await control('accounts')).body).toEqual(holder.simulator.accounts);
	});

	test('list requests, with filters', async () => {
		await call(holder.simulator, 'GET', '/instances');
		await call(holder.simulator, 'GET', '/elements');
		expect((await control('requests')).body).toEqual(
			JSON.parse(JSON.stringify(holder.simulator.requests())),
		);
		const filtered = await control(`requests${query({ path: '/elements', method: 'GET' })}`);
		expect(filtered.body.map(({ path }: { path: string }) => path)).toEqual([
			'/elements/api-v2/elements',
		]);
	});

	test('inject faults', async () => {
		expect((await control('faults', { path: '/instances', status: 502 })).status).toBe(200);
		expect(await statuses(2)).toEqual([502, 200]);
		expect((await control('faults', { status: 502 })).status).toBe(400);
		expect((await control('faults', { path: '(', status: 502 })).status).toBe(400);
	});

	test('set latency and clock', async () => {
		expect((await control('latency', { ms: 150 })).status).toBe(200);
		await Promise.all([1, 2].map(async () => await call(holder.simulator, 'GET', '/instances')));
		expect((await control('peak')).body).toEqual({ peakInFlight: 2 });
		await control('clock', { set: 1_000_000_000_000 });
		await control('clock', { advance: 86_400_000 });
		holder.simulator.latency(0);
		await call(holder.simulator, 'GET', '/elements');
		expect(holder.simulator.requests({ path: '/elements' })[0]?.at).toBeGreaterThanOrEqual(
			1_000_086_400_000,
		);
		expect(holder.simulator.requests({ path: '/elements' })[0]?.at).toBeLessThan(1_000_086_500_000);
		expect((await control('latency', {})).status).toBe(400);
		expect((await control('clock', {})).status).toBe(400);
	});

	test('reset everything', async () => {
		await call(holder.simulator, 'GET', '/instances');
		expect((await control('reset', {})).status).toBe(200);
		expect(holder.simulator.requests()).toEqual([]);
	});

	test('take an empty POST for a reset, as curl sends it', async () => {
		expect(
			(await send(`${holder.simulator.origin}/_simulator/reset`, { method: 'POST' })).status,
		).toBe(200);
	});
});
