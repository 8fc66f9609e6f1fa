import type { ErrorCode } from './codes';

/** What a refusal means for the user. */
export interface Explanation {
	code: ErrorCode;
	message: string;
	advice: string;
}

/** A refusal that is known by the words of whoever refused. */
export interface KnownRefusal extends Explanation {
	words: RegExp;
	/** Whether it counts only while an account is being connected; a record can use the same words. */
	whileConnecting?: true;
}

/** An element whose IDs hold a version refuses an earlier one (docs/platform-api.md, "Resource calls"). */
export const RECORD_STALE: Explanation = {
	code: 'record_stale',
	message: 'The record was changed since its ID was read',
	advice:
		'Take the ID right before the change. Update does so with the option Read First, for IDs that change with every update (the 33 of 22|33).',
};

/** A condition on records that an element cannot answer (docs/platform-api.md, "CEQL"). */
export const FILTER_REFUSED: Explanation = {
	code: 'filter_refused',
	message: 'The filter cannot be used',
	advice:
		'Check field names, operators and quotes. Elements differ: some have no OR, and not every field can be asked for.',
};
