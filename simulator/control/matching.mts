import type { RequestFilter } from '../types.mts';

/** Base path of the platform. Source: docs/platform-api.md, "Hosts". */
export const API_BASE = '/elements/api-v2';

/** Whether a request is one that a fault or a filter speaks of. */
export function matches(filter: RequestFilter, method: string, path: string): boolean {
	if (filter.method !== undefined && filter.method.toUpperCase() !== method) return false;
	if (filter.path === undefined) return true;
	// A global or sticky expression remembers where it stopped; search() does not.
	if (filter.path instanceof RegExp) return path.search(filter.path) !== -1;
	const whole = new RegExp(`^(?:${filter.path})$`);
	return whole.test(path) || (path.startsWith(API_BASE) && whole.test(path.slice(API_BASE.length)));
}
