/** What is known of a call that did not succeed. Nothing in it holds a secret. */
export interface FailureDetails {
	/** What happened, in one line. */
	message: string;
	/** What the user can do about it. */
	advice?: string;
	/** HTTP status of the answer; absent where none arrived. */
	statusCode?: number;
	/** The platform's own words. */
	platformMessage?: string;
	/** The provider's words, which the platform passed on. */
	providerMessage?: string;
	/** `Elements-Request-Id`, by which the platform's log has the call. */
	requestId?: string;
}

/** A call to the platform that did not succeed; becomes a node error once the item is known. */
export class PlatformFailure extends Error {
	constructor(readonly details: FailureDetails) {
		super(details.message);
	}

	/** Whether the platform may have done what was asked although no good answer arrived. */
	get outcomeUnknown(): boolean {
		const { statusCode } = this.details;
		return statusCode === undefined || statusCode >= 500;
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
