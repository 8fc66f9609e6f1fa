import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../simulator/index.mts';
import { messageOf } from '../n8n/problem.mts';
import { homeFolder } from './settings.mts';

const file = join(homeFolder, 'simulator.state');

/** A killed demo loses at most this much. */
const SAVE_EVERY_MS = 5_000;

export interface LastingSimulator {
	simulator: Simulator;
	/** Whether it begins anew. */
	isNew: boolean;
	/** Saves its world and ends it. */
	close(): Promise<void>;
}

/** Starts the simulator with the world that the last start of the demo left, as n8n keeps what it knows of it. */
export async function startLastingSimulator(
	port: number,
	report: (line: string) => void,
): Promise<LastingSimulator> {
	const saved = await readFile(file).catch(() => undefined);
	const restored =
		saved &&
		(await startSimulator({ port, saved }).catch(() => {
			report('What the simulator kept cannot be read: it begins anew.');
			return undefined;
		}));
	const simulator = restored ?? (await startSimulator({ port }));
	let last = saved;
	const write = async () => {
		const now = simulator.save();
		if (last !== undefined && Buffer.compare(now, last) === 0) return;
		// Renamed when it is complete: a demo that is killed meanwhile leaves the one before.
		await writeFile(`${file}.new`, now);
		await rename(`${file}.new`, file);
		last = Buffer.from(now);
	};
	let saving = Promise.resolve();
	const save = async () => {
		saving = saving.then(write).catch((error) => {
			report(`What the simulator knows could not be saved: ${messageOf(error)}`);
		});
		await saving;
	};
	const timer = setInterval(() => void save(), SAVE_EVERY_MS);
	const close = async () => {
		clearInterval(timer);
		await save();
		await simulator.close();
	};
	return { simulator, isNew: restored === undefined, close };
}
