import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { World } from '../state.mts';
import type { Simulator } from '../types.mts';
import { HOME_POLICY, homePage } from './page.mts';
import { TRIALS } from './trials.mts';

/** The home page of the simulator, for people, and its buttons. */
export async function homeRoutes(
	app: FastifyInstance,
	world: World,
	simulator: Omit<Simulator, 'close'>,
): Promise<void> {
	await app.register(formbody);
	// A page elsewhere must not press the buttons.
	app.addHook('preHandler', async ({ method, headers }, reply) => {
		const site = headers['sec-fetch-site'];
		if (method === 'POST' && (site === 'cross-site' || site === 'same-site')) {
			return await reply.code(403).send({ message: 'Use the buttons of the home page.' });
		}
	});
	app.get('/', async (_, reply) =>
		reply
			.type('text/html; charset=utf-8')
			.header('content-security-policy', HOME_POLICY)
			.header('cache-control', 'no-store')
			.send(homePage(world, simulator.apiUrl)),
	);
	app.post<{ Body: { instance?: string } | null }>(
		'/_simulator/try/revoke',
		async ({ body }, reply) => {
			const id = Number(body?.instance);
			if (!world.state.platform.instances.has(id)) {
				return await reply.code(404).send({ message: `There is no instance ${body?.instance}` });
			}
			simulator.revoke(id);
			return await reply.redirect('/', 303);
		},
	);
	for (const [name, trial] of Object.entries(TRIALS)) {
		app.post(`/_simulator/try/${name}`, async (_, reply) => {
			trial.run(simulator);
			return await reply.redirect('/', 303);
		});
	}
}
