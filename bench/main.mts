import { parseArgs } from 'node:util';
import { SIDES, type BenchCase, type Side, type Turn } from './case.mts';
import { callbacks, rush } from './cases/callbacks.mts';
import { get } from './cases/get.mts';
import { onboarding1, onboarding2 } from './cases/onboarding.mts';
import { cursor, memory, pages } from './cases/pages.mts';
import { reprovisioning } from './cases/reprovisioning.mts';
import { machine } from './machine.mts';
import { rowsOf, writeReport, type Report, type Result } from './report.mts';
import { inWorld, type World } from './world.mts';

const CASES: BenchCase[] = [
	...[get, onboarding2, callbacks, pages, cursor, onboarding1],
	...[rush, reprovisioning, memory],
];

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
const report: Report = { machine: machine(), results: [] };
const at = new Date().toISOString();
console.log(report.machine);

/** Both sides in turn, after each has done it once. */
async function inTurn(one: BenchCase, world: World, keep: (side: Side, turn: Turn) => void) {
	const sides = await one.prepare(world, quick);
	for (const side of SIDES) await sides[side]();
	for (let pair = 0; pair < (one.pairs ?? (quick ? 3 : 5)); pair++) {
		for (const side of SIDES) keep(side, await sides[side]());
	}
}

/** Each side in an n8n of its own, as it is after its start. */
async function inFreshN8n(
	one: BenchCase,
	environment: Record<string, string>,
	keep: (side: Side, turn: Turn) => void,
) {
	for (let pair = 0; pair < (one.pairs ?? 1); pair++) {
		for (const side of SIDES) {
			await inWorld(environment, async (world) => {
				const sides = await one.prepare(world, quick);
				keep(side, await sides[side]());
			});
		}
	}
}

for (const { name: setting, environment } of SETTINGS) {
	const cases = wanted.filter(({ bySetting }) => bySetting || setting === SETTINGS[0]?.name);
	const results = new Map(
		cases.map((one) => {
			const { key, title, rival, goals } = one;
			const result: Result = { key, title, rival, goals, setting, at, quick, ours: [], theirs: [] };
			return [one, result];
		}),
	);
	const keepFor = (one: BenchCase) => (side: Side, turn: Turn) => {
		results.get(one)?.[side].push(turn);
		console.log(one.key, setting, side, turn);
	};
	const shared = cases.filter(({ freshN8n }) => !freshN8n);
	if (shared.length > 0) {
		await inWorld(environment, async (world) => {
			for (const one of shared) await inTurn(one, world, keepFor(one));
		});
	}
	for (const one of cases) {
		if (one.freshN8n) await inFreshN8n(one, environment, keepFor(one));
	}
	report.results.push(...results.values());
}
report.results.sort((a, b) => a.key.localeCompare(b.key));
for (const row of rowsOf(report)) console.log(row.join(' | '));
await writeReport(report);
