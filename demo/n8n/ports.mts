import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { codeOf, Problem } from '../problem.mts';

/** What browsers take `localhost` for; not every machine has the second. */
const loopback = ['127.0.0.1', '::1'];

/** Stops with one line when a port cannot be listened on; `setting` is the variable that moves it. */
export async function requireFreePort(
	port: number,
	purpose: string,
	setting: string,
): Promise<void> {
	try {
		for (const address of loopback) await listenOnce(port, address);
	} catch (error) {
		const advice = `choose another one, for example: ${setting}=${port + 10} npm start`;
		switch (codeOf(error)) {
			case 'EADDRINUSE':
				throw new Problem(
					`Port ${port}, meant for ${purpose}, is in use. End the program that uses it, or ${advice}`,
				);
			case 'EACCES':
				throw new Problem(`Port ${port}, meant for ${purpose}, is not allowed here: ${advice}`);
			case 'EADDRNOTAVAIL':
			case 'EAFNOSUPPORT':
				return;
			default:
				throw error;
		}
	}
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

async function listenOnce(port: number, address = loopback[0]): Promise<number> {
	const server = createServer().listen(port, address);
	await once(server, 'listening');
	const { port: used } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return used;
}
