import { lock } from 'proper-lockfile';
import { codeOf } from './problem.mts';

/** A lock that is held; `release` gives it back. */
export interface Lock {
	release(): Promise<void>;
}

/** A holder says this often that it is alive; a busy machine may keep it from doing so for a while. */
const staleMs = 20_000;

/**
 * Takes a lock, which is an entry in the file system, for as long as this process lives.
 * Gives undefined when another process holds it. One that was killed holds it for 20 s more.
 */
export async function takeLock(path: string): Promise<Lock | undefined> {
	try {
		return {
			release: await lock(path, { lockfilePath: path, realpath: false, stale: staleMs }),
		};
	} catch (error) {
		if (codeOf(error) === 'ELOCKED') return undefined;
		throw error;
	}
}
