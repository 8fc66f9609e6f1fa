import { PlatformError } from '../platform/errors.mts';
import { quickbooks } from './quickbooks.mts';
import type { ElementDefinition } from './types.mts';

/** The catalogue, in the order it is listed. */
export const ELEMENTS: readonly ElementDefinition[] = [quickbooks];

/** An element by key or by numeric id. Source: reference §2.1, §2.3. */
export function findElement(keyOrId: string | number): ElementDefinition {
	const found = ELEMENTS.find(({ key, id }) => key === keyOrId || String(id) === String(keyOrId));
	if (found === undefined) throw new PlatformError(404, `No element found with key ${keyOrId}`);
	return found;
}
