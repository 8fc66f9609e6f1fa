import { parseArgs } from 'node:util';
import type { BenchCase, Turn } from './case.mts';
import { callbacks } from './cases/callbacks.mts';
import { get } from './cases/get.mts';
import { onboarding } from './cases/onboarding.mts';
import { pages } from './cases/pages.mts';
import { machine } from './machine.mts';
import { rowsOf, writeReport, type Report } from './report.mts';
import { inWorld, type World } from './world.mts';

const CASES: BenchCase[] = [get, onboarding, callbacks, pages];

/** How n8n is started; the first as it comes. */
const SETTINGS: Array<{ name: string; environment: Record<string, string> }> = [
	{ name: 'as it comes', environment: {} },
	{ name: 'lazy isolates', environment: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

const { values } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const { quick, only } = values;
const wanted = CASES.filter(({ key }) => !only || only.toUpperCase().split(',').includes(key));
if (wanted.length === 0)
	throw new Error(`There is no case ${only}: ${CASES.map(({ key }) => key).join()}`);
const report: Report = { at: new Date().toISOString(), machine: machine(), quick, results: [] };
console.log(report.machine);

/** Both sides in turn, after each has done it once. */
async function run(one: BenchCase, world: World, setting: string): Promise<void> {
	const { key, title, rival, goal } = one;
	const sides = await one.prepare(world, quick);
	const turns: Record<'ours' | 'theirs', Turn[]> = { ours: [], theirs: [] };
	for (let pair = 0; pair <= (quick ? 3 : 5); pair++) {
		for (const side of ['ours', 'theirs'] as const) {
			const turn = await sides[side]();
			if (pair === 0) continue;
			turns[side].push(turn);
			console.log(key, setting, side, turn);
		}
	}
	report.results.push({ key, title, rival, goal, setting, ...turns });
}

for (const { name, environment } of SETTINGS) {
	const cases = wanted.filter(({ bySetting }) => bySetting || name === SETTINGS[0]?.name);
	if (cases.length === 0) continue;
	await inWorld(environment, async (world) => {
		for (const one of cases) await run(one, world, name);
	});
}
report.results.sort((a, b) => a.key.localeCompare(b.key));
console.table(rowsOf(report));
if (!only) await writeReport(report);
