import { expect, it } from '@jest/globals';
import { BAD_VALUES, expectWords, isRefused, toldBy } from '../../support/engine/bad-values.mts';
import { lineOf } from '../../support/engine/calls.mts';
import { PLACES } from '../../support/engine/places.mts';
import { pairsOf } from '../../support/engine/run-node.mts';
import { runSample, sampleFor } from '../../support/engine/run-sample.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

/** Where only the far side knows whether a value can be meant: what it has is read first. */
const LOOKED_UP = [
	...['instance', 'customerElement', 'mapping.field.path', 'updateFields.configuration'],
];

const WITH_ITEMS = PLACES.filter(({ type }) => type !== 'waitForCustomer');

it.each(WITH_ITEMS.map((place) => [place.type, place.path, place] as const))(
	'%s refuses what cannot be meant in %s in words, and asks nobody for it',
	async (_type, _path, place) => {
		const key = await sampleFor(place);
		const run = async (values: readonly unknown[]) => {
			time.toPresent();
			return await runSample(holder.simulator, key, place, values);
		};
		const { items } = await run(BAD_VALUES);
		const refused = items.filter(isRefused);
		for (const item of refused) expectWords(toldBy(item.json));
		// A list may be empty; whatever else goes in comes out.
		const isList = place.path.startsWith('filters.') || place.path.startsWith('logFilters.');
		const out = new Set(pairsOf(items));
		if (!isList) expect(BAD_VALUES.filter((_, index) => !out.has(index))).toEqual([]);
		const values = pairsOf(refused).map((index) => BAD_VALUES[index]);
		if (values.length === 0) return;
		const lines = (await run(values)).calls.map(lineOf);
		const isLookedUp = LOOKED_UP.includes(place.path);
		expect(lines.filter((line) => !isLookedUp || !line.startsWith('GET '))).toEqual([]);
	},
);
