/** The three configuration entries that every OAuth element takes from the app credential. */
export const APP_CONFIGURATION = {
	'oauth.api.key': { field: 'apiKey' },
	'oauth.api.secret': { field: 'apiSecret' },
	'oauth.callback.url': { field: 'callbackUrl' },
} as const;

/** What most OAuth 2.0 elements put on the callback. */
export const CODE_ONLY = { required: ['code'], optional: [] } as const;
