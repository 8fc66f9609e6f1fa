import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { codeOf, Problem } from '../problem.mts';

const loopback = '127.0.0.1';

/** Stops with one line when a port cannot be listened on; `setting` is the variable that moves it. */
export async function requireFreePort(port: number, purpose: string, setting: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		const advice = `choose another one, for example: ${setting}=${port + 10} npm start`;
		switch (codeOf(error)) {
			case 'EADDRINUSE':
				throw new Problem(
					`Port ${port}, meant for ${purpose}, is in use. End the program that uses it, or ${advice}`,
				);
			case 'EACCES':
				throw new Problem(`Port ${port}, meant for ${purpose}, is not allowed here: ${advice}`);
			default:
				throw error;
		}
	}
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

async function listenOnce(port: number): Promise<number> {
	const server = createServer().listen(port, loopback);
	await once(server, 'listening');
	const { port: used } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return used;
}
