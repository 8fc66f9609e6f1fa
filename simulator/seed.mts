import type { AccountSecrets } from './types.mts';

/** Names of the two seeded accounts. */
export type AccountName = 'main' | 'other';

/** Accounts. User secrets carry `=` in the middle and `+ /`, as real ones do (docs/platform-api.md, "Authorization header"). */
export const ACCOUNTS: Readonly<Record<AccountName, AccountSecrets>> = {
	main: {
		userSecret: 'sQ9+kT2/LJx5ZWNrvcKwMA=h17Zb3/Rr+8q0VYdUe2oJc=',
		organizationSecret: '7f3c1d9be2604a58b1c07e94d25af683',
	},
	other: {
		userSecret: 'Xm4/pQ8+vTz1bGhsYw0nDA=r65Kd2+Lw/9e3TCaFo7uIb=',
		organizationSecret: '0b8e6a27c5d94f13a2e7d16890fc3b4d',
	},
};

/** The people behind the accounts, as an instance's `user` shows them (docs/platform-api.md, "Instances"). */
export const USERS: Readonly<
	Record<AccountName, { id: number; emailAddress: string; firstName: string; lastName: string }>
> = {
	main: {
		id: 11021,
		emailAddress: 'robin@mycoolapp.example',
		firstName: 'Robin',
		lastName: 'Ekström',
	},
	other: { id: 11022, emailAddress: 'kim@otherapp.example', firstName: 'Kim', lastName: 'Osei' },
};

/** An application registered at a provider. */
export interface OAuthApp {
	readonly key: string;
	readonly secret: string;
}

/** An application registered at Intuit. */
export interface ProviderApp extends OAuthApp {
	/** Intuit: development keys reach only sandbox companies (guide "QuickBooks Online", "Note from Intuit"). */
	readonly environment: 'production' | 'development';
}

/** Intuit apps for OAuth 1.0a: consumer key and secret. */
export const INTUIT_OAUTH1_APPS: Readonly<Record<'production' | 'development', ProviderApp>> = {
	production: {
		key: 'qyprdPmK4uXb2sN7wTz9RcYhVgLd3e',
		secret: 'nB7xWq2LtKfZ5vHs8RmJc4YpUd9GaE1oTi6CkPzX',
		environment: 'production',
	},
	development: {
		key: 'qydevHs6RbV3nXt8KwYm2ZcJpLf5g4',
		secret: 'eT5kZr9WqUd3HnMx7BvLs2YcPa8JfG4oKi1RtXuQ',
		environment: 'development',
	},
};

/** Intuit apps for OAuth 2.0: client id and secret. */
export const INTUIT_OAUTH2_APPS: Readonly<Record<'production' | 'development', ProviderApp>> = {
	production: {
		key: 'ABkL9vQx2TnR7wYc4MzJd8HsUf3GpEb6KaVo1XtNi5WqZrCyS0',
		secret: 'm8VtQz3XkLw7RbYd2NcJs9HfUp4GaTe6KoWx1ZyM',
		environment: 'production',
	},
	development: {
		key: 'ABd7WnK3xRq9TvYz5LcMj2HsUf8GpEb4KaVo6XtNi1QwZrCyD0',
		secret: 'd5RtYw9ZkMx2LbVq7NcHs4JfUp8GaTe3KoXz6WyD',
		environment: 'development',
	},
};

/** A company file at Intuit. */
export interface Company {
	readonly realmId: string;
	readonly name: string;
	readonly country: string;
	readonly sandbox: boolean;
}

/** Companies the one Intuit user can choose between on the consent page. */
export const COMPANIES: readonly [Company, ...Company[]] = [
	{ realmId: '193514340994122', name: 'Harbor Lane Bakery', country: 'US', sandbox: false },
	{ realmId: '123145812345678', name: 'Nordlicht Bikes & Repair', country: 'DE', sandbox: false },
	{ realmId: '1386066315', name: 'O’Malley <Plumbing> Ltd.', country: 'IE', sandbox: false },
	{ realmId: '9130350604308577', name: 'Long Number Trading Co.', country: 'US', sandbox: false },
	{ realmId: '4620816365012345670', name: 'Sandbox Company_US_1', country: 'US', sandbox: true },
];

/** OAuth 1.0a user token of one company, good for quick provisioning. */
export interface SeededUserToken {
	readonly realmId: string;
	readonly appKey: string;
	readonly token: string;
	readonly secret: string;
}

/** OAuth 2.0 tokens of one company, good for quick provisioning. */
export interface SeededOAuth2Tokens {
	readonly realmId: string;
	readonly appKey: string;
	readonly accessToken: string;
	readonly refreshToken: string;
}

function appFor(
	company: Company,
	apps: Readonly<Record<'production' | 'development', ProviderApp>>,
): string {
	return company.sandbox ? apps.development.key : apps.production.key;
}

/** One OAuth 1.0a user token a company: production app for real companies, development app for the sandbox. */
export const INTUIT_USER_TOKENS: readonly SeededUserToken[] = COMPANIES.map((company) => ({
	realmId: company.realmId,
	appKey: appFor(company, INTUIT_OAUTH1_APPS),
	token: `lvprdUserTokenOf${company.realmId}xKb7mQe2R`,
	secret: `uTs${company.realmId}Zq8WnLv4HdYc6JrPf`,
}));

/** One pair of OAuth 2.0 tokens a company, apps chosen as above. */
export const INTUIT_OAUTH2_TOKENS: readonly SeededOAuth2Tokens[] = COMPANIES.map((company) => ({
	realmId: company.realmId,
	appKey: appFor(company, INTUIT_OAUTH2_APPS),
	accessToken: `eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..access${company.realmId}.Vq7`,
	refreshToken: `AB11${company.realmId}Lk9XwTzQmRb2Yc`,
}));
