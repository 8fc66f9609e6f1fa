import type { Cost } from './machine.mts';
import type { World } from './world.mts';

/** What one turn of one side came to. */
export interface Turn extends Cost {
	/** Of single requests, where the case has them. */
	p99Ms?: number;
}

/** A thing that both sides do. */
export interface BenchCase {
	key: string;
	title: string;
	rival: string;
	/** The ratio of times, ours to theirs, that is to be reached. */
	goal: number;
	/** Whether n8n's settings decide it, so that it is measured with more than one. */
	bySetting: boolean;
	/** Makes the workflows, and gives what each side does in a turn. */
	prepare(world: World, quick: boolean): Promise<Sides>;
}

/** Does the work of one turn. */
export interface Sides {
	ours(): Promise<Turn>;
	theirs(): Promise<Turn>;
}
