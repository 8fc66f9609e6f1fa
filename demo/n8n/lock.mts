import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { codeOf } from '../problem.mts';

/** A lock that is held; `release` gives it back. */
export interface Lock {
	release(): Promise<void>;
}

/**
 * Takes a lock file that names the process holding it.
 * Gives that process's number instead when another one that is alive holds it.
 */
export async function takeLock(file: string): Promise<Lock | number> {
	// Written aside and linked into place: nobody ever reads a lock that does not name its holder yet.
	const own = `${file}.${randomUUID()}`;
	await writeFile(own, String(process.pid));
	try {
		for (;;) {
			if (await linkIfMissing(own, file)) {
				return { release: async () => await rm(file, { force: true }) };
			}
			const holder = await readFile(file, 'utf8').catch(() => '');
			if (isAlive(Number.parseInt(holder, 10))) return Number.parseInt(holder, 10);
			await removeStale(file, holder);
		}
	} finally {
		await rm(own, { force: true });
	}
}

async function linkIfMissing(existing: string, file: string): Promise<boolean> {
	try {
		await link(existing, file);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

function isAlive(pid: number): boolean {
	if (Number.isNaN(pid)) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

/** Of several processes that find the same stale lock one renames it; who got a newer one puts it back. */
async function removeStale(file: string, staleHolder: string): Promise<void> {
	const aside = `${file}.${randomUUID()}`;
	try {
		await rename(file, aside);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return;
		throw error;
	}
	if ((await readFile(aside, 'utf8')) !== staleHolder) await linkIfMissing(aside, file);
	await rm(aside, { force: true });
}
