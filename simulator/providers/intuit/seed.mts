import { INTUIT_OAUTH2_TOKENS, INTUIT_USER_TOKENS } from '../../seed.mts';
import type { ProviderState } from '../state.mts';

const HOUR = 3_600_000;

/** Lifetime of Intuit's OAuth 2.0 tokens: one hour, and 100 days for refresh tokens. */
export const LIFETIME = { accessMs: HOUR, refreshMs: 100 * 24 * HOUR };

/** OAuth 1.0a tokens last 180 days. Source: docs/platform-api.md, "Quirks". */
export const USER_TOKEN_LIFETIME_MS = 180 * 24 * HOUR;

/** Puts the seeded user tokens where Intuit finds them. */
export function seedIntuit(state: ProviderState, now: number): void {
	for (const { realmId, appKey, token, secret } of INTUIT_USER_TOKENS) {
		state.userTokens.set(token, {
			appKey,
			secret,
			subject: { realmId, dataSource: 'QBO' },
			issuedAt: now,
		});
	}
	for (const { realmId, appKey, accessToken, refreshToken } of INTUIT_OAUTH2_TOKENS) {
		const grant = { appKey, subject: { realmId }, issuedAt: now };
		state.accessTokens.set(accessToken, { ...grant, expiresAt: now + LIFETIME.accessMs });
		state.refreshTokens.set(refreshToken, { ...grant, expiresAt: now + LIFETIME.refreshMs });
	}
}
