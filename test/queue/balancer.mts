import replyFrom from '@fastify/reply-from';
import Fastify, { type FastifyReply } from 'fastify';

/** One address for several servers, as a load balancer gives it. */
export interface Balancer {
	origin: string;
	/** Where requests go, in turn: origins. */
	readonly targets: Set<string>;
	close(): Promise<void>;
}

/** How long a server may take to answer, as with nginx. */
const PATIENCE_MS = 60_000;

/**
 * Starts a load balancer that does what nginx does without settings: it takes the servers in turn, asks the next one
 * where none listens, and sends no request twice that a server may have read.
 */
export async function startBalancer(): Promise<Balancer> {
	const targets = new Set<string>();
	let turn = 0;
	const server = Fastify({ bodyLimit: 20_000_000, forceCloseConnections: true });
	await server.register(replyFrom, {
		disableCache: true,
		http: { agentOptions: { keepAlive: false }, requestOptions: { timeout: PATIENCE_MS } },
	});
	// Signatures are over the bytes as they came.
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => {
		done(null, body);
	});
	const pass = (reply: FastifyReply, [target, ...others]: string[]): FastifyReply => {
		if (target === undefined) return reply.code(502).send('Nobody is there to answer');
		const { url, headers, body } = reply.request;
		return reply.from(`${target}${url}`, {
			...(Buffer.isBuffer(body) && { body, contentType: headers['content-type'] }),
			rewriteRequestHeaders: (_, sent) => ({ ...sent, host: headers.host }),
			onError: (_, { error }) => {
				const { code } = Object(error.cause) as { code?: string };
				if (code === 'ECONNREFUSED') pass(reply, others);
				else void reply.code(502).send(`The server broke off: ${code ?? error.message}`);
			},
		});
	};
	server.all('/*', async (_, reply) => {
		const all = [...targets];
		const first = turn++ % Math.max(1, all.length);
		return pass(reply, [...all.slice(first), ...all.slice(0, first)]);
	});
	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	return { origin, targets, close: async () => await server.close() };
}
