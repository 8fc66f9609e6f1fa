import { FILTER_REFUSED, RECORD_STALE } from '../errors/explanation';
import type { KnownRefusal } from '../errors/explanation';

/** What is said whatever the call is about (docs/platform-api.md, "Quirks" and "Error catalogue"). */
export const KNOWN_ANYWHERE: readonly KnownRefusal[] = [
	{
		words: /no element found/i,
		code: 'element_unknown',
		message: 'The account has no element with this key',
		advice: 'Check the element key in the app credential and the environment of the account.',
	},
];

/** What is said where no app credential names the element. */
export const KNOWN_OF_CONFIGURATION: readonly KnownRefusal[] = [
	{
		words: /no element found/i,
		code: 'element_unknown',
		message: 'The account has no element with this key',
		advice:
			'Choose Element of the node from the list, which shows what the account has, and check the environment of the account.',
	},
];

/** What is said about records (docs/platform-api.md, "Resource calls"). */
export const KNOWN_OF_RECORDS: readonly KnownRefusal[] = [
	{ words: /\bstale\b/i, ...RECORD_STALE },
	{ words: /error parsing query|not queryable/i, ...FILTER_REFUSED },
];

/** What providers say of tokens that were given. */
export const KNOWN_OF_TOKENS: readonly KnownRefusal[] = [
	{
		words: /invalid_grant|invalid_token|token_(rejected|used|expired|revoked)/i,
		code: 'tokens_refused',
		message: 'The provider does not accept these tokens',
		advice:
			'A refresh token is replaced when it is used, and belongs to the keys of one app: give the newest, with the app credential that it was obtained with. If that is refused too, the customer has to approve again.',
	},
];

/**
 * What providers and the platform say while an account is being connected, and what it means for the
 * user. The first that fits wins (docs/platform-api.md, "Error catalogue"; OAuth Core 1.0 problem
 * reporting).
 */
export const KNOWN_OF_CONNECTING: readonly KnownRefusal[] = [
	{
		words: /consumer_key_(unknown|rejected|refused)|unknown consumer|invalid_client_id/i,
		code: 'app_keys_refused',
		message: 'The provider refused the API key of your app',
		advice: 'Copy the API key in the app credential again from the provider.',
	},
	{
		words: /does not use OAuth/i,
		code: 'element_without_oauth',
		message: 'This element does not sign customers in by OAuth',
		advice: 'Make its instances with Create Instance, Source set to Configuration Only.',
	},
	{
		words: /signature_invalid|invalid[ _]signature|signature (did|does) not match/i,
		code: 'app_keys_refused',
		message: 'The provider refused the signature made with the API secret of your app',
		advice:
			"Copy the API secret in the app credential again from the provider. With a custom state, check the request token's secret too.",
	},
	{
		words: /invalid_client/i,
		code: 'app_keys_refused',
		message: 'The provider refused the API key or the API secret of your app',
		advice: 'Copy both in the app credential again from the provider.',
	},
	{
		words: /redirect_uri|callback.*(mismatch|match|registered|differ)/i,
		code: 'callback_url_mismatch',
		message: 'The callback URL is not the one that the provider knows',
		advice:
			'The same URL, letter by letter, belongs into the app at the provider and into the app credential.',
	},
	{
		words:
			/token_rejected|verifier_invalid|invalid_grant|already (been )?used|code .*expired|expired .*code|token_(used|expired)/i,
		code: 'approval_used',
		message: 'The approval was used before or is too old',
		advice: 'An approval serves once and for a short time. Send the customer a new link.',
	},
];
