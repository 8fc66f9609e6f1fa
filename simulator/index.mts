import Fastify from 'fastify';
import { addFault } from './control/faults.mts';
import { API_BASE, matches } from './control/matching.mts';
import type { Side } from './control/record.mts';
import { controlRoutes } from './control/routes.mts';
import { instanceById, populate, revoke } from './control/world.mts';
import { homeRoutes } from './home/routes.mts';
import { writeJson } from './json.mts';
import { releaseLate } from './control/late.mts';
import { runDue, scheduleAll, settled } from './platform/events/deliver.mts';
import { notify } from './platform/events/notify.mts';
import { platformRoutes } from './platform/routes.mts';
import { providerRoutes } from './providers/routes.mts';
import { restoreState, saveState } from './saved.mts';
import { ACCOUNTS } from './seed.mts';
import { createState, type World } from './state.mts';
import type { RecordedRequest, RequestFilter, Simulator } from './types.mts';

export type {
	AccountSecrets,
	FaultRule,
	RecordedRequest,
	RequestFilter,
	ResourceHabits,
	Simulator,
} from './types.mts';

function recorded(world: World, side: Side, filter: RequestFilter = {}): RecordedRequest[] {
	return world.state.traffic.requests[side].filter(({ method, path }) =>
		matches(filter, method, path),
	);
}

function controls(world: World): Omit<Simulator, 'close'> {
	return {
		get origin() {
			return world.origin;
		},
		get apiUrl() {
			return `${world.origin}${API_BASE}`;
		},
		accounts: ACCOUNTS,
		reset: () => {
			world.state = createState();
		},
		save: () => saveState(world.state),
		requests: (filter) => recorded(world, 'platform', filter),
		providerRequests: (filter) => recorded(world, 'provider', filter),
		faultsStruck: () => world.state.traffic.faults.reduce((sum, { struck }) => sum + struck, 0),
		instances: () => [...world.state.platform.instances.values()],
		peakInFlight: () => world.state.traffic.peakInFlight,
		fault: (rule) => {
			addFault(world.state.traffic, rule);
		},
		latency: (ms) => {
			world.state.traffic.latencyMs = ms;
		},
		populate: (element, resource, count, habits) => {
			populate(world, element, resource, count, habits);
		},
		emit: (instanceId, changes, shape) => {
			notify(world, instanceById(world, instanceId), changes, { changes }, shape);
		},
		settled: async () => {
			await settled(world);
		},
		limitCalls: ({ headers = false } = {}) => {
			world.state.platform.limits.counting = headers ? 'with headers' : 'yes';
		},
		revoke: (instanceId) => {
			revoke(world, instanceId);
		},
		clock: {
			set: (epochMs) => {
				world.state.clock.set(epochMs);
				runDue(world);
				releaseLate(world.state);
			},
			advance: (ms) => {
				world.state.clock.advance(ms);
				runDue(world);
				releaseLate(world.state);
			},
			reset: () => {
				world.state.clock.reset();
			},
		},
	};
}

/** Starts a platform with its providers, anew or with what an earlier one has saved; throws where that cannot be read. */
export async function startSimulator({
	port = 0,
	host = '127.0.0.1',
	saved,
}: { port?: number; host?: string; saved?: Uint8Array } = {}): Promise<Simulator> {
	const world: World = {
		origin: '',
		state: saved === undefined ? createState() : restoreState(saved),
	};
	const simulator = controls(world);
	const server = Fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
	});
	server.setReplySerializer(writeJson);
	await server.register(
		async (scope) => {
			platformRoutes(scope, world);
		},
		{ prefix: API_BASE },
	);
	await server.register(async (scope) => {
		await providerRoutes(scope, world);
	});
	await server.register(async (scope) => {
		await homeRoutes(scope, world, simulator);
	});
	await server.register(
		async (scope) => {
			controlRoutes(scope, simulator);
		},
		{ prefix: '/_simulator' },
	);
	world.origin = await server.listen({ port, host });
	scheduleAll(world);
	return Object.assign(simulator, { close: async () => await server.close() });
}
