import type { ErrorCode } from './codes';

/** IDs of one call to a provider by their names, such as `{ intuitTid: '1-6…' }`. */
export type ProviderCall = Readonly<Record<string, string | undefined>>;

/** What is known of a call that did not succeed. Nothing in it holds a secret. */
export interface FailureDetails {
	code: ErrorCode;
	/** What happened, in one line. */
	message: string;
	/** What the user can do about it. */
	advice?: string;
	/** Set where it is known that the call never left this n8n. */
	notSent?: boolean;
	/** HTTP status of the answer; absent where none arrived. */
	statusCode?: number;
	/** The platform's own words. */
	platformMessage?: string;
	/** The provider's words, which the platform passed on or, called directly, the provider said. */
	providerMessage?: string;
	/** Name of the provider where it was called directly. */
	provider?: string;
	/** The provider's own code, by which a workflow can branch. */
	providerCode?: string;
	/** Pause that the far side asks for, in seconds. */
	retryAfterSeconds?: number;
	/** `Elements-Request-Id`, by which the platform's log has the call. */
	requestId?: string;
	/** IDs by which the support of a provider that was called directly finds the call, by their names. */
	providerCall?: ProviderCall;
}

/**
 * A call to the platform, or to a provider itself, that did not succeed; becomes a node error once
 * the item is known.
 */
export class CallFailure extends Error {
	constructor(readonly details: FailureDetails) {
		super(details.message);
	}

	/**
	 * Whether what was asked may have been done although no good answer arrived: none came, the far
	 * side had a fault, or its success could not be read.
	 */
	get outcomeUnknown(): boolean {
		const { notSent, statusCode } = this.details;
		if (notSent) return false;
		return statusCode === undefined || statusCode >= 500 || statusCode < 300;
	}
}

/** A value that somebody gave, too long to be read: in quotes, or without a blank. */
const LONG_VALUE = /("[^"]{200})[^"]+(?=")|([^\s"]{200})[^\s"]+/g;

const readable = (words: string) => words.replace(LONG_VALUE, '$1$2…');

/** Input that cannot be sent. Thrown before any call; `description` says what to enter. */
export class InvalidInput extends Error {
	readonly description?: string;

	constructor(
		message: string,
		description?: string,
		readonly code: ErrorCode = 'invalid_input',
	) {
		super(readable(message));
		this.description = description && readable(description);
	}
}
