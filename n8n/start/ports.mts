import getPort from 'get-port';
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

/** A port that nothing listens on, and that this process is not given again for a while. */
export async function freePort(): Promise<number> {
	return await getPort({ host: '127.0.0.1' });
}
