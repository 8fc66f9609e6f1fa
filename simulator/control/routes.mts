import type { FastifyInstance } from 'fastify';
import { ACCOUNTS } from '../seed.mts';
import type { FaultRule, ProviderChange, ResourceHabits, Simulator } from '../types.mts';

/** The controls of {@link Simulator} over HTTP, for tests in another process. */
export function controlRoutes(app: FastifyInstance, simulator: Omit<Simulator, 'close'>): void {
	app.get('/accounts', async () => ACCOUNTS);
	app.get('/peak', async () => ({ peakInFlight: simulator.peakInFlight() }));
	app.get<{ Querystring: { path?: string; method?: string } }>('/requests', async (request) =>
		simulator.requests(request.query),
	);
	app.get<{ Querystring: { path?: string; method?: string } }>(
		'/provider-requests',
		async (request) => simulator.providerRequests(request.query),
	);
	app.post('/reset', async () => {
		simulator.reset();
		return { done: true };
	});
	app.post('/faults', async (request, reply) => {
		const rule = request.body as Partial<FaultRule> | null;
		try {
			if (typeof rule?.path !== 'string') throw new Error('A fault needs a path.');
			simulator.fault({ ...rule, path: rule.path });
		} catch (error) {
			return await reply.code(400).send({ message: String(error) });
		}
		return { done: true };
	});
	app.post<{
		Body: { element: string; resource: string; count: number; habits?: ResourceHabits };
	}>('/populate', async ({ body }) => {
		simulator.populate(body.element, body.resource, body.count, body.habits);
		return { done: true };
	});
	app.post<{
		Body: { instanceId: number; changes: ProviderChange[]; shape?: 'current' | 'older' };
	}>('/emit', async ({ body }) => {
		simulator.emit(body.instanceId, body.changes, body.shape);
		await simulator.settled();
		return { done: true };
	});
	app.post<{ Body: { headers?: boolean } | undefined }>('/limits', async ({ body }) => {
		simulator.limitCalls(body);
		return { done: true };
	});
	app.post<{ Body: { instanceId: number } }>('/revoke', async ({ body }) => {
		simulator.revoke(body.instanceId);
		return { done: true };
	});
	app.post<{ Body: { ms?: unknown } }>('/latency', async (request, reply) => {
		const ms = (request.body as { ms?: unknown } | null)?.ms;
		if (typeof ms !== 'number')
			return await reply.code(400).send({ message: 'Latency needs ms, a number.' });
		simulator.latency(ms);
		return { done: true };
	});
	app.post<{ Body: { set?: number; advance?: number } }>('/clock', async (request, reply) => {
		const { set, advance } = (request.body ?? {}) as { set?: unknown; advance?: unknown };
		if (typeof set === 'number') simulator.clock.set(set);
		else if (typeof advance === 'number') simulator.clock.advance(advance);
		else
			return await reply
				.code(400)
				.send({ message: 'The clock needs set or advance, milliseconds.' });
		return { done: true };
	});
}
