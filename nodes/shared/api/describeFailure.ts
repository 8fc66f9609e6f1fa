import { RECORD_STALE } from '../errors/explanation';
import type { Explanation, KnownRefusal } from '../errors/explanation';
import type { FailureDetails } from '../errors/failure';
import {
	KNOWN_ANYWHERE,
	KNOWN_OF_CONFIGURATION,
	KNOWN_OF_CONNECTING,
	KNOWN_OF_RECORDS,
	KNOWN_OF_TOKENS,
} from './knownRefusals';
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
	if (statusCode === 409 && about?.includes('|')) return RECORD_STALE;
	return BY_STATUS[statusCode] ?? (statusCode < 500 ? BY_STATUS[400] : undefined) ?? PLATFORM_FAULT;
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
