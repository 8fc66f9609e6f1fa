import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../../shared/errors/failure';
import type { ManageCall } from '../call';

type Client = ManageCall['client'];

/**
 * Puts a definition or a mapping where it belongs, in place of the one that is there. It may be
 * repeated: what was created before its answer was lost is replaced by the same.
 *
 * @param about what it is, in words
 * @throws CallFailure when the platform refuses it
 */
export async function createOrReplace(
	client: Client,
	path: string,
	body: IDataObject,
	about: string,
): Promise<'created' | 'replaced'> {
	const request = { path, body, about, expects: 'done', repeatable: true } as const;
	const created = await client.tryCall({ ...request, method: 'POST' });
	if (!(created instanceof CallFailure)) return 'created';
	if (created.details.statusCode !== 409) throw created;
	await client.call({ ...request, method: 'PUT' });
	return 'replaced';
}

/**
 * Deletes a definition or a mapping.
 *
 * @returns whether there was one, or why it is there still
 */
export async function removeIfThere(client: Client, path: string): Promise<boolean | CallFailure> {
	const request = { method: 'DELETE', path, expects: 'done' } as const;
	const first = await client.tryCall({ ...request, repeatable: false });
	if (!(first instanceof CallFailure)) return true;
	if (first.details.statusCode === 404) return false;
	if (!first.outcomeUnknown) return first;
	const second = await client.tryCall({ ...request, repeatable: true });
	// Not there any more: then the first call did it, although its answer was lost.
	const isGone = !(second instanceof CallFailure) || second.details.statusCode === 404;
	return isGone || second;
}
