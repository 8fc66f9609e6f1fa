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
