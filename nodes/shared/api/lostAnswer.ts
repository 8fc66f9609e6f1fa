import { CallFailure } from '../errors/failure';

/** What a call does, in the words that are needed when nobody knows whether it was done. */
export interface Effect {
	/** To go behind "did not confirm whether": "the record was created". */
	done: string;
	/** What sending it again would do, to go behind "because that could". */
	risk: string;
	/** What to do now. */
	advice: string;
}

const ANY: Effect = {
	done: 'the call was carried out',
	risk: 'do it a second time',
	advice: 'See whether it was done before you repeat it.',
};

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE = new Set(['GET', 'HEAD']);

/** A sentence of a message or a text that may have its full stop already. */
export const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/**
 * The failure of a call as the user has to read it: where it may have been carried out nevertheless
 * and was therefore not repeated, or was refused when it was, it says so, with the code
 * `outcome_unknown`; and it says so where it was not even sent.
 */
export function mayBeDone(
	{ method, repeatable, effect = ANY }: { method: string; repeatable: boolean; effect?: Effect },
	failure: CallFailure & { readonly earlier?: CallFailure },
): CallFailure {
	if (SAFE.has(method)) return failure;
	const { details, outcomeUnknown, earlier } = failure;
	if (earlier && !outcomeUnknown && details.statusCode !== 429) {
		return new CallFailure({
			...details,
			code: 'outcome_unknown',
			message: `The platform did not confirm whether ${effect.done}`,
			advice: `${sentence(earlier.details.message)} When it was sent again, it was refused: ${sentence(details.message)} ${effect.advice}`,
		});
	}
	if (repeatable) return failure;
	if (details.notSent) {
		return new CallFailure({ ...details, advice: `Nothing was sent. ${details.advice ?? ''}` });
	}
	if (!outcomeUnknown) return failure;
	return new CallFailure({
		...details,
		code: 'outcome_unknown',
		message: `The platform did not confirm whether ${effect.done}`,
		advice: `${sentence(details.message)} It was not sent again, because that could ${effect.risk}. ${effect.advice}`,
	});
}
