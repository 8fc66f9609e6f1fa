import type { Explanation, KnownRefusal } from '../errors/explanation';
import type { FailureDetails } from '../errors/failure';
import { explainLimit } from './limit';
import type { Limit } from './limit';

/** An answer of the platform that is not a success, as far as it could be read. */
export interface FailedAnswer {
	statusCode: number;
	platformMessage?: string;
	providerMessage?: string;
	requestId?: string;
	/** What was asked for, to go behind "did not find". */
	about?: string;
	/** Whether the call carried an element token, which a 401 may then be about. */
	withElementToken: boolean;
	/** What a customer was being signed in with, where that is what the call was about. */
	connecting?: 'approval' | 'tokens' | 'configuration';
	/** Where a redirect points to. */
	location?: string;
	/** Whose limit it is that was reached. */
	limit?: Limit;
}

/** What is said whatever the call is about (docs/platform-api.md, "Quirks" and "Error catalogue"). */
const KNOWN_ANYWHERE: readonly KnownRefusal[] = [
	{
		words: /no element found/i,
		code: 'element_unknown',
		message: 'The account has no element with this key',
		advice: 'Check the element key in the app credential and the environment of the account.',
	},
];

/** What is said where no app credential names the element. */
const KNOWN_OF_CONFIGURATION: readonly KnownRefusal[] = [
	{
		words: /no element found/i,
		code: 'element_unknown',
		message: 'The account has no element with this key',
		advice:
			'Choose Element of the node from the list, which shows what the account has, and check the environment of the account.',
	},
];

/** An element whose IDs hold a version refuses an earlier one (docs/platform-api.md, "Resource calls"). */
const STALE: Explanation = {
	code: 'record_stale',
	message: 'The record was changed since its ID was read',
	advice:
		'Take the ID right before the change. Update does so with the option Read First, for IDs that change with every update (the 33 of 22|33).',
};

/** What is said about records (docs/platform-api.md, "Resource calls"). */
const KNOWN_OF_RECORDS: readonly KnownRefusal[] = [
	{ words: /\bstale\b|\bsync ?token\b/i, ...STALE },
	{
		words: /error parsing query|QueryValidationError|not queryable/i,
		code: 'filter_refused',
		message: 'The filter cannot be used',
		advice:
			'Check field names, operators and quotes. Elements differ: some have no OR, and not every field can be asked for.',
	},
];

/** What providers say of tokens that were given. */
const KNOWN_OF_TOKENS: readonly KnownRefusal[] = [
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
const KNOWN_OF_CONNECTING: readonly KnownRefusal[] = [
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

const MISSING_ENTRIES = /missing|required/i;

const MISSING: Explanation = {
	code: 'entries_missing',
	message: 'Cloud Elements misses something it needs',
	advice: 'Enter what it lists, in the node or in its Configuration.',
};

const DISABLED: Explanation = {
	code: 'instance_disabled',
	message: 'The instance is disabled',
	advice: 'Enable it with Manage Instance.',
};

const notFound = (about: string): Explanation => ({
	code: 'not_found',
	message: `Cloud Elements did not find ${about}`,
	advice:
		'Check the ID, or the name of the object or element, and the environment in the Cloud Elements credential.',
});

const BY_STATUS: Readonly<Record<number, Explanation>> = {
	400: {
		code: 'request_refused',
		message: 'Cloud Elements could not use the request',
		advice: 'What it says below names the part to change.',
	},
	403: {
		code: 'not_allowed',
		message: 'Cloud Elements did not allow the call',
		advice: 'The instance may be disabled, or the user of the account lacks the role.',
	},
	404: notFound('what was asked for'),
	405: {
		code: 'not_offered',
		message: 'This host does not offer the call',
		advice: 'Check the environment and the base URL in the Cloud Elements credential.',
	},
	409: {
		code: 'already_exists',
		message: 'It exists already',
		advice: 'Use another name or work with the one that exists.',
	},
};

const REFUSED_SECRETS: Explanation = {
	code: 'secrets_refused',
	message: 'Cloud Elements refused the user secret or the organization secret',
	advice: 'Open the Cloud Elements credential and test it.',
};

const REFUSED_TOKEN: Explanation = {
	code: 'token_refused',
	message: 'Cloud Elements refused the element token or the secrets of the account',
	advice:
		'The instance may have been deleted. If the token is right, test the Cloud Elements credential.',
};

const REFUSED_BY_PROVIDER: Explanation = {
	code: 'reconnect_needed',
	message: 'The provider no longer accepts the connection',
	advice: 'The customer has to approve it again: send a new link.',
};

const REFUSED_INPUT: Explanation = {
	code: 'input_refused',
	message: 'The provider refused what the connection was to be made with',
	advice:
		'Check keys, user name and password in the app credential, Element Fields and Configuration. If a customer approved it, send a new link.',
};

const PLATFORM_FAULT: Explanation = {
	code: 'far_side_fault',
	message: 'Cloud Elements or the provider had a fault',
	advice: 'Try again later. The request id lets the support of the platform find the call.',
};

function explain(answer: FailedAnswer, refusals: readonly KnownRefusal[]): Explanation {
	const { statusCode, platformMessage, providerMessage, about, location } = answer;
	if (statusCode >= 300 && statusCode < 400) {
		return {
			code: 'redirected',
			message: `The base URL leads elsewhere${location ? `, to ${location.split('?')[0]}` : ''}`,
			advice: 'Enter the final address in the Cloud Elements credential. Secrets are not sent on.',
		};
	}
	const text = `${platformMessage ?? ''} ${providerMessage ?? ''}`;
	// The platform's own 401 is always about the secrets, whatever words it has for it.
	if (statusCode === 401 && !providerMessage) {
		return answer.withElementToken ? REFUSED_TOKEN : REFUSED_SECRETS;
	}
	// A record can be "already used" too, so words about consent count only where one is given.
	const special = {
		approval: KNOWN_OF_CONNECTING,
		tokens: [...KNOWN_OF_TOKENS, ...KNOWN_OF_CONNECTING],
		configuration: KNOWN_OF_CONNECTING,
		nothing: KNOWN_OF_RECORDS,
	}[answer.connecting ?? 'nothing'];
	const first = answer.connecting === 'configuration' ? KNOWN_OF_CONFIGURATION : [];
	const ofElements = refusals.filter(
		({ whileConnecting }) => !whileConnecting || answer.connecting !== undefined,
	);
	const known = [...first, ...KNOWN_ANYWHERE, ...ofElements, ...special].find(({ words }) =>
		words.test(text),
	);
	if (statusCode === 429) return explainLimit(answer.limit);
	if (known) return known;
	if (statusCode === 400 && MISSING_ENTRIES.test(platformMessage ?? '')) return MISSING;
	if (statusCode === 401) return answer.withElementToken ? REFUSED_BY_PROVIDER : REFUSED_INPUT;
	if (statusCode === 403 && /\binstance\b.*\bdisabled\b/i.test(platformMessage ?? ''))
		return DISABLED;
	if (statusCode === 404 && about) return notFound(about);
	if (statusCode === 409 && about?.includes('|')) return STALE;
	return BY_STATUS[statusCode] ?? PLATFORM_FAULT;
}

/**
 * Turns an answer that is not a success into words. The texts must have been masked.
 *
 * @param refusals known of the elements that the call may be about
 */
export function describeFailure(
	answer: FailedAnswer,
	refusals: readonly KnownRefusal[] = [],
): FailureDetails {
	const { code, message, advice } = explain(answer, refusals);
	const { statusCode, platformMessage, providerMessage, requestId } = answer;
	return { code, message, advice, statusCode, platformMessage, providerMessage, requestId };
}
