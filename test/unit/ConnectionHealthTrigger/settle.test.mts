import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { settle, settleFirst } = compiled<
	typeof import('../../../nodes/ConnectionHealthTrigger/settle.ts')
>('nodes/ConnectionHealthTrigger/settle');

type Entries = Parameters<typeof settle>[0];
type Looks = Parameters<typeof settle>[2];
type State = import('../../../nodes/ConnectionHealthTrigger/memory.ts').State;
type Finding = 'lost' | 'off' | 'well';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2031-01-15T00:00:00.000Z');
/** Intuit ends a consent after five years: this one on 30 January 2031. */
const END = '2031-01-30T00:00:00.000Z';
const END_DAY = Date.parse(END) / DAY_MS;

const row = (more: object = {}) => ({ id: 7, name: 'Books', token: 'token', ...more });
const CLEAN = { valid: true, disabled: false };
const DISABLED = { valid: true, disabled: true };
const INVALID = { valid: false, disabled: false };
const ENDING = {
	element: { key: 'quickbooks' },
	externalAuthentication: 'none',
	configuration: { 'oauth.user.refresh_token': '********' },
	createdDate: '2026-01-31T00:00:00.000Z',
	...CLEAN,
};

const HEALTH = {
	lost: { status: 'reauthorize', checkedBy: 'ping' },
	off: { status: 'disabled', checkedBy: 'instance', disabledBy: 'somebody' },
	well: { status: 'healthy', checkedBy: 'ping' },
} as const;

function looksAt(instance: ReturnType<typeof row>, finding?: Finding): Looks {
	if (!finding) return new Map();
	const health = { ...HEALTH[finding], reason: 'because', nextStep: 'next' };
	return new Map([[instance.id, { finding, health, instance }]]);
}

/** What a poll tells and remembers of the one instance. */
function poll(before: Entries, more: object, finding?: Finding, now = NOW) {
	const instance = row(more);
	const { entries, changes } = settle(before, [instance], looksAt(instance, finding), now);
	return { entries, entry: entries.get(7), events: changes.map(({ event }) => event), changes };
}

const remembered = (state: State | undefined): Entries => new Map(state ? [[7, { state }]] : []);

describe('What a poll tells, and what it remembers', () => {
	it.each<[State | undefined, string, object, Finding | undefined, string[], State | undefined]>([
		// before, row, look, events, after
		[undefined, 'clean', CLEAN, undefined, [], undefined],
		[undefined, 'clean', CLEAN, 'well', [], undefined],
		[undefined, 'clean', CLEAN, 'lost', ['died'], 'lostSilently'],
		[undefined, 'disabled', DISABLED, 'lost', ['died'], 'lost'],
		[undefined, 'disabled', DISABLED, 'off', [], 'off'],
		[undefined, 'disabled', DISABLED, undefined, [], undefined],
		[undefined, 'invalid', INVALID, 'lost', ['died'], 'lost'],
		[undefined, 'invalid', INVALID, 'well', [], 'misjudged'],
		['lost', 'disabled', DISABLED, undefined, [], 'lost'],
		['lost', 'disabled', DISABLED, 'lost', [], 'lost'],
		['lost', 'disabled', DISABLED, 'off', [], 'off'],
		['lost', 'clean', CLEAN, undefined, [], 'lost'],
		['lost', 'clean', CLEAN, 'lost', [], 'lostSilently'],
		['lost', 'clean', CLEAN, 'well', ['recovered'], undefined],
		['lost', 'invalid', INVALID, 'well', ['recovered'], 'misjudged'],
		['lostSilently', 'clean', CLEAN, undefined, [], 'lostSilently'],
		['lostSilently', 'clean', CLEAN, 'well', ['recovered'], undefined],
		['lostSilently', 'disabled', DISABLED, undefined, [], 'lost'],
		['off', 'disabled', DISABLED, undefined, [], 'off'],
		['off', 'clean', CLEAN, 'well', [], undefined],
		['off', 'clean', CLEAN, 'lost', ['died'], 'lostSilently'],
		['off', 'clean', CLEAN, undefined, [], 'off'],
		['misjudged', 'invalid', INVALID, undefined, [], 'misjudged'],
		['misjudged', 'invalid', INVALID, 'lost', ['died'], 'lost'],
		['misjudged', 'clean', CLEAN, undefined, [], undefined],
	])('%s, row %s, %j, look %s: %j', (state, _, more, finding, events, after) => {
		const result = poll(remembered(state), more, finding);
		expect([result.events, result.entry?.state]).toEqual([events, after]);
	});
});

describe('The first poll', () => {
	it.each<[object, Finding | undefined, State | undefined]>([
		[CLEAN, undefined, undefined],
		[CLEAN, 'lost', 'lostSilently'],
		[DISABLED, undefined, 'lost'],
		[DISABLED, 'off', 'off'],
		[INVALID, 'well', 'misjudged'],
		[ENDING, 'well', undefined],
	])('remembers of %j, look %s: %s', (more, finding, state) => {
		const instance = row(more);
		expect(settleFirst([instance], looksAt(instance, finding)).get(7)?.state).toBe(state);
	});
});

describe('An end that lies ahead', () => {
	it('is announced once, with the day', () => {
		const { changes, entries } = poll(new Map(), ENDING);
		expect(changes).toEqual([
			{
				event: 'expiresSoon',
				instance: row(ENDING),
				reason: expect.stringContaining('The provider ends this consent on 2031-01-30'),
				nextStep: expect.stringContaining('Send the customer a new link'),
				expiresAt: END,
			},
		]);
		expect(poll(entries, ENDING).events).toEqual([]);
		expect(poll(entries, ENDING, 'well').events).toEqual([]);
	});

	it('is announced again where it is another one', () => {
		const { entries } = poll(new Map(), ENDING);
		const later = { ...ENDING, createdDate: '2026-02-10T00:00:00.000Z' };
		expect(poll(entries, later).events).toEqual(['expiresSoon']);
	});

	it.each<[string, object, string]>([
		['is more than 30 days away', ENDING, '2030-12-30'],
		['is past, so that the connection was approved again', ENDING, '2031-02-01'],
	])('is not announced where it %s', (_, more, day) => {
		const { events, entry } = poll(new Map(), more, undefined, Date.parse(day));
		expect([events, entry]).toEqual([[], undefined]);
	});

	it('is forgotten when it is past', () => {
		const { entries } = poll(new Map(), ENDING);
		expect(poll(entries, ENDING, undefined, Date.parse('2031-02-01')).entry).toBeUndefined();
	});

	it('is none for a connection that has died, and not announced anew when it is back', () => {
		const died = poll(poll(new Map(), ENDING).entries, ENDING, 'lost');
		expect(died.events).toEqual(['died']);
		expect(died.entry).toEqual({ state: 'lostSilently', announced: END_DAY });
		expect(poll(died.entries, ENDING, 'well').events).toEqual(['recovered']);
	});

	it('of one that is switched off is that of tokens that nobody renews', () => {
		const renewed = { 'oauth.user.refresh_time': String(Date.parse('2030-10-15')) };
		const off = {
			...ENDING,
			...DISABLED,
			configuration: { ...ENDING.configuration, ...renewed },
		};
		expect(poll(remembered('off'), off).changes).toEqual([
			expect.objectContaining({ event: 'expiresSoon', expiresAt: '2031-01-23T00:00:00.000Z' }),
		]);
		expect(poll(new Map(), { ...off, ...CLEAN }).changes).toEqual([
			expect.objectContaining({ event: 'expiresSoon', expiresAt: END }),
		]);
	});
});

describe('An instance that the list does not have', () => {
	it('is forgotten after the second time', () => {
		const none = (before: Entries) => settle(before, [], new Map(), NOW).entries;
		const once = none(remembered('lost'));
		expect(once.get(7)).toEqual({ state: 'lost', missing: true });
		expect(none(once).size).toBe(0);
		expect(poll(once, DISABLED).entry).toEqual({ state: 'lost', announced: undefined });
	});
});
