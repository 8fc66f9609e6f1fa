import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../state.mts';
import type { FaultRule, RecordedRequest } from '../types.mts';
import { answersItself, disturbAnswer, serialize } from './answer.mts';
import { takeFault } from './faults.mts';
import { untilClock } from './late.mts';

/** The path as it arrived, without the query. */
export function pathOf(request: FastifyRequest): string {
	return request.raw.url?.split('?')[0] ?? '/';
}

function record(request: FastifyRequest, at: number): RecordedRequest {
	return {
		method: request.method,
		path: pathOf(request),
		query: { ...(request.query as RecordedRequest['query']) },
		headers: { ...request.headers },
		body: undefined,
		at,
		status: 0,
	};
}

/** Which calls of a scope are looked at: to the platform they count as load and take its latency. */
export type Side = 'platform' | 'provider';

/** Records each call of a scope and disturbs it as the faults and the latency say. */
export function recordAndDisturb(app: FastifyInstance, world: World, side: Side): void {
	const struck = new WeakMap<FastifyRequest, FaultRule>();
	const entries = new WeakMap<FastifyRequest, RecordedRequest>();

	app.addHook('onRequest', async (request, reply) => {
		// Kept for the whole call: a reset in between must not count this call in the new state.
		const { traffic, clock } = world.state;
		const entry = record(request, clock.now());
		entries.set(request, entry);
		traffic.requests[side].push(entry);
		// What is written to a caller who is gone counts as written too.
		let end: RecordedRequest['end'] = 'broken off';
		reply.raw.once('finish', () => {
			if (!request.raw.socket.destroyed) end = 'answered';
		});
		reply.raw.once('close', () => {
			entry.end = end;
		});
		if (side === 'provider') return;
		traffic.inFlight += 1;
		traffic.peakInFlight = Math.max(traffic.peakInFlight, traffic.inFlight);
		reply.raw.once('close', () => {
			traffic.inFlight -= 1;
		});
	});

	app.addHook('preHandler', async (request, reply) => {
		const { traffic } = world.state;
		const entry = entries.get(request);
		if (entry !== undefined) entry.body = request.body;
		const fault = takeFault(traffic, request.method, pathOf(request));
		const wait = (side === 'platform' ? traffic.latencyMs : 0) + (fault?.delayMs ?? 0);
		if (wait > 0) await delay(wait);
		if (fault === undefined) return;
		if (fault.drop === true) {
			reply.hijack();
			request.raw.socket.destroy();
			return;
		}
		if (fault.lateMs !== undefined) {
			request.raw.socket.destroy();
			await untilClock(world.state, world.state.clock.now() + fault.lateMs);
			return;
		}
		struck.set(request, fault);
		if (answersItself(fault)) {
			reply.code(fault.status ?? 200).headers(fault.headers ?? {});
			void reply.send(fault.body === undefined ? undefined : serialize(reply, fault.body));
			// Nobody else may answer, not even after an answer that breaks off.
			reply.hijack();
		}
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const entry = entries.get(request);
		if (entry !== undefined) entry.status = reply.statusCode;
		const fault = struck.get(request);
		return fault === undefined ? payload : await disturbAnswer(fault, request, reply, payload);
	});
}
