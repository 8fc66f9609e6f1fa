import { opaque } from '../../ids.mts';
import type { OAuthApp } from '../../seed.mts';
import type { ProviderState, Subject } from '../state.mts';

/** A refusal of the token endpoint (RFC 6749 §5.2). */
export class TokenRefusal extends Error {
	readonly error: string;
	readonly status: 400 | 401;

	constructor(error: string, description: string, status: 400 | 401 = 400) {
		super(description);
		this.error = error;
		this.status = status;
	}
}

/** How long tokens live at a provider. */
export interface Lifetimes {
	readonly accessMs: number;
	readonly refreshMs: number;
}

/** Codes are to be used at once; ten minutes is the most RFC 6749 recommends. */
const CODE_LIFETIME_MS = 10 * 60_000;
/** Intuit hands out a new refresh token once a day; the one before stays good for another day. */
const ROTATION_MS = 24 * 3_600_000;

/** Reads `Authorization: Basic …` and finds the app. */
export function authenticateApp(header: string | undefined, apps: readonly OAuthApp[]): OAuthApp {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
	const [key = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
	const secret = rest.join(':');
	const app = apps.find((candidate) => candidate.key === key);
	if (app === undefined)
		throw new TokenRefusal('invalid_client', 'The client id is not known.', 401);
	if (app.secret !== secret)
		throw new TokenRefusal('invalid_client', 'The client secret is wrong.', 401);
	return app;
}

/** Spends a code; the subject it was given for. */
export function redeemCode(
	state: ProviderState,
	by: { appKey: string; site: string | undefined | null },
	{ code = '', redirect_uri: redirectUri }: { code?: string; redirect_uri?: string },
	now: number,
): Subject {
	const issued = state.codes.get(code);
	if (issued?.appKey !== by.appKey || issued.site !== by.site) {
		throw new TokenRefusal('invalid_grant', 'The authorization code is not known.');
	}
	if (issued.used)
		throw new TokenRefusal('invalid_grant', 'The authorization code was used before.');
	if (now - issued.issuedAt > CODE_LIFETIME_MS)
		throw new TokenRefusal('invalid_grant', 'The authorization code has expired.');
	if (issued.redirectUri !== redirectUri) {
		throw new TokenRefusal(
			'invalid_grant',
			'The redirect_uri is not the one the code was made for.',
		);
	}
	issued.used = true;
	return issued.subject;
}

/** New tokens for a subject, as the token endpoint answers them. */
export function issueTokens(
	state: ProviderState,
	grant: { appKey: string; subject: Subject },
	lifetimes: Lifetimes,
	now: number,
	keptRefreshToken?: string,
): Record<string, string | number> {
	const accessToken = `eyJ${opaque(60)}..${opaque(22)}`;
	const refreshToken = keptRefreshToken ?? `AB11${opaque(46)}`;
	state.accessTokens.set(accessToken, {
		...grant,
		issuedAt: now,
		expiresAt: now + lifetimes.accessMs,
	});
	if (keptRefreshToken === undefined) {
		state.refreshTokens.set(refreshToken, {
			...grant,
			issuedAt: now,
			expiresAt: now + lifetimes.refreshMs,
		});
	}
	const refreshExpiry = state.refreshTokens.get(refreshToken)?.expiresAt ?? now;
	return {
		token_type: 'bearer',
		access_token: accessToken,
		refresh_token: refreshToken,
		expires_in: lifetimes.accessMs / 1000,
		x_refresh_token_expires_in: Math.floor((refreshExpiry - now) / 1000),
	};
}

/** Renews tokens; a refresh token older than a day is replaced. */
export function refreshTokens(
	state: ProviderState,
	app: OAuthApp,
	refreshToken: string,
	lifetimes: Lifetimes,
	now: number,
): Record<string, string | number> {
	const known = state.refreshTokens.get(refreshToken);
	if (known?.appKey !== app.key)
		throw new TokenRefusal('invalid_grant', 'Incorrect or invalid refresh token.');
	if (now >= known.expiresAt)
		throw new TokenRefusal('invalid_grant', 'The refresh token has expired.');
	const grant = { appKey: app.key, subject: known.subject };
	if (now - known.issuedAt < ROTATION_MS)
		return issueTokens(state, grant, lifetimes, now, refreshToken);
	state.refreshTokens.set(refreshToken, {
		...known,
		expiresAt: Math.min(known.expiresAt, now + ROTATION_MS),
	});
	return issueTokens(state, grant, lifetimes, now);
}
