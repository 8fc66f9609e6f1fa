/** What is known of a call that did not succeed. Nothing in it holds a secret. */
export interface FailureDetails {
	/** Stable name of what happened, by which a workflow can branch. */
	code?: string;
	/** What happened, in one line. */
	message: string;
	/** What the user can do about it. */
	advice?: string;
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
	/** Whether the provider says that the approval was used before. */
	approvalUsed?: true;
	/** Pause that the far side asks for, in seconds. */
	retryAfterSeconds?: number;
	/** `Elements-Request-Id`, by which the platform's log has the call. */
	requestId?: string;
	/** Intuit's ID of a call to Intuit itself, by which its support finds the call. */
	intuitTid?: string;
}

/**
 * A call to the platform, or to a provider itself, that did not succeed; becomes a node error once
 * the item is known.
 */
export class PlatformFailure extends Error {
	constructor(readonly details: FailureDetails) {
		super(details.message);
	}

	/**
	 * Whether what was asked may have been done although no good answer arrived: none came, the far
	 * side had a fault, or its success could not be read.
	 */
	get outcomeUnknown(): boolean {
		const { statusCode } = this.details;
		return statusCode === undefined || statusCode >= 500 || statusCode < 300;
	}
}

/** Input that cannot be sent. Thrown before any call; `description` says what to enter. */
export class InvalidInput extends Error {
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}
