import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../n8n/paths.mts';
import type { Turn } from './case.mts';
import type { machine } from './machine.mts';

/** What a case came to with one setting of n8n. */
export interface Result {
	key: string;
	title: string;
	rival: string;
	goal: number;
	setting: string;
	ours: Turn[];
	theirs: Turn[];
}

export interface Report {
	at: string;
	machine: ReturnType<typeof machine>;
	quick: boolean;
	results: Result[];
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The median of the ratios of turns that followed each other. */
function ratio({ ours, theirs }: Result, value: (turn: Turn) => number | undefined): number {
	return median(ours.map((turn, n) => (value(turn) ?? NaN) / (value(theirs[n] as Turn) ?? NaN)));
}

const times = (value: number) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

/** A row for each result, in the words of a table. */
export function rowsOf({ results }: Report): string[][] {
	return [
		['case', 'against', 'n8n', 'time', 'must be', 'processor', '99 of 100', 'added memory'],
		...results.map((result) => [
			`${result.key}: ${result.title}`,
			result.rival,
			result.setting,
			times(ratio(result, ({ ms }) => ms)),
			`≤ ${times(result.goal)}`,
			times(ratio(result, ({ cpuMs }) => cpuMs)),
			times(ratio(result, ({ p99Ms }) => p99Ms)),
			`${Math.round(median(result.ours.map(({ addedMB }) => addedMB)))} / ${Math.round(median(result.theirs.map(({ addedMB }) => addedMB)))} MB`,
		]),
	];
}

function table([head = [], ...rows]: string[][]): string {
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

async function write(name: string, text: string): Promise<void> {
	const file = join(projectFolder, name);
	const options = { ...(await resolveConfig(file)), filepath: file };
	await writeFile(file, await format(text, options));
}

/** Keeps the figures, and writes the page about them. */
export async function writeReport(report: Report): Promise<void> {
	const { at, machine: on, quick } = report;
	const page = `# Performance

Written by \`npm run bench\`. Each case is done by nodes of this package and by n8n's own nodes, in the same real n8n against the simulator, in turn. The ratios are ours to theirs, medians of the pairs; below 1 is faster.

Measured on ${at.slice(0, 10)}: ${on.processor}, ${on.cores} cores, ${on.memoryGB} GB, Node.js ${on.node}, load ${on.load} before it began${quick ? ', in short form' : ''}. With a load above the number of cores only the ratios mean something.

${table(rowsOf(report))}

_Lazy isolates_ is n8n with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` ([operations](operations.md)).

All figures: [bench/results.json](../bench/results.json).
`;
	await write('docs/performance.md', page);
	await write('bench/results.json', JSON.stringify(report));
}
