import type { TokenLife } from './types';

const DAY_MS = 86_400_000;

/**
 * When a consent ends however often its tokens are renewed, so that the customer has to be asked
 * again before; null where the provider is not known to end it.
 *
 * @param approvedAt when the customer approved
 */
export function consentEndsAt(
	{ tokenLife: { absoluteDays, absoluteSince = '' } = {} }: { readonly tokenLife?: TokenLife },
	approvedAt: Date,
): Date | null {
	if (absoluteDays === undefined) return null;
	const from = Math.max(approvedAt.getTime(), Date.parse(absoluteSince) || 0);
	return new Date(from + absoluteDays * DAY_MS);
}

/**
 * When tokens end that nobody renews any more; null where the provider is not known to end them.
 *
 * @param renewedAt when they were obtained or renewed last
 */
export function unusedTokensEndAt(
	{ tokenLife: { unusedDays } = {} }: { readonly tokenLife?: TokenLife },
	renewedAt: Date,
): Date | null {
	return unusedDays === undefined ? null : new Date(renewedAt.getTime() + unusedDays * DAY_MS);
}
