/** The three configuration entries that every OAuth element takes from the app credential. */
export const APP_CONFIGURATION = {
	'oauth.api.key': { field: 'apiKey' },
	'oauth.api.secret': { field: 'apiSecret' },
	'oauth.callback.url': { field: 'callbackUrl' },
} as const;

/** The entries that hold OAuth 2.0 tokens (docs/platform-api.md, "Per-element provisioning matrix", "Common configuration"). */
export const TOKEN_CONFIGURATION = {
	'oauth.user.token': { field: 'accessToken' },
	'oauth.user.refresh_token': { field: 'refreshToken' },
	'oauth.user.refresh_interval': { field: 'refreshInterval' },
	'oauth.user.refresh_time': { field: 'refreshTime' },
} as const;

/** {@link TOKEN_CONFIGURATION} of a provider whose access tokens live this many seconds. */
export const tokensRenewedAfter = (seconds: number) => ({
	...TOKEN_CONFIGURATION,
	'oauth.user.refresh_interval': { field: 'refreshInterval', default: String(seconds) } as const,
});

/** What most OAuth 2.0 elements put on the callback. */
export const CODE_ONLY = { required: ['code'], optional: [] } as const;
