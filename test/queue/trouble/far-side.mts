import Fastify from 'fastify';
import { setTimeout } from 'node:timers/promises';

/** Where n8n's own nodes do their work: as slow as the platform, and counting. */
export interface FarSide {
	url(path: 'done' | 'link'): string;
	/** How often the work was done for a customer. */
	count(customer: string): number;
	/** The address that an execution gave for its customer. */
	link(customer: string): string | undefined;
	close(): Promise<void>;
}

interface Told {
	customer: string;
	link?: string;
}

/** Starts it; each call takes so many milliseconds. */
export async function startFarSide(latencyMs: number): Promise<FarSide> {
	const counts = new Map<string, number>();
	const links = new Map<string, string>();
	const server = Fastify({ forceCloseConnections: true });
	server.post<{ Body: Told }>('/done', async ({ body: { customer } }) => {
		counts.set(customer, (counts.get(customer) ?? 0) + 1);
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
		count: (customer) => counts.get(customer) ?? 0,
		link: (customer) => links.get(customer),
		close: async () => await server.close(),
	};
}
