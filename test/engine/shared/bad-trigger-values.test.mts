import { expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { BAD_VALUES, expectWords, toldBy, type Told } from '../../support/engine/bad-values.mts';
import { arrivedAt } from '../../support/engine/calls.mts';
import { STORED_PLACES, type Place } from '../../support/engine/places.mts';
import type { RunResult } from '../../support/engine/run-node.mts';
import type { Said } from '../../support/engine/samples/sample.mts';
import { TRIGGER_SAMPLES } from '../../support/engine/samples/triggers.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

const NONE = 'no such choice';

/** The doors of a trigger at which a parameter is shown: `recordChangesTrigger scope tag, poll` needs that scope. */
function doorsFor({ type, path, parameters }: Place): string[] {
	const needed = parameters(NONE);
	return Object.keys(TRIGGER_SAMPLES).filter((key) => {
		const [name, choice = '', value] = key.split(/[ ,]+/);
		return (
			name === type && (path === choice || [undefined, value].includes(needed[choice] as string))
		);
	});
}

/** What an error says of itself. */
function toldByError(error: Partial<NonNullable<RunResult['error']>>): Told {
	const { message, description, context } = error;
	return { message, description, code: (context?.data as IDataObject | undefined)?.code };
}

/** Nothing in it is only for programmers, and a customer who is refused can be told by whoever reads the log. */
function expectSaid({ status, log, html = '' }: Said): void {
	for (const text of [...log, html]) {
		expect(text).not.toMatch(/undefined|\[object|Cannot read|is not a function|\bNaN\b/);
	}
	if (status < 400) return;
	expect(log).not.toEqual([]);
	if (html !== '') expect(log.join()).toContain(/Reference: (\w{8})/.exec(html)?.[1]);
}

async function enter(door: string, { parameters }: Place, value: unknown) {
	const { simulator } = holder;
	simulator.reset();
	time.toPresent();
	const given = parameters(value) as INodeParameters;
	const prepared = await TRIGGER_SAMPLES[door]?.(simulator, given);
	if (!prepared) throw new Error(`there is no sample ${door}`);
	const before = arrivedAt(simulator).length;
	const { thrown, errors } = await prepared.run();
	const calls = arrivedAt(simulator).slice(before);
	const said = prepared.said ?? [];
	const told = [
		...errors.map(({ json }) => toldBy(json)),
		...(thrown ? [toldByError(thrown)] : []),
	];
	return { told, said, calls: calls.map(({ method, path }) => `${method} ${path}`) };
}

const CASES = STORED_PLACES.flatMap((place) =>
	doorsFor(place).map((door) => [door, place.path, place] as const),
);

it.each(CASES)('%s refuses what cannot be meant in %s in words', async (door, _path, place) => {
	for (const value of BAD_VALUES) {
		const { told, said, calls } = await enter(door, place, value);
		told.forEach(expectWords);
		said.forEach(expectSaid);
		const isRefused = told.length > 0 || said.some(({ status }) => status >= 400);
		if (isRefused) expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
	}
});
