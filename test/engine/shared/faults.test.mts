import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedRequest } from '../../../simulator/index.mts';
import { compiled } from '../../support/compiled.mts';
import { CALLED, arrivedAt, creations, kindsIn, lineOf } from '../../support/engine/calls.mts';
import { FAULTS, type Fault } from '../../support/engine/faults.mts';
import { OPERATIONS, keyOf } from '../../support/engine/operations.mts';
import { SAMPLES } from '../../support/engine/samples/index.mts';
import type { Habits, Outcome, Prepared } from '../../support/engine/samples/sample.mts';
import type { RunResult } from '../../support/engine/run-node.mts';
import { stableOf } from '../../support/engine/stable.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';
import { useTimeLimits } from '../../support/time-limits.mts';

const { ERROR_CODES } = compiled<typeof import('../../../nodes/shared/errors/codes.ts')>(
	'nodes/shared/errors/codes',
);

const holder = useSimulator();
const time = useFakeTime();
const limits = useTimeLimits();

/** Another host, which nobody may call. */
let elsewhere: Server;
let calledElsewhere = 0;
beforeAll(async () => {
	elsewhere = createServer((_, response) => {
		calledElsewhere += 1;
		response.end('{}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	elsewhere.close();
});

type RunError = Partial<NonNullable<RunResult['error']>>;

interface Run {
	prepared: Prepared;
	outcome: Outcome;
	calls: RecordedRequest[];
}

/** Runs an operation anew, with a fault from one of its calls on. */
async function run(key: string, given?: { fault: Fault; at: number; good: Healthy }): Promise<Run> {
	const { simulator } = holder;
	simulator.reset();
	time.toPresent();
	const prepared = (await SAMPLES[key]?.(simulator)) as Prepared;
	const { secrets, habits: { far = 'platform' } = {} } = prepared;
	const before = arrivedAt(simulator, far).length;
	if (given) {
		const { fault, at, good } = given;
		const { port } = elsewhere.address() as AddressInfo;
		const rule = fault.rule({
			secrets: secrets.filter((_, index) => good.carries(at, index)).join(' '),
			origin: simulator.origin,
			elsewhere: `http://127.0.0.1:${port}/`,
		});
		simulator.fault({ path: CALLED[far], after: at, times: 1, ...rule });
	}
	const outcome = await prepared.run();
	return { prepared, outcome, calls: arrivedAt(simulator, far).slice(before) };
}

interface Healthy {
	/** The result, with what differs from run to run left open. */
	items: unknown;
	calls: RecordedRequest[];
	/** The first of each kind of call, by its place. */
	steps: number[];
	/** Whether a call, by its place, was made with a secret, by its place. */
	carries(call: number, secret: number): boolean;
}

const known = new Map<string, Promise<Healthy>>();

async function runTwice(key: string): Promise<Healthy> {
	const { outcome, calls, prepared } = await run(key);
	const again = await run(key);
	if (outcome.thrown) throw outcome.thrown as Error;
	expect(outcome.errors).toEqual([]);
	const sent = calls.map(({ headers, query, body }) => JSON.stringify([headers, query, body]));
	return {
		items: stableOf(outcome.items, again.outcome.items),
		calls,
		steps: kindsIn(calls),
		carries: (call, secret) => sent[call]?.includes(prepared.secrets[secret] ?? '') === true,
	};
}

/** What comes of an operation when nothing goes wrong. */
function healthy(key: string): Promise<Healthy> {
	const result = known.get(key) ?? runTwice(key);
	known.set(key, result);
	return result;
}

/** What an error says: message, advice and code, wherever n8n keeps them. */
function wordsIn({ errors, thrown }: Outcome) {
	const [item] = errors;
	const { message, description, context } = (thrown ?? {}) as RunError;
	const details = (item?.json.details ?? context?.data ?? {}) as Record<string, string>;
	return {
		message: item ? (item.json.error as string) : String(message),
		description: String(details.description ?? description),
		code: details.code ?? '',
	};
}

function expectOneClearError({ items, errors, thrown }: Outcome): void {
	expect(items).toEqual([]);
	expect(errors.length + (thrown === undefined ? 0 : 1)).toBe(1);
	for (const { json, pairedItem } of errors) {
		expect(Object.keys(json).slice(-2)).toEqual(['error', 'details']);
		expect(pairedItem ?? { item: 0 }).toEqual({ item: 0 });
	}
}

function expectWords(outcome: Outcome, codes: readonly string[]): void {
	const { message, description, code } = wordsIn(outcome);
	expect(codes).toContain(code);
	expect(ERROR_CODES).toContain(code);
	expect(`${message}\n${description}`).not.toMatch(/undefined|\[object|\bnull\b|NaN|x{200}/);
	expect(message).toMatch(/^\S.{10,400}$/);
	expect(description).toMatch(/\w[^]{10,1500}[.!?…]$/);
}

/** Nothing of a secret, from its beginning, that would help anybody. */
function expectNoSecret(outcome: Outcome, secrets: string[]): void {
	const words = JSON.stringify(wordsIn(outcome));
	expect(secrets.filter((secret) => words.includes(secret.slice(0, 10)))).toEqual([]);
}

const isError = ({ errors, thrown }: Outcome) => errors.length > 0 || thrown !== undefined;

/** Whether the result has to be right although a call met the fault. */
function passesAt(call: RecordedRequest, { passes }: Fault, habits: Habits): boolean {
	if (passes === 'always') return true;
	if (passes === 'never' || habits.untried?.test(lineOf(call))) return false;
	return passes === 'refused' || mayRepeat(call, habits);
}

function mayRepeat(call: RecordedRequest, { once, again }: Habits): boolean {
	if (once?.test(lineOf(call))) return false;
	return call.method !== 'POST' || again?.test(lineOf(call)) === true;
}

/** A poll that told nothing tells it the next time. */
async function expectNextTime({ prepared }: Run, { items }: Healthy): Promise<void> {
	time.toPresent();
	const next = await prepared.run();
	if (next.thrown) throw next.thrown as Error;
	expect(next.items).toEqual(items);
}

async function expectRightOrOneError(key: string, name: string, at: number): Promise<void> {
	const fault = FAULTS[name] as Fault;
	const good = await healthy(key);
	const made = await run(key, { fault, at, good });
	const { prepared, outcome, calls } = made;
	const { habits = {}, secrets } = prepared;
	const call = good.calls[at] as RecordedRequest;
	const passes = passesAt(call, fault, habits);
	if (isError(outcome) && !passes) {
		expectOneClearError(outcome);
		expectWords(outcome, [...fault.codes, ...(habits.codes ?? [])]);
		expectNoSecret(outcome, secrets);
	} else if (!isError(outcome) && habits.takes?.test(name)) {
		expect(outcome.items).toHaveLength(1);
	} else if (!passes && outcome.items.length === 1 && habits.tells?.(outcome.items[0] ?? {})) {
		expect(outcome.items).toHaveLength(1);
	} else if (!isError(outcome) && habits.comesAgain && outcome.items.length === 0) {
		await expectNextTime(made, good);
	} else {
		if (outcome.thrown) throw outcome.thrown as Error;
		expect(outcome.errors).toEqual([]);
		expect(outcome.items).toEqual(good.items);
	}
	expect(calledElsewhere).toBe(0);
	expect(calls.map(({ path }) => path).filter((path) => path.endsWith('/elsewhere'))).toEqual([]);
	const before = creations(good.calls);
	for (const [line, count] of Object.entries(creations(calls))) {
		if (habits.again?.test(line)) continue;
		expect([line, count <= (before[line] ?? 0)]).toEqual([line, true]);
	}
	expect(limits.unlimited.map(({ method, path }) => lineOf({ method, path }))).toEqual([]);
}

it('There is a good input for every operation that the nodes describe', () => {
	const operations = Object.keys(SAMPLES).map((key) => key.split(': ')[0]);
	expect([...new Set(operations)].sort()).toEqual(OPERATIONS.map(keyOf).sort());
});

describe.each(Object.keys(SAMPLES))('%s', (key) => {
	it.each(Object.keys(FAULTS))('with %s', async (name) => {
		const { steps, calls } = await healthy(key);
		const failures: string[] = [];
		for (const step of steps) {
			try {
				await expectRightOrOneError(key, name, step);
			} catch (error) {
				failures.push(`${lineOf(calls[step] as RecordedRequest)}: ${(error as Error).message}`);
			}
		}
		expect(failures).toEqual([]);
	});
});
