import { statfs } from 'node:fs/promises';
import { Problem } from '../problem.mts';

/** Stops with one line when the disk of a folder has too little room left. */
export async function requireSpace(folder: string, bytes: number, purpose: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= bytes) return;
	throw new Problem(
		`The disk is full: ${purpose} takes about ${inWords(bytes)}, and ${folder} has ${inWords(free)} left. Make room and start again.`,
	);
}

function inWords(bytes: number): string {
	return bytes < 1e9 ? `${Math.floor(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
