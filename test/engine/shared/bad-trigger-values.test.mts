import { expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { BAD_VALUES, expectWords, toldBy, type Told } from '../../support/engine/bad-values.mts';
import { arrivedAt, lineOf } from '../../support/engine/calls.mts';
import { STORED_PLACES, type Place } from '../../support/engine/places.mts';
import type { RunResult } from '../../support/engine/run-node.mts';
import type { Outcome, Prepared, Said } from '../../support/engine/samples/sample.mts';
import { TRIGGER_SAMPLES } from '../../support/engine/samples/triggers.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

/** `recordChangesTrigger scope tag, poll` in its parts. */
const partsOf = (key: string) => {
	const [before = '', door = ''] = key.includes(', ') ? key.split(', ') : ['', key];
	const [type = '', choice = '', value = ''] = (before || door).split(' ');
	return before ? { type, choice, value, door } : { type, choice: '', value: '', door };
};

/** The doors of its trigger at which a parameter is shown, each with one choice unless the choice is bad itself. */
function doorsFor({ type, path, parameters }: Place): string[] {
	const needed = parameters('');
	const shown = Object.keys(TRIGGER_SAMPLES).filter((key) => {
		const { type: own, choice, value } = partsOf(key);
		return (
			own === type && (path === choice || [undefined, value].includes(needed[choice] as string))
		);
	});
	const doors = shown.map((key) => partsOf(key).door);
	return shown.filter(
		(key, index) => partsOf(key).choice === path || doors.indexOf(partsOf(key).door) === index,
	);
}

/** What the errors say. */
function toldIn({ thrown, errors }: Outcome): Told[] {
	const told = errors.map(({ json }) => toldBy(json));
	if (thrown === undefined) return told;
	const { message, description, context } = thrown as Partial<NonNullable<RunResult['error']>>;
	const code = (context?.data as IDataObject | undefined)?.code;
	return [...told, { message, description, code }];
}

/** A page is for people, and who is refused finds the reason in the log. */
function expectSaid({ status, log, html = '' }: Said): void {
	for (const text of [...log, html]) {
		expect(text).not.toMatch(/undefined|\[object|Cannot read|is not a function/);
	}
	expect(log.join()).not.toMatch(/x{1000}/);
	expect([0, 200, 303, 401, 403, 500]).toContain(status);
	if (status < 400) return;
	expect(log).not.toEqual([]);
	if (html) expect(log.join()).toContain(/Reference: (\w{8})/.exec(html)?.[1] ?? 'no reference');
}

interface Entered {
	value: unknown;
	told: Told[];
	said: Said[];
	/** What was called at the platform. */
	calls: string[];
}

/** Doors after which everything is as it was before. */
const UNCHANGED = /checkExists|webhook/;

/** Comes in at a door with each value in a parameter. Where n8n itself lets nobody in, nothing comes of it. */
async function enter(
	door: string,
	{ parameters }: Place,
	values: readonly unknown[],
): Promise<Array<Entered | undefined>> {
	const { simulator } = holder;
	const all: Array<Entered | undefined> = [];
	let prepared: Prepared | undefined;
	for (const value of values) {
		if (!prepared || !UNCHANGED.test(door)) {
			simulator.reset();
			time.toPresent();
			const given = () => parameters(values[all.length]) as INodeParameters;
			prepared = (await TRIGGER_SAMPLES[door]?.(simulator, given)) as Prepared;
		}
		const before = arrivedAt(simulator).length;
		// What a node throws is told; n8n throws by itself where it begins no execution.
		const outcome = await prepared.run().catch(() => undefined);
		const calls = arrivedAt(simulator).slice(before);
		const said = prepared.said?.splice(0) ?? [];
		all.push(outcome && { value, told: toldIn(outcome), said, calls: calls.map(lineOf) });
	}
	return all;
}

const isRefused = ({ told, said }: Entered) =>
	told.length > 0 || said.some(({ status }) => status >= 400);

/** Refused by the node itself, before it had asked anybody. */
const isUnfit = ({ code }: Told) => code === 'invalid_input' || code === 'number_rounded';

const CASES = STORED_PLACES.flatMap((place) =>
	doorsFor(place).map((door) => [door, place.path, place] as const),
);

it.each(CASES)('%s refuses what cannot be meant in %s in words', async (door, _path, place) => {
	for (const entered of await enter(door, place, BAD_VALUES)) {
		if (!entered) continue;
		const { value, told, said, calls } = entered;
		told.forEach(expectWords);
		said.forEach(expectSaid);
		const writes = calls.filter((call) => !call.startsWith('GET'));
		if (isRefused(entered)) expect({ value, writes }).toEqual({ value, writes: [] });
		if (told.some(isUnfit)) expect({ value, calls }).toEqual({ value, calls: [] });
	}
});

/** n8n makes an object of what should be one, and a locator's value is where its mode says. */
const isWhole = ({ type, path }: Place) =>
	STORED_PLACES.some((other) => other.type === type && other.path.startsWith(`${path}.`));

/** Where a trigger lets nobody in with what it cannot read. Taking down must go on whatever is set by then. */
const LETS_IN = /checkExists|webhook|poll|^waitForCustomer$/;

/** What is read when a workflow is published, and may come by an expression. */
const FOR_PUBLISHING = ['path', 'options.eventObjects'];

const isRead = (door: string, path: string) =>
	LETS_IN.test(door) && !(door.includes('webhook') && FOR_PUBLISHING.includes(path));

it.each(CASES.filter(([door, path, place]) => isRead(door, path) && !isWhole(place)))(
	'%s does not take an object in %s for anything else',
	async (door, _path, place) => {
		const [entered] = await enter(door, place, [{ a: 1 }]);
		expect(entered && isRefused(entered)).toBe(true);
		expect(entered?.calls).toEqual([]);
	},
);
