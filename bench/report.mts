import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../n8n/paths.mts';
import { MEASURES, type BenchCase, type Measure, type Turn } from './case.mts';
import type { machine } from './machine.mts';

/** What a case came to with one setting of n8n. */
export interface Result extends Pick<BenchCase, 'key' | 'title' | 'rival' | 'goals'> {
	setting: string;
	/** When it was measured, and whether in short form. */
	at: string;
	quick: boolean;
	ours: Turn[];
	theirs: Turn[];
}

export interface Report {
	machine: ReturnType<typeof machine>;
	results: Result[];
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The median of the ratios of turns that followed each other. */
function ratio({ ours, theirs }: Result, measure: Measure): number {
	return median(ours.map((turn, n) => (turn[measure] ?? NaN) / (theirs[n]?.[measure] ?? NaN)));
}

const LABELS: Record<Measure, string> = {
	ms: 'time',
	cpuMs: 'processor',
	p50Ms: 'half within',
	p99Ms: '99 of 100 within',
	addedMB: 'added memory',
};

/** A ratio, and beside it what was to be reached. */
function cell(result: Result, measure: Measure): string {
	const value = ratio(result, measure);
	const goal = result.goals[measure];
	// What a grown n8n adds is chance.
	if (!Number.isFinite(value) || (measure === 'addedMB' && goal === undefined)) return '–';
	const reached = `${value.toFixed(2)} ×`;
	if (goal === undefined) return reached;
	return `**${reached}** (${value <= goal ? 'reached' : 'missed'}: ${goal.toFixed(2)})`;
}

/** A row for each result, in the words of a table. */
export function rowsOf({ results }: Report): string[][] {
	return [
		['case', 'against', 'n8n', ...MEASURES.map((measure) => LABELS[measure])],
		...results.map((result) => [
			`${result.key}: ${result.title}${result.quick ? ' (short form)' : ''}`,
			result.rival,
			result.setting,
			...MEASURES.map((measure) => cell(result, measure)),
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

const WHY_MISSED = `## Where a goal is missed

As n8n comes, it sets up an engine for expressions (a V8 isolate, 26 to 40 ms of processor time here) for each scope of a webhook, whether or not there is an expression in it. n8n's own Webhook node needs one for a visit, because n8n leaves it out while it reads that node's parameters. A trigger of a community node needs three: to read the parameters, to read the credential, and to run the workflow. None of our code runs in them, and a node cannot keep n8n from it. With lazy isolates none is set up, and the trigger does what it does, decrypting a credential and opening a seal, in the time that Webhook needs to store its request.

What was tried and left: to keep the key of the seal in memory for ten seconds spares one of the three (102 to 76 ms of processor time a callback, 2.6 to 1.8 times Webhook's time). It reaches no goal, a secret that was changed would go on to be good for that time, and with lazy isolates it gains nothing.

C and G with lazy isolates: 0.97 to 1.09 × in nine runs; two runs of the same side differ by 0.05. The memory that G added was 0.96, 1.00 and 1.01 × in the last three runs: 188 MB against 187 in the last. A callback costs about 6.5 ms of processor time, Webhook's visit 6. Of the difference n8n needs 0.3 ms, for three queries and a decryption, to hand the account's credential out, which Webhook has none of; our own code needs 0.1 ms to derive the key, open the seal and answer. The check of the trigger's parameters at each visit does not show in the profile.

E: the mark of the next page comes with the page before, so 500 pages cannot be read at the same time. 20 ms of each page are the platform's; a bare client that does nothing but ask for the next, over one connection, takes 22.5 ms a page, which would be 0.78 ×. n8n opens a connection for each request and needs 25 to 26 ms, HTTP Request 29. What was tried and left: to ask for the next page before the last has been read changes nothing that can be measured (13.1 in place of 13.2 seconds). What is left is not ours.
`;

const RESULTS = 'bench/results.json';

/** What was measured now, and before it what was not. */
async function withEarlier({ results }: Report): Promise<Result[]> {
	const kept = JSON.parse(await readFile(join(projectFolder, RESULTS), 'utf8')) as Report;
	const isNew = ({ key, setting }: Result) =>
		results.some((one) => one.key === key && one.setting === setting);
	const all = [...kept.results.filter((one) => !isNew(one)), ...results];
	return all.sort((a, b) => a.key.localeCompare(b.key));
}

/** Keeps the figures, those of earlier runs too that were not taken again, and writes the page about them. */
export async function writeReport(measured: Report): Promise<void> {
	const report = { ...measured, results: await withEarlier(measured) };
	const { machine: on } = report;
	const days = [...new Set(report.results.map(({ at }) => at.slice(0, 10)))].sort().join(' and ');
	const page = `# Performance

Written by \`npm run bench\`. Each case is done by nodes of this package and by n8n's own nodes, in the same real n8n against the simulator, in turn; case H compares this package with itself. The figures are ratios, ours to theirs, medians of the pairs: below 1 is faster, or less. In bold what has a goal. n8n's own nodes keep the account's secrets in the credential, as ours do. (Written into the workflow, where everybody reads them, they cost HTTP Request nothing: case A then takes it 0.75 s in place of 2.4, and B is 1.06 × in place of 0.93 × with lazy isolates.)

Measured on ${days}: ${on.processor}, ${on.cores} cores, ${on.memoryGB} GB, Node.js ${on.node}, load ${on.load} before the last began. With a load above the number of cores only the ratios mean something.

${table(rowsOf(report))}

_Lazy isolates_ is n8n with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` ([operations](operations.md)).

${WHY_MISSED}
All figures: [bench/results.json](../bench/results.json).
`;
	await write('docs/performance.md', page);
	await write(RESULTS, JSON.stringify(report));
}
