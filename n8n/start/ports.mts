import { randomInt } from 'node:crypto';
import getPort, { portNumbers } from 'get-port';
import { Problem } from '../problem.mts';

/** Stops with one line when a port cannot be listened on; `setting` is the variable that moves it. */
export async function requireFreePort(
	port: number,
	purpose: string,
	setting: string,
): Promise<void> {
	if ((await getPort({ port })) === port) return;
	throw new Problem(
		`Port ${port}, meant for ${purpose}, is in use or not allowed here. End the program that uses it, or choose another one, for example: ${setting}=${port + 10} npm start`,
	);
}

/** Where Linux begins to give out ports by itself. */
const EPHEMERAL_FROM = 32_768;

/**
 * A port that nothing listens on, and that this process is not given again for a while; nor does the
 * system give it to whoever asks for any port, before it is listened on.
 */
export async function freePort(): Promise<number> {
	const from = randomInt(20_000, 30_000);
	return await getPort({ host: '127.0.0.1', port: portNumbers(from, EPHEMERAL_FROM - 1) });
}
