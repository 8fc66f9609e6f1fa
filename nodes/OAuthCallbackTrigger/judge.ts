import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { AmbiguousParameter, denialOf, readQuery } from '../shared/oauth/callback';
import type { CallbackQuery } from '../shared/oauth/callback';
import { isHashOf, looksSealed, openState } from '../shared/oauth/sealedState';
import type { StateClaims, StateProblem } from '../shared/oauth/sealedState';

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
function problemInWords(problem: StateProblem, state: string): string {
	if (problem === 'missing') {
		return 'state missing. If the provider never brings it back, make its links with a Custom State';
	}
	if (problem === 'cut off') {
		return `state cut off: Get OAuth URL made it, and only its first ${state.length} characters came back. The provider, or something on the way, carries no longer one. Shorten Context and send the customer a new link`;
	}
	if (looksSealed(state)) return `state ${problem}`;
	return `state ${problem}. Get OAuth URL did not make it; if you keep the state yourself, switch on Accept Custom States`;
}

const withoutSlash = (path: string) => path.replace(/\/+$/, '');

/** Behind a proxy n8n may see less of the path than the world does, never another end of it. */
function arrivedWhereMeant(claims: StateClaims, receiver: Receiver): boolean {
	if (receiver.forwardedFrom.includes(claims.u)) return true;
	const meant = withoutSlash(new URL(claims.u).pathname);
	return meant.endsWith(withoutSlash(receiver.path));
}

function providerDataOf(query: CallbackQuery): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'state'));
}

function judgeSealed(query: CallbackQuery, receiver: Receiver): Verdict {
	const opened = openState(query.state, receiver.key);
	if ('problem' in opened) return refuse(problemInWords(opened.problem, query.state ?? ''));
	const { claims } = opened;
	if (!arrivedWhereMeant(claims, receiver)) return refuse('state made for another callback URL');

	const about = { element: claims.e, context: (claims.c ?? {}) as IDataObject };
	if (receiver.now.getTime() >= claims.x * 1000) {
		return {
			kind: 'denied',
			json: {
				...about,
				error: 'expired',
				errorDescription: `The link expired at ${new Date(claims.x * 1000).toISOString()}`,
			},
		};
	}
	const denial = denialOf(query);
	if (denial) return { kind: 'denied', json: { ...about, ...denial }, redirect: claims.r?.d };
	if (claims.t !== undefined && !isHashOf(claims.t, query.oauth_token ?? '')) {
		return refuse('oauth_token is not the one that the link was made with');
	}
	return {
		kind: 'authorized',
		query,
		redirect: claims.r?.s,
		json: {
			element: claims.e,
			state: query.state,
			providerData: providerDataOf(query),
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
			providerData: providerDataOf(query),
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
	if (receiver.acceptCustomStates && !looksSealed(query.state ?? '')) {
		return judgeCustom(query, receiver);
	}
	return judgeSealed(query, receiver);
}
