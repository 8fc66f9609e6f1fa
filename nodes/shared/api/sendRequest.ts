import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Account } from './account';
import { ELEMENT_TOKEN_HEADER } from './authorize';
import type { Answer } from './failedAnswer';
import type { FileRequest } from './platformRequest';
import { withTimeLimit } from './timeLimit';

const TIMEOUT_MS = 60_000;

/** Most reads that take longer hang; so two are given up before one may take {@link TIMEOUT_MS}. */
const READ_TIMEOUT_MS = 20_000;
const SHORT_READS = 2;

/** How long an answer may take that keeps arriving. A stream of the platform ends after an hour. */
const LONGEST_ANSWER_MS = { text: 300_000, stream: 3_600_000 };

/**
 * How long a call may take, in milliseconds.
 *
 * @param made how often it was made before
 */
function timeLimitOf({ method, repeatable, timeoutMs }: FileRequest, made: number): number {
	if (timeoutMs !== undefined) return timeoutMs;
	const isRead = method === 'GET' && repeatable;
	return isRead && made < SHORT_READS ? READ_TIMEOUT_MS : TIMEOUT_MS;
}

/** The n8n functions that a call needs; every context in which a node runs has them. */
export type CallContext = Pick<IAllExecuteFunctions, 'helpers'> & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

/** How a body is handed over: text is complete, a file is still arriving. */
export type Encoding = 'stream' | 'text';

/**
 * Hands a request to n8n, which signs it with the account's credential, and gives the answer whatever
 * its status.
 *
 * @param made how often the call was made before
 * @throws whatever n8n throws when no answer comes
 */
export async function sendRequest(
	context: CallContext,
	account: Account,
	request: FileRequest,
	encoding: Encoding,
	made: number,
): Promise<Answer> {
	const timeout = timeLimitOf(request, made);
	const options: IHttpRequestOptions = {
		method: request.method,
		url: account.baseUrl + request.path,
		qs: request.query,
		arrayFormat: 'brackets',
		body: request.body as IHttpRequestOptions['body'],
		json: true,
		// As text, because n8n would round long numbers and pass on what it cannot parse.
		encoding,
		headers: {
			...request.headers,
			...(request.elementToken && { [ELEMENT_TOKEN_HEADER]: request.elementToken }),
		},
		timeout,
		returnFullResponse: true,
		// Statuses are read here: n8n's helper would repeat any call that got a 401.
		ignoreHttpStatusErrors: true,
		// The secrets stay with the host of the credential.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
	// Handing the credential over spares a look-up and a decryption for each call.
	return (await context.helpers.httpRequestWithAuthentication.call(
		withTimeLimit(context, Math.max(timeout, LONGEST_ANSWER_MS[encoding])) as IAllExecuteFunctions,
		account.credentialType,
		options,
		{
			credentialsDecrypted: {
				id: '',
				name: '',
				type: account.credentialType,
				data: account.credential,
			},
		},
	)) as Answer;
}
