import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { BASE_URL_EXPRESSION, resolveBaseUrl } from './baseUrl';
import { networkWords } from './networkProblem';
import { isNothingFound } from './nothingFound';

const TIMEOUT_MS = 30_000;

/** What a credential is tested with. The call answers with a list, which may be empty. */
export interface CredentialCheck {
	/** Path of the call, beginning with a slash. */
	url: string;
	qs?: IDataObject;
	authorize: (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => IHttpRequestOptions;
	/** Whether this can be a row of the list. */
	isRow: (row: unknown) => boolean;
	/** What a refusal says about the credential, by status; the host stands before it. */
	refusals: Readonly<Record<number, string>>;
}

const ELSEWHERE =
	'sends the call on to another address, and secrets are not sent on. Enter the final address as base URL.';

const NO_PLATFORM =
	'answered, but not as a Cloud Elements API does. Check the environment, the region and the spelling of the base URL.';

/** What an answer says that has nothing to do with the secrets; the host stands before it. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
	301: ELSEWHERE,
	302: ELSEWHERE,
	303: ELSEWHERE,
	307: ELSEWHERE,
	308: ELSEWHERE,
	404: 'has no Cloud Elements API at this base URL. Check the environment, the region and the spelling.',
	405: 'is a server that is not a Cloud Elements API. Check the environment, the region and the spelling.',
	429: 'is receiving too many requests. Wait a minute and test again.',
	500: 'answered with an internal fault (500). Test again in a minute.',
	502: 'is a gateway that did not reach Cloud Elements (502). Test again in a minute.',
	503: 'is not available at the moment (503). Test again in a minute.',
	504: 'is a gateway that waited too long for Cloud Elements (504). Test again in a minute.',
};

/** The words about an answer, or nothing when it is the platform's answer to a good credential. */
function problemOf(
	{ isRow, refusals }: CredentialCheck,
	statusCode: number,
	body: unknown,
): string | undefined {
	const { message } = (body ?? {}) as IDataObject;
	if (statusCode === 404 && isNothingFound(message)) return undefined;
	if (statusCode >= 200 && statusCode < 300) {
		return Array.isArray(body) && body.every(isRow) ? undefined : NO_PLATFORM;
	}
	// Any web server may know a 401; the platform's refusals say why.
	const refusal = refusals[statusCode];
	if (refusal) return typeof message === 'string' ? refusal : NO_PLATFORM;
	return (
		STATUS_WORDS[statusCode] ??
		`answered ${statusCode}. Check the environment and the base URL, or test again in a minute.`
	);
}

/** The words about the platform's answer to the call of a check, or why it was not made or answered. */
async function problemOfCall(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	check: CredentialCheck,
): Promise<string | undefined> {
	const baseUrl = resolveBaseUrl(credentials);
	const request = check.authorize(credentials, {
		url: baseUrl + check.url,
		qs: check.qs,
		json: true,
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	});
	const outcome = (await helpers.httpRequest(request).catch((error: unknown) => ({ error }))) as
		| { statusCode: number; body: unknown }
		| { error: unknown };
	const { host } = new URL(baseUrl);
	if ('error' in outcome) {
		// Without the code: n8n replaces a message that holds one by words that do not name the host.
		return `${host} ${networkWords(outcome.error)}. Check the environment, the base URL and the network of this n8n.`;
	}
	const problem = problemOf(check, outcome.statusCode, outcome.body);
	return problem && `${host} ${problem}`;
}

/**
 * Makes the call of a credential's test and reads the answer, which n8n's rules for a test cannot:
 * they know neither a list from a web page nor the host that was asked.
 *
 * @throws Error in words for the user, beginning with the host once there is one, unless the platform
 * accepted the credential. It has no code, which n8n would show in place of the words.
 */
export async function checkCredential(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	check: CredentialCheck,
): Promise<void> {
	const problem = await problemOfCall(helper, credentials, check).catch(
		(error: unknown) => (error as Error).message,
	);
	if (problem !== undefined) throw new Error(problem);
}

/**
 * The field by which n8n knows that a credential has a `preAuthentication`. It is never empty, so
 * that n8n runs that only where a request was refused with 401. No expression stands here: n8n would
 * set up its engine for it wherever the credential is read.
 */
export const checkField: INodeProperties = {
	displayName: 'Check',
	name: 'check',
	type: 'hidden',
	typeOptions: { expirable: true },
	default: 'atTest',
};

/** Header of a test's request. It never leaves n8n. */
const TEST_HEADER = 'x-cloud-elements-test';

/** What n8n takes for an answer 401. */
class NotChecked extends Error {
	response = { status: 401 };
}

/**
 * Lets every request pass but that of a test, which it refuses the first time as if the platform had:
 * n8n then runs `preAuthentication`, where the check is made, and sends the request again.
 *
 * @throws NotChecked when a test comes the first time
 */
export function demandCheck({ headers = {} }: IHttpRequestOptions): void {
	if (!(TEST_HEADER in headers)) return;
	delete headers[TEST_HEADER];
	throw new NotChecked();
}

/** The part of a check that n8n itself makes when {@link checkCredential} found nothing wrong. */
export function testRequestOf({ url, qs, refusals }: CredentialCheck): ICredentialTestRequest {
	const words = { ...refusals, ...STATUS_WORDS };
	const statuses = Object.keys(words).map(Number);
	return {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url,
			qs,
			headers: { [TEST_HEADER]: 'true' },
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			// A good account may answer 404 to a list in which there is nothing.
			ignoreHttpStatusErrors: { ignore: true, except: statuses.filter((code) => code !== 404) },
		},
		rules: Object.entries(words).map(([value, message]) => ({
			type: 'responseCode',
			properties: { value: Number(value), message: `The server ${message}` },
		})),
	};
}
