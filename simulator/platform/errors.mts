/** An error the platform answers with. Source: docs/platform-api.md, "Requests and answers", "Error catalogue". */
export class PlatformError extends Error {
	readonly status: number;
	/** Only where the provider failed. */
	readonly providerMessage: string | undefined;

	constructor(status: number, message: string, providerMessage?: string) {
		super(message);
		this.status = status;
		this.providerMessage = providerMessage;
	}
}

/** 400 with the names of what is missing. */
export function missing(what: string, names: readonly string[]): PlatformError {
	return new PlatformError(400, `The following required ${what} are missing: ${names.join(', ')}`);
}
