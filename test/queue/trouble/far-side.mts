import Fastify from 'fastify';
import { setTimeout } from 'node:timers/promises';

/** Where n8n's own nodes do their work: as slow as the platform, and counting. */
export interface FarSide {
	url(path: 'done' | 'link'): string;
	/** How often the work was done for a customer; once for an execution that says which it is. */
	count(customer: string): number;
	/** How often an execution did its work again: n8n's queue may run one a second time. */
	ranAgain(): number;
	/** The address that an execution gave for its customer. */
	link(customer: string): string | undefined;
	close(): Promise<void>;
}

interface Told {
	customer: string;
	/** With the number of the item: an execution that hands on two does its work twice. */
	execution?: string;
	link?: string;
}

/** Starts it; each call takes so many milliseconds. */
export async function startFarSide(latencyMs: number): Promise<FarSide> {
	/** What was done, by customer: the execution that did it, or a name of its own. */
	const works = new Map<string, Set<string>>();
	let again = 0;
	const links = new Map<string, string>();
	const server = Fastify({ forceCloseConnections: true });
	server.post<{ Body: Told }>('/done', async ({ body }) => {
		const { customer, execution = crypto.randomUUID() } = body;
		const done = works.get(customer) ?? new Set();
		if (done.has(execution)) again += 1;
		works.set(customer, done.add(execution));
		await setTimeout(latencyMs);
		return {};
	});
	server.post<{ Body: Told }>('/link', async ({ body: { customer, link = '' } }) => {
		links.set(customer, link);
		return {};
	});
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		url: (path) => `${origin}/${path}`,
		count: (customer) => works.get(customer)?.size ?? 0,
		ranAgain: () => again,
		link: (customer) => links.get(customer),
		close: async () => await server.close(),
	};
}
