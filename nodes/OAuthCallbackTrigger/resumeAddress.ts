/**
 * Where a callback goes on whose link was made by an execution that waits: to its resume URL, with the
 * query as the provider made it. What is in the resume URL already stays as it is.
 *
 * @param callback path and query of the callback
 */
export function resumeAddress(resumeUrl: string, callback: string): string {
	const address = new URL(resumeUrl);
	const own = new Set(address.searchParams.keys());
	const query = new URLSearchParams(callback.slice((callback + '?').indexOf('?') + 1));
	for (const [name, value] of query) {
		if (!own.has(name)) address.searchParams.append(name, value);
	}
	return address.href;
}
