import type { CallbackQuery } from './callback';
import { isHashOf, looksSealed, openState } from './sealedState';
import type { StateClaims, StateProblem } from './sealedState';

/** A callback's state: a sealed one with its claims, one that the workflow made itself, or one that is of no use. */
export type ReadState =
	| { kind: 'sealed'; claims: StateClaims }
	| { kind: 'custom' | 'unusable'; problem: StateProblem };

/** Opens a state. What does not even look sealed is the workflow's own, if anybody's. */
export function readState(state: string | undefined, key: Buffer): ReadState {
	const opened = openState(state, key);
	if ('claims' in opened) return { kind: 'sealed', claims: opened.claims };
	return { kind: looksSealed(state ?? '') ? 'unusable' : 'custom', problem: opened.problem };
}

/** When the link of a sealed state ends or has ended. */
export const expiryOf = ({ x }: StateClaims) => new Date(x * 1000);

/**
 * What speaks against a callback with a sealed state that could be opened: it came when the link had
 * expired, or its request token is another one than the link was made with.
 *
 * @param arrived when the callback arrived
 */
export function objectionTo(
	claims: StateClaims,
	query: CallbackQuery,
	arrived: Date,
): 'expired' | 'other link' | undefined {
	// A clock that lags behind must not make a callback older than its link.
	const received = Math.max(arrived.getTime(), claims.i * 1000);
	if (received >= expiryOf(claims).getTime()) return 'expired';
	if (claims.t !== undefined && !isHashOf(claims.t, query.oauth_token ?? '')) return 'other link';
	return undefined;
}
