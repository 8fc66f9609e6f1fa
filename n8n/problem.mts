/** Something that keeps the demo from starting and that its user can mend: one line, without a stack trace. */
export class Problem extends Error {
	override name = 'Problem';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The system's code of whatever was thrown (`EADDRINUSE`, `ENOSPC`, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
	// Not by its class: a test runner has an Error of its own, which the system's errors are not.
	const { code } = Object(error) as { code?: unknown };
	return typeof code === 'string' ? code : undefined;
}
