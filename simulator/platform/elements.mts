import { ELEMENTS } from '../elements/index.mts';
import type { ElementDefinition } from '../elements/types.mts';
import type { AccountName } from '../seed.mts';
import { PlatformError } from './errors.mts';

function unknown(keyOrId: string | number): PlatformError {
	return new PlatformError(404, `No element found with key ${keyOrId}`);
}

/** What an account, or somebody without one, finds listed. Source: docs/platform-api.md, "Which call needs which", "Catalogue". */
export function listedElements(account: AccountName | undefined): ElementDefinition[] {
	return ELEMENTS.filter(
		({ hidden, privateTo }) =>
			hidden !== true && (privateTo === undefined || privateTo === account),
	);
}

/** An element by key or by numeric id. Source: docs/platform-api.md, "Catalogue", "Instances". */
export function findElement(
	keyOrId: string | number,
	account: AccountName | undefined,
): ElementDefinition {
	const found = ELEMENTS.find(({ key, id }) => key === keyOrId || String(id) === String(keyOrId));
	if (found === undefined) throw unknown(keyOrId);
	if (found.privateTo !== undefined && found.privateTo !== account) throw unknown(keyOrId);
	return found;
}

/** An element that can be connected; how others are refused is not documented. */
export function findConnectable(
	keyOrId: string | number,
	account: AccountName | undefined,
): ElementDefinition {
	const element = findElement(keyOrId, account);
	if (element.deleted === true) throw unknown(keyOrId);
	if (element.inactive === true)
		throw new PlatformError(400, `Element ${element.key} is not active`);
	return element;
}
