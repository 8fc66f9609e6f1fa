/** Whether a 404 with this message is the platform's way to give an empty list: "No users found". */
export function isNothingFound(message: unknown): boolean {
	return typeof message === 'string' && /^No .* found$/i.test(message);
}
