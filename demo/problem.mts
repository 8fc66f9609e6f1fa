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
	const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}
