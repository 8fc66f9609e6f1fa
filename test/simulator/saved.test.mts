import { afterEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../simulator/index.mts';
import { connect } from '../support/connected.mts';
import { authorization, call } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
const DAY_MS = 86_400_000;

let later: Simulator | undefined;
afterEach(async () => {
	await later?.close();
	later = undefined;
});

/** The simulator after the process of this one has ended. */
async function startLater(): Promise<Simulator> {
	later = await startSimulator({ saved: holder.simulator.save() });
	return later;
}

const headersOf = (simulator: Simulator, token: string) => ({
	headers: { authorization: authorization(simulator.accounts.main, token) },
});

describe('A simulator that goes on with what another one has saved', () => {
	it.each(['quickbooks', 'stripe'] as const)(
		'still has the instance of %s, and lets it in',
		async (key) => {
			const { id, token } = await connect(holder.simulator, key);
			const simulator = await startLater();
			const { body } = await call(simulator, 'GET', '/instances');
			expect(body).toEqual([
				expect.objectContaining({ id, token, element: expect.objectContaining({ key }) }),
			]);
			const ping = await call(simulator, 'GET', '/ping', headersOf(simulator, token));
			expect(ping.status).toBe(200);
		},
	);

	it('still has the records that were made', async () => {
		const { token } = await connect(holder.simulator, 'quickbooks');
		const made = await call(holder.simulator, 'POST', '/customers', {
			...headersOf(holder.simulator, token),
			body: { DisplayName: 'Kept Ltd.' },
		});
		const { id } = made.body as { id: string };
		const simulator = await startLater();
		const { body } = await call(simulator, 'GET', `/customers/${id}`, headersOf(simulator, token));
		expect(body).toMatchObject({ displayName: 'Kept Ltd.' });
	});

	it('keeps a death and a moved clock, and forgets calls and faults', async () => {
		const { id, token } = await connect(holder.simulator, 'quickbooks');
		holder.simulator.revoke(id);
		holder.simulator.clock.advance(101 * DAY_MS);
		holder.simulator.fault({ path: '/instances', status: 500, times: 9 });
		const simulator = await startLater();
		expect(simulator.requests()).toEqual([]);
		expect((await call(simulator, 'GET', '/instances')).status).toBe(200);
		const ping = await call(simulator, 'GET', '/ping', headersOf(simulator, token));
		expect(ping.status).not.toBe(200);
		const at = simulator.requests()[0]?.at ?? 0;
		expect(at - Date.now()).toBeGreaterThan(100 * DAY_MS);
	});

	it('numbers on', async () => {
		const first = await connect(holder.simulator, 'quickbooks');
		const second = await connect(await startLater(), 'stripe');
		expect(second.id).toBeGreaterThan(first.id);
	});
});

it('A simulator does not start with what it cannot read', async () => {
	await expect(startSimulator({ saved: Buffer.from('nothing') })).rejects.toThrow();
});
