import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { AmbiguousParameter, denialOf, readQuery } from '../shared/oauth/callback';
import type { CallbackQuery } from '../shared/oauth/callback';
import { expiryOf, objectionTo, readState } from '../shared/oauth/judgeState';
import type { ReadState } from '../shared/oauth/judgeState';
import type { StateClaims } from '../shared/oauth/sealedState';

/** What is known about the trigger that received the callback. */
export interface Receiver {
	/** Opens sealed states. */
	key: Buffer;
	/** Path at which n8n received the request, `/webhook/…`. */
	path: string;
	/** The trigger's own URL. */
	url: string;
	/** Callback URLs that are forwarded here. */
	forwardedFrom: readonly string[];
	acceptCustomStates: boolean;
	now: Date;
}

/** What the callback comes to. `Refused` starts no execution. */
export type Verdict =
	| { kind: 'authorized'; json: IDataObject; query: CallbackQuery; redirect?: string }
	| { kind: 'denied'; json: IDataObject & { error: string }; redirect?: string }
	| { kind: 'refused'; reason: string; reference: string };

function refuse(reason: string): Verdict {
	return { kind: 'refused', reason, reference: randomBytes(4).toString('hex').toUpperCase() };
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

function judgeSealed(query: CallbackQuery, claims: StateClaims, receiver: Receiver): Verdict {
	if (!arrivedWhereMeant(claims, receiver)) return refuse('state made for another callback URL');

	const about = { element: claims.e, context: (claims.c ?? {}) as IDataObject };
	const objection = objectionTo(claims, query, receiver.now);
	if (objection === 'expired') {
		return {
			kind: 'denied',
			json: {
				...about,
				error: 'expired',
				errorDescription: `The link expired at ${expiryOf(claims).toISOString()}`,
			},
		};
	}
	const denial = denialOf(query);
	if (denial) return { kind: 'denied', json: { ...about, ...denial }, redirect: claims.r?.d };
	if (objection === 'other link') {
		return refuse('oauth_token is not the one that the link was made with');
	}
	return {
		kind: 'authorized',
		query,
		redirect: claims.r?.s,
		json: {
			element: claims.e,
			state: query.state,
			providerData: withoutState(query),
			callbackUrl: claims.u,
			context: about.context,
			receivedAt: receiver.now.toISOString(),
		},
	};
}

function judgeCustom(query: CallbackQuery, receiver: Receiver): Verdict {
	const denial = denialOf(query);
	if (denial) return { kind: 'denied', json: { element: null, ...denial, context: null } };
	return {
		kind: 'authorized',
		query,
		json: {
			element: null,
			state: query.state ?? null,
			providerData: withoutState(query),
			callbackUrl: receiver.url,
			context: null,
			receivedAt: receiver.now.toISOString(),
		},
	};
}

/**
 * Decides what a request at the callback URL means: approved, denied (also: too late), or not a
 * callback that this trigger may take.
 */
export function judgeCallback(rawQuery: object, receiver: Receiver): Verdict {
	let query: CallbackQuery;
	try {
		query = readQuery(rawQuery);
	} catch (error) {
		return refuse(error instanceof AmbiguousParameter ? error.message : 'query not readable');
	}
	const state = readState(query.state, receiver.key);
	if (state.kind === 'sealed') return judgeSealed(query, state.claims, receiver);
	if (state.kind === 'custom' && receiver.acceptCustomStates) return judgeCustom(query, receiver);
	return refuse(problemInWords(state, query.state ?? ''));
}
