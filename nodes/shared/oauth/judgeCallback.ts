import type { IDataObject } from 'n8n-workflow';

import { AmbiguousParameter, denialOf, readQuery } from './callback';
import type { CallbackQuery } from './callback';
import { expiryOf, objectionTo, readState } from './judgeState';
import type { ReadState } from './judgeState';
import type { StateClaims } from './sealedState';

/** A trigger that receives callbacks. */
export interface Receiver {
	/** Opens sealed states. */
	key: Buffer;
	/** Path at which n8n received the request, `/webhook/…`. */
	path: string;
	/** Gives the trigger's own URL, for which n8n evaluates an expression: asked only where it is needed. */
	ownUrl: () => string;
	/** Callback URLs that are forwarded here. */
	forwardedFrom: readonly string[];
	acceptCustomStates: boolean;
	now: Date;
}

/** An execution that waits for one customer. */
export interface WaitingReceiver {
	/** Opens sealed states. */
	key: Buffer;
	/** Path and query of the request with which n8n resumes it. */
	request: string;
	now: Date;
}

/** What the callback comes to. `Refused` starts no execution, `waiting` resumes one elsewhere. */
export type Verdict = Settled | { kind: 'waiting'; resumeUrl: string };

/** A verdict on whoever the callback is for. */
export type Settled =
	| { kind: 'authorized'; json: IDataObject; query: CallbackQuery; claims?: StateClaims }
	| { kind: 'denied'; json: IDataObject & { error: string }; claims?: StateClaims }
	| { kind: 'refused'; reason: string };

function refuse(reason: string): Settled {
	return { kind: 'refused', reason };
}

/** What is the matter with a state, and what to do, for whoever reads the log. */
function problemInWords(
	{ kind, problem }: Exclude<ReadState, { kind: 'sealed' }>,
	state: string,
): string {
	if (problem === 'missing') {
		return 'state missing. If the provider never brings it back, make its links with a Custom State';
	}
	if (problem === 'cut off') {
		return `state cut off: Get OAuth URL made it, and only its first ${state.length} characters came back. The provider, or something on the way, carries no longer one. Shorten Context and send the customer a new link`;
	}
	if (kind === 'unusable') return `state ${problem}`;
	return `state ${problem}. Get OAuth URL did not make it; if you keep the state yourself, switch on Accept Custom States`;
}

const withoutSlash = (path: string) => path.replace(/\/+$/, '');

/** Behind a proxy n8n may see less of the path than the world does, never another end of it. */
function arrivedWhereMeant(claims: StateClaims, receiver: Receiver): boolean {
	if (receiver.forwardedFrom.includes(claims.u)) return true;
	const meant = withoutSlash(new URL(claims.u).pathname);
	return meant.endsWith(withoutSlash(receiver.path));
}

function withoutState(query: CallbackQuery): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'state'));
}

/** What a state says, whatever the customer decided. */
function about(claims: StateClaims): IDataObject {
	return {
		element: claims.e,
		customerId: claims.k ?? null,
		context: (claims.c ?? {}) as IDataObject,
		instanceId: claims.j ?? null,
	};
}

function judgeSealed(query: CallbackQuery, claims: StateClaims, now: Date): Settled {
	const objection = objectionTo(claims, query, now);
	if (objection === 'expired') {
		return {
			kind: 'denied',
			claims,
			json: {
				...about(claims),
				error: 'expired',
				errorDescription: `The link expired at ${expiryOf(claims).toISOString()}`,
			},
		};
	}
	const denial = denialOf(query);
	if (denial) return { kind: 'denied', claims, json: { ...about(claims), ...denial } };
	if (objection === 'other link') {
		return refuse('oauth_token is not the one that the link was made with');
	}
	return {
		kind: 'authorized',
		query,
		claims,
		json: {
			...about(claims),
			state: query.state,
			providerData: withoutState(query),
			callbackUrl: claims.u,
			receivedAt: now.toISOString(),
		},
	};
}

function judgeCustom(query: CallbackQuery, receiver: Receiver): Settled {
	const denial = denialOf(query);
	const nothing = { element: null, customerId: null, context: null, instanceId: null };
	if (denial) return { kind: 'denied', json: { ...nothing, ...denial } };
	return {
		kind: 'authorized',
		query,
		json: {
			...nothing,
			state: query.state ?? null,
			providerData: withoutState(query),
			callbackUrl: receiver.ownUrl(),
			receivedAt: receiver.now.toISOString(),
		},
	};
}

/** The query of a callback, or the reason why it cannot be read. */
function queryIn(rawQuery: object): CallbackQuery | { unreadable: string } {
	try {
		return readQuery(rawQuery);
	} catch (error) {
		return {
			unreadable: error instanceof AmbiguousParameter ? error.message : 'query not readable',
		};
	}
}

const isUnreadable = (
	query: CallbackQuery | { unreadable: string },
): query is { unreadable: string } => 'unreadable' in query;

/**
 * Decides what a request at a trigger's callback URL means: approved, denied (also: too late), for an
 * execution that waits, or not a callback that this trigger may take.
 */
export function judgeCallback(rawQuery: object, receiver: Receiver): Verdict {
	const query = queryIn(rawQuery);
	if (isUnreadable(query)) return refuse(query.unreadable);
	const state = readState(query.state, receiver.key);
	if (state.kind === 'sealed') {
		const { claims } = state;
		if (!arrivedWhereMeant(claims, receiver)) return refuse('state made for another callback URL');
		if (claims.w !== undefined) return { kind: 'waiting', resumeUrl: claims.w };
		return judgeSealed(query, claims, receiver.now);
	}
	if (state.kind === 'custom' && receiver.acceptCustomStates) return judgeCustom(query, receiver);
	return refuse(problemInWords(state, query.state ?? ''));
}

/** Whether a request reached the execution that a resume URL is about. n8n has checked that it may resume it. */
function isResumedBy(resumeUrl: string, request: string): boolean {
	const [meant, arrived] = [new URL(resumeUrl), new URL(request, resumeUrl)];
	return (
		meant.pathname.endsWith(arrived.pathname) &&
		[...meant.searchParams].every(([name, value]) => arrived.searchParams.get(name) === value)
	);
}

/** Decides what a callback means that was led on to an execution which waits for it. */
export function judgeAwaited(rawQuery: object, receiver: WaitingReceiver): Settled {
	const query = queryIn(rawQuery);
	if (isUnreadable(query)) return refuse(query.unreadable);
	const state = readState(query.state, receiver.key);
	if (state.kind !== 'sealed') return refuse(problemInWords(state, query.state ?? ''));
	const { w: resumeUrl } = state.claims;
	if (!resumeUrl || !isResumedBy(resumeUrl, receiver.request))
		return refuse('state made for another execution');
	return judgeSealed(query, state.claims, receiver.now);
}
