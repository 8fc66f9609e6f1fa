import type { FaultRule } from '../../../simulator/types.mts';

/** What a fault may repeat, and where it may lead. */
export interface Surroundings {
	/** What nobody may read in an error, as text. */
	secrets: string;
	/** Of the simulator. */
	origin: string;
	/** Of another host. */
	elsewhere: string;
}

/** Something that goes wrong between a node and a far side. */
export interface Fault {
	rule: (given: Surroundings) => Partial<FaultRule>;
	/**
	 * When the result is right nevertheless: always, where a call is made again that was not carried out,
	 * where one may be made again that perhaps was, or never.
	 */
	passes: 'always' | 'refused' | 'repeatable' | 'never';
	/** What an error may be called. */
	codes: readonly string[];
}

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };

const LARGE = 1_000_000;

/** As often as anybody tries. */
const LASTING = { times: 5 };

const UNKNOWN = 'outcome_unknown';

/** What an answer is called that is another kind of file. */
const FILE = 'answer_unexpected';

const refusal =
	(status: number, headers: Record<string, string> = {}): Fault['rule'] =>
	({ secrets }) => ({ status, headers, body: { message: `Not now. ${secrets}` } });

/** An answer in place of the right one, after the work was done. */
const answer = (body: string, headers: Record<string, string>, ...codes: string[]): Fault => ({
	rule: ({ secrets }) => ({ replaceBody: body.replace('SECRETS', () => secrets), headers }),
	passes: 'never',
	codes: [...codes, UNKNOWN],
});

const redirect = (rule: Fault['rule']): Fault => ({ rule, passes: 'never', codes: ['redirected'] });

const passing = (rule: Partial<FaultRule> | Fault['rule']): Fault => ({
	rule: typeof rule === 'function' ? rule : () => rule,
	passes: 'repeatable',
	codes: [UNKNOWN],
});

const lasting = ({ rule }: Fault, ...codes: string[]): Fault => ({
	rule: (given) => ({ ...rule(given), ...LASTING }),
	passes: 'never',
	codes: [...codes, UNKNOWN],
});

const LIMIT: Fault = { rule: refusal(429), passes: 'refused', codes: [] };
const OVERLOAD = passing(refusal(503));
const RESET_AFTER = passing({ loseAnswer: true });
const TIME_OUT = passing({ hangs: true });

/** All that goes wrong, in the words of `docs/reliability.md`. */
export const FAULTS: Readonly<Record<string, Fault>> = {
	'429': LIMIT,
	'429 with Retry-After': { ...LIMIT, rule: refusal(429, { 'retry-after': '3' }) },
	'429 that lasts': lasting(LIMIT, 'platform_limit', 'provider_limit'),
	'500': { rule: refusal(500), passes: 'never', codes: ['far_side_fault', UNKNOWN] },
	'502': passing(refusal(502)),
	'503': OVERLOAD,
	'503 that lasts': lasting(OVERLOAD, 'far_side_fault'),
	'504': passing(refusal(504)),
	'reset before the work': passing({ drop: true }),
	'reset after the work': RESET_AFTER,
	'resets that last': lasting(RESET_AFTER, 'no_answer'),
	'time-out after the work': TIME_OUT,
	'time-outs that last': lasting(TIME_OUT, 'no_answer', 'timed_out'),
	'silence in the middle of the body': passing({ hangs: true, cutAfter: 1 }),
	'answer without end': passing({ endless: true }),
	'slow drip': { rule: () => ({ dripMs: 1 }), passes: 'always', codes: [] },
	'cut body': passing({ cutAfter: 1 }),
	'body that is not JSON': answer('{"id": SECRETS', JSON_TYPE, 'answer_unreadable', FILE),
	'wrong content type': {
		rule: () => ({ headers: { 'content-type': 'text/plain' } }),
		passes: 'always',
		codes: [],
	},
	'empty 200': answer('', JSON_TYPE, 'answer_empty'),
	'web page': answer('<!doctype html><p>Sign in SECRETS', HTML_TYPE, 'answer_web_page'),
	'oversized body': answer(`"SECRETS${'x'.repeat(LARGE)}"`, JSON_TYPE, 'answer_unexpected'),
	'oversized refusal': {
		rule: ({ secrets }) => ({ status: 500, body: `${secrets} ${'x'.repeat(LARGE)}` }),
		passes: 'never',
		codes: ['far_side_fault', UNKNOWN],
	},
	'redirect on the same host': redirect(({ origin }) => ({
		status: 307,
		headers: { location: `${origin}/elements/api-v2/elsewhere` },
	})),
	'redirect to another host': redirect(({ elsewhere }) => ({
		status: 307,
		headers: { location: elsewhere },
	})),
	'redirects in a circle': redirect(({ origin }) => ({
		status: 302,
		headers: { location: `${origin}/elements/api-v2/instances` },
	})),
};
