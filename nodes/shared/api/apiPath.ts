import { InvalidInput } from '../errors/failure';

/**
 * A path of the API, each segment encoded: `apiPath('instances', id)`.
 *
 * @throws InvalidInput for an empty segment, which would turn a call about one instance into one about all,
 * and for `.` or `..`, which would do so on the way
 */
export function apiPath(...segments: Array<string | number>): string {
	return segments
		.map((segment) => {
			const text = String(segment).trim();
			if (['', '.', '..'].includes(text)) {
				throw new InvalidInput(`A part of the path is empty or dots: ${segments.join('/')}`);
			}
			return `/${encodeURIComponent(text)}`;
		})
		.join('');
}

/**
 * Hub of a resource that may be called like a path about the account, as `users` or `events`: what
 * stands behind `hubs/…` is the element's. Which hub it is does not matter, because the token decides
 * (docs/platform-api.md, "Resource calls").
 */
export const ANY_HUB = 'general';

/** The instance that a path is about, in words. */
export function instanceIn(path: string): string | undefined {
	const [, id] = /^\/instances\/(\d+)\b/.exec(path) ?? [];
	return id && `instance ${id}`;
}
