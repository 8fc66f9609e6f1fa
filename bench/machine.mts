import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** Clock ticks a second of `/proc`, the same on every Linux that Node.js runs on. */
const TICKS = 100;

/** What the figures were measured on. */
export function machine() {
	return {
		processor: cpus()[0]?.model ?? 'unknown',
		cores: availableParallelism(),
		memoryGB: Math.round(totalmem() / 2 ** 30),
		node: process.version,
		/** Load of the last minute before: above the number of cores only ratios mean something. */
		load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
	};
}

async function cpuMs(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

async function memoryMB(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** What a piece of work took: time, processor time of n8n, and memory that n8n had at most beyond what it had before. */
export interface Cost {
	ms: number;
	cpuMs: number;
	addedMB: number;
}

/** Does a piece of work and tells what it cost the n8n of this process ID. */
export async function measure(pid: number, work: () => Promise<unknown>): Promise<Cost> {
	const before = { cpu: await cpuMs(pid), memory: await memoryMB(pid) };
	let most = before.memory;
	let running = true;
	const watching = (async () => {
		while (running) {
			most = Math.max(most, await memoryMB(pid));
			await delay(50);
		}
	})();
	const start = performance.now();
	try {
		await work();
	} finally {
		running = false;
	}
	const ms = performance.now() - start;
	await watching;
	return { ms, cpuMs: (await cpuMs(pid)) - before.cpu, addedMB: most - before.memory };
}
