import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallLimits } from '../elements/types.mts';
import type { World } from '../state.mts';
import { requireInstance } from './authorization.mts';
import { PlatformError } from './errors.mts';
import type { Instance } from './instance.mts';
import { customerOf } from './resources/store.mts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** The calls of one company at its provider. */
interface Counts {
	underWay: number;
	/** When those of the last day began that the provider took. */
	readonly taken: number[];
}

/** What providers count, from when on a test wants them to. */
export interface LimitState {
	/** `with headers`: the platform hands the provider's own headers on. */
	counting: 'no' | 'yes' | 'with headers';
	readonly companies: Map<string, Counts>;
}

/** Nobody counts. */
export function createLimitState(): LimitState {
	return { counting: 'no', companies: new Map() };
}

type Problem = 'Concurrent' | 'Minute' | 'Day';

/** Which limit another call would break, and when it would not; nothing where there is room. */
function problemOf(
	{ taken, underWay }: Counts,
	{ atOnce = Infinity, perMinute = Infinity, perDay = Infinity }: CallLimits,
	now: number,
): { problem: Problem; endsAt?: number } | undefined {
	const inMinute = taken.filter((at) => at > now - MINUTE_MS);
	const inDay = taken.filter((at) => at > now - DAY_MS);
	if (inDay.length >= perDay) return { problem: 'Day', endsAt: (inDay[0] ?? now) + DAY_MS };
	if (inMinute.length >= perMinute) {
		return { problem: 'Minute', endsAt: (inMinute[0] ?? now) + MINUTE_MS };
	}
	return underWay >= atOnce ? { problem: 'Concurrent' } : undefined;
}

function left(limit: number | undefined, taken: readonly number[], since: number): string {
	return String((limit ?? 0) - taken.filter((at) => at > since).length);
}

/** What Xero writes into its answers. Source: docs/platform-api.md, "Provider limits". */
function tellWhatIsLeft(reply: FastifyReply, limits: CallLimits, counts: Counts, now: number) {
	reply.headers({
		'X-DayLimit-Remaining': left(limits.perDay, counts.taken, now - DAY_MS),
		'X-MinLimit-Remaining': left(limits.perMinute, counts.taken, now - MINUTE_MS),
	});
}

function callerOf(request: FastifyRequest, world: World): Instance | undefined {
	if (request.routeOptions.config.callsProvider !== true) return undefined;
	try {
		const instance = requireInstance(request, world);
		return instance.disabled ? undefined : instance;
	} catch {
		// Whoever answers says why nobody is let in.
		return undefined;
	}
}

/**
 * Lets the provider refuse calls beyond its limits, which it counts for each company, with its words as
 * `providerMessage`. Source: docs/platform-api.md, "Provider limits", "Error catalogue".
 */
export function limitCalls(app: FastifyInstance, world: World): void {
	const underWay = new WeakMap<FastifyRequest, Counts>();

	app.addHook('preValidation', async (request, reply) => {
		const { clock, platform } = world.state;
		const { companies, counting } = platform.limits;
		if (counting === 'no') return;
		const instance = callerOf(request, world);
		const limits = instance?.element.limits;
		if (instance === undefined || limits === undefined) return;
		const company = customerOf(instance);
		const counts = companies.get(company) ?? { underWay: 0, taken: [] };
		companies.set(company, counts);
		const now = clock.now();
		const found = problemOf(counts, limits, now);
		if (found === undefined) {
			counts.taken.push(now);
			counts.underWay += 1;
			underWay.set(request, counts);
		}
		const headers = counting === 'with headers' && limits.tells === true;
		if (headers) tellWhatIsLeft(reply, limits, counts, now);
		if (found === undefined) return;
		const { endsAt, problem } = found;
		if (headers) reply.header('X-Rate-Limit-Problem', problem);
		if (limits.tells === true && endsAt !== undefined) {
			reply.header('Retry-After', String(Math.max(1, Math.ceil((endsAt - now) / 1000))));
		}
		const words = problem === 'Day' ? 'Daily limit reached' : 'Rate limit exceeded';
		throw new PlatformError(429, 'Too Many Requests', words);
	});

	// The provider has answered before the platform does.
	app.addHook('onSend', async (request) => {
		const counts = underWay.get(request);
		if (counts !== undefined) counts.underWay -= 1;
	});
}
