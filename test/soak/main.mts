import { parseArgs } from 'node:util';
import { inWorld } from '../../bench/world.mts';
import { countOf } from './outcomes.mts';
import { storm } from './storm.mts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { seed: { type: 'string', default: '1' } },
});
const customers = Number(positionals[0] ?? 500);
const seed = Number(values.seed);
if (!Number.isInteger(customers) || customers < 1 || !Number.isInteger(seed)) {
	throw new Error('npm run soak -- [customers] [--seed number]');
}

const SETTINGS = {
	// As docs/operations.md recommends it.
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// n8n deletes old executions beyond 10,000 unless it is told not to.
	EXECUTIONS_DATA_PRUNE: 'false',
};

await inWorld(SETTINGS, async (world) => {
	console.log(`${customers} customers, seed ${seed}`);
	const { outcomes, instances, ...figures } = await storm(world, {
		customers,
		seed,
		withSlowCreations: true,
	});
	const counts = countOf(outcomes, instances);
	console.log({ ...figures, ...counts });
	const reasons = new Map<string, number>();
	for (const { failure } of outcomes) {
		if (!failure) continue;
		const reason = `${failure.code}: ${failure.message}`;
		reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
	}
	console.table([...reasons].map(([reason, count]) => ({ reason, count })));
	const { lost, doubled, falseWords } = counts;
	if (lost + doubled + falseWords.length > 0) process.exitCode = 1;
});
