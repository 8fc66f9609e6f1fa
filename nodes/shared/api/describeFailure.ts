import type { FailureDetails } from '../errors/failure';

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
}

interface Explanation {
	message: string;
	advice: string;
	/** Whether it says that the approval was used, which an execution before may have done. */
	approvalUsed?: true;
}

type KnownMessages = ReadonlyArray<readonly [RegExp, Explanation]>;

/** What is said whatever the call is about (API reference, "Quirks" and "Error catalogue"). */
const KNOWN_ANYWHERE: KnownMessages = [
	[
		/invalid_database|\b3100 - |\b003100\b|AuthorizationFailed; errorCode/i,
		{
			message: 'Intuit does not let this app reach that company',
			advice:
				'Development keys connect to your own sandbox company only, production keys to every other company. Compare the keys and the Sandbox switch of the app credential with the company.',
		},
	],
	[
		/no element found/i,
		{
			message: 'The account has no element with this key',
			advice: 'Check the element key in the app credential and the environment of the account.',
		},
	],
];

/** What is said where no app credential names the element. */
const KNOWN_OF_CONFIGURATION: KnownMessages = [
	[
		/no element found/i,
		{
			message: 'The account has no element with this key',
			advice:
				'Choose Element of the node from the list, which shows what the account has, and check the environment of the account.',
		},
	],
];

/** An element whose IDs hold a version refuses an earlier one (API reference, "Resource calls"). */
const STALE: Explanation = {
	message: 'The record was changed since its ID was read',
	advice:
		'Take the ID right before the change. Update does so with the option Read First, for IDs that change with every update (the 33 of 22|33).',
};

/** What is said about records (API reference, "Resource calls"). */
const KNOWN_OF_RECORDS: KnownMessages = [
	[/\bstale\b|\bsync ?token\b/i, STALE],
	[
		/error parsing query|QueryValidationError|not queryable/i,
		{
			message: 'The filter cannot be used',
			advice:
				'Check field names, operators and quotes. Elements differ: some have no OR, and not every field can be asked for.',
		},
	],
];

/** What providers say of tokens that were given. */
const KNOWN_OF_TOKENS: KnownMessages = [
	[
		/invalid_grant|invalid_token|token_(rejected|used|expired|revoked)/i,
		{
			message: 'The provider does not accept these tokens',
			advice:
				'A refresh token is replaced when it is used, and belongs to the keys of one app: give the newest, with the app credential that it was obtained with. If that is refused too, the customer has to approve again.',
		},
	],
];

/**
 * What providers and the platform say while an account is being connected, and what it means for the
 * user. The first that fits wins (API reference, "Error catalogue"; OAuth Core 1.0 problem reporting).
 */
const KNOWN_OF_CONNECTING: KnownMessages = [
	[
		/consumer_key_(unknown|rejected|refused)|unknown consumer|invalid_client_id/i,
		{
			message: 'The provider refused the API key of your app',
			advice: 'Copy the API key in the app credential again from the provider.',
		},
	],
	[
		/signing secret|SignatureInvalid/,
		{
			message: 'The provider refused a request that was not signed as it should be',
			advice: 'Check Signature or Signing Secret in the app credential.',
		},
	],
	[
		/no such site|site address/i,
		{
			message: 'The provider knows no site with this Site Address',
			advice:
				'For targetcompany.freshbooks.com it is targetcompany. Give it in the node, or in the app credential.',
		},
	],
	[
		/does not use OAuth/i,
		{
			message: 'This element does not sign customers in by OAuth',
			advice: 'Make its instances with Create Instance, Source set to Configuration Only.',
		},
	],
	[
		/signature_invalid|invalid[ _]signature|signature (did|does) not match/i,
		{
			message: 'The provider refused the signature made with the API secret of your app',
			advice:
				"Copy the API secret in the app credential again from the provider. With a custom state, check the request token's secret too.",
		},
	],
	[
		/invalid_client/i,
		{
			message: 'The provider refused the API key or the API secret of your app',
			advice: 'Copy both in the app credential again from the provider.',
		},
	],
	[
		/redirect_uri|callback.*(mismatch|match|registered|differ)/i,
		{
			message: 'The callback URL is not the one that the provider knows',
			advice:
				'The same URL, letter by letter, belongs into the app at the provider and into the app credential.',
		},
	],
	[
		/token_rejected|verifier_invalid|invalid_grant|already (been )?used|code .*expired|expired .*code|token_(used|expired)/i,
		{
			approvalUsed: true,
			message: 'The approval was used before or is too old',
			advice: 'An approval serves once and for a short time. Send the customer a new link.',
		},
	],
];

const MISSING_ENTRIES = /missing|required/i;

const MISSING: Explanation = {
	message: 'Cloud Elements misses something it needs',
	advice: 'Enter what it lists, in the node or in its Configuration.',
};

const DISABLED: Explanation = {
	message: 'The instance is disabled',
	advice: 'Enable it with Manage Instance.',
};

const notFound = (about: string): Explanation => ({
	message: `Cloud Elements did not find ${about}`,
	advice:
		'Check the ID, or the name of the object or element, and the environment in the Cloud Elements credential.',
});

const BY_STATUS: Readonly<Record<number, Explanation>> = {
	400: {
		message: 'Cloud Elements could not use the request',
		advice: 'What it says below names the part to change.',
	},
	403: {
		message: 'Cloud Elements did not allow the call',
		advice: 'The instance may be disabled, or the user of the account lacks the role.',
	},
	404: notFound('what was asked for'),
	405: {
		message: 'This host does not offer the call',
		advice: 'Check the environment and the base URL in the Cloud Elements credential.',
	},
	409: {
		message: 'It exists already',
		advice: 'Use another name or work with the one that exists.',
	},
	429: {
		message: 'Cloud Elements received too many requests',
		advice: 'Lower Parallel Requests or start again later.',
	},
};

const REFUSED_SECRETS: Explanation = {
	message: 'Cloud Elements refused the user secret or the organization secret',
	advice: 'Open the Cloud Elements credential and test it.',
};

const REFUSED_TOKEN: Explanation = {
	message: 'Cloud Elements refused the element token or the secrets of the account',
	advice:
		'The instance may have been deleted. If the token is right, test the Cloud Elements credential.',
};

const REFUSED_BY_PROVIDER: Explanation = {
	message: 'The provider no longer accepts the connection',
	advice: 'The customer has to approve it again: send a new link.',
};

const REFUSED_INPUT: Explanation = {
	message: 'The provider refused what the connection was to be made with',
	advice:
		'Check keys, user name and password in the app credential, Element Fields and Configuration. If a customer approved it, send a new link.',
};

const PLATFORM_FAULT: Explanation = {
	message: 'Cloud Elements or the provider had a fault',
	advice: 'Try again later. The request id lets the support of the platform find the call.',
};

function explain(answer: FailedAnswer): Explanation {
	const { statusCode, platformMessage, providerMessage, about, location } = answer;
	if (statusCode >= 300 && statusCode < 400) {
		return {
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
	const known = [...first, ...KNOWN_ANYWHERE, ...special].find(([pattern]) => pattern.test(text));
	if (known && statusCode !== 429) return known[1];
	if (statusCode === 400 && MISSING_ENTRIES.test(platformMessage ?? '')) return MISSING;
	if (statusCode === 401) return answer.withElementToken ? REFUSED_BY_PROVIDER : REFUSED_INPUT;
	if (statusCode === 403 && /\binstance\b.*\bdisabled\b/i.test(platformMessage ?? ''))
		return DISABLED;
	if (statusCode === 404 && about) return notFound(about);
	if (statusCode === 409 && about?.includes('|')) return STALE;
	return BY_STATUS[statusCode] ?? PLATFORM_FAULT;
}

/** Turns an answer that is not a success into words. The texts must have been masked. */
export function describeFailure(answer: FailedAnswer): FailureDetails {
	const { message, advice, approvalUsed } = explain(answer);
	const { statusCode, platformMessage, providerMessage, requestId } = answer;
	return {
		message,
		advice,
		statusCode,
		platformMessage,
		providerMessage,
		requestId,
		...(approvalUsed && { approvalUsed }),
	};
}
