import type { Cost } from './machine.mts';
import type { World } from './world.mts';

/** What one turn of one side came to. */
export interface Turn extends Cost {
	/** Half of the single requests took no longer, where the case has them. */
	p50Ms?: number;
	/** And 99 of 100. */
	p99Ms?: number;
}

/** What is compared, in the order of the report. */
export const MEASURES = ['ms', 'cpuMs', 'p50Ms', 'p99Ms', 'addedMB'] as const;

export type Measure = (typeof MEASURES)[number];

/** The two that take turns. */
export const SIDES = ['ours', 'theirs'] as const;

export type Side = (typeof SIDES)[number];

/** A thing that both sides do. */
export interface BenchCase {
	key: string;
	title: string;
	rival: string;
	/** The ratios, ours to theirs, that are to be reached. */
	goals: Partial<Record<Measure, number>>;
	/** Whether n8n's settings decide it, so that it is measured with more than one. */
	bySetting: boolean;
	/** Whether memory is what it is about: each turn has an n8n of its own, because one that has grown adds no more. */
	freshN8n?: boolean;
	/** How many pairs of turns there are; five, and three in short form, unless it says so. */
	pairs?: number;
	/** Makes the workflows, and gives what each side does in a turn. */
	prepare(world: World, quick: boolean): Promise<Record<Side, () => Promise<Turn>>>;
}
