import type { PlatformClient } from '../api/platformClient';
import { CallFailure } from '../errors/failure';
import type { Search } from './identity';

/** When to look whether something was done that was not confirmed: at once, then as the platform catches up. */
const LOOK_UP_DELAYS_MS = [0, 1000, 3000];

/** When it is known that somebody is at it, whose approval was taken: as long as that may take a provider. */
const LONG_LOOK_UP_DELAYS_MS = [...LOOK_UP_DELAYS_MS, 6000, 10_000, 20_000];

/** Looks until something is found, as often as is worth while for what the platform may just be doing. */
export async function lookPatiently(
	client: PlatformClient,
	search: () => Promise<Search>,
	delays: readonly number[] = LOOK_UP_DELAYS_MS,
): Promise<Search> {
	let found: Search;
	for (const delay of delays) {
		if (delay > 0) await client.pause(delay);
		found = await search();
		if (found && !(found instanceof CallFailure)) return found;
	}
	return found;
}

/**
 * Looks whether a call did its work although it failed: its answer was lost, or an approval was
 * refused as used because another execution, or an earlier attempt, used it for just this.
 *
 * @param isRepeated whether an earlier call was lost too, and may be under way still
 * @param search looks once
 * @returns what the last look came to; nothing where the failure says clearly that nothing was done
 */
export async function lookAgain(
	client: PlatformClient,
	{ outcomeUnknown, details }: CallFailure,
	{ afterRefusal, isRepeated = false }: { afterRefusal: boolean; isRepeated?: boolean },
	search: () => Promise<Search>,
): Promise<Search> {
	if (details.notSent) return undefined;
	const refusedByPlatform = details.statusCode === 401 || details.statusCode === 403;
	if (refusedByPlatform && !details.providerMessage) return undefined;
	if (!outcomeUnknown && !afterRefusal) return undefined;
	// Whoever used the approval may be provisioning still, so that is worth a wait too.
	const isUsed = details.code === 'approval_used';
	if (isUsed && isRepeated) return await lookPatiently(client, search, LONG_LOOK_UP_DELAYS_MS);
	return outcomeUnknown || isUsed ? await lookPatiently(client, search) : await search();
}
