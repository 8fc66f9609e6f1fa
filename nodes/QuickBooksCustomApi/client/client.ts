import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IOAuth2Options,
} from 'n8n-workflow';

import { Attempts, FailedAttempt } from '../../shared/api/attempts';
import { CallFailure } from '../../shared/errors/failure';
import type { FailureDetails } from '../../shared/errors/failure';
import type { Expected } from '../../shared/api/readAnswer';
import { retryAfterMs } from '../../shared/api/retry';
import { withTimeLimit } from '../../shared/api/timeLimit';
import { timing } from '../../shared/api/timing';
import { maskText, maskValue } from '../../shared/errors/mask';
import { KeyedMutex } from '../../shared/run/keyedMutex';
import { readSuccess, refusalIn } from './answer';
import type { Answer } from './answer';
import { CREDENTIAL, currentSecrets } from './connection';
import type { Connection } from './connection';
import { describeFault } from './describeFault';
import { describeUnanswered, describeUnexpected } from './describeUnanswered';
import { isRepeatable } from './effect';
import type { Effect } from './effect';
import type { Fault } from '../../shared/intuit/fault';
import { INTUIT_LIMITS } from '../../shared/intuit/limits';
import { originOf } from './helperError';
import type { HelperError } from './helperError';
import { companyPath } from './path';
import { describeTokenFailure } from './tokenFailure';

// Reports of large companies take Intuit up to two minutes.
const TIMEOUT_MS = 120_000;

/** How long an answer may take that keeps arriving. */
const LONGEST_ANSWER_MS = 600_000;

/** One call to the accounting API. */
export interface IntuitRequest {
	method: IHttpRequestMethods;
	realmId: string;
	/** Below the company, each segment plain: `invoice/130`. */
	path: string;
	query?: IDataObject;
	/** Names in lower case. */
	headers?: Record<string, string>;
	body?: IDataObject | IDataObject[] | string | FormData;
	/** What a good answer holds; anything else is a failure. A file's body is its bytes. */
	expects: Expected;
	effect: Effect;
	/** Whether a call that takes Intuit too long is given up at once, because a smaller one can be made. */
	canBeSmaller?: boolean;
}

/** A successful answer. */
export interface IntuitResponse<Body> {
	body: Body;
	headers: IDataObject;
	statusCode: number;
	/** The words beside the status, such as "OK". */
	statusMessage?: string;
	tid?: string;
}

/** A failed attempt of which it is known that Intuit did not carry it out. */
class NotCarriedOut extends FailedAttempt {}

const tidIn = ({ intuit_tid: tid }: IDataObject = {}) =>
	typeof tid === 'string' ? tid : undefined;

/** The one way to call Intuit's accounting API, for one run of one node. */
export class IntuitClient {
	/** Keeps changes of one record apart: each needs the SyncToken that the one before left. */
	readonly mutex = new KeyedMutex();

	private readonly attempts: Attempts;

	private readonly requestIds = new Set<string>();

	/** After one renewal that did not help, further ones would only use up refresh tokens. */
	private renewals = true;

	/** Why the token could not be renewed. */
	private tokenFailure?: FailureDetails;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly connection: Connection,
	) {
		this.attempts = new Attempts(context);
	}

	/** Takes a request ID for one item. Gives false when another item of the run has it already. */
	claim(requestId: string): boolean {
		const isNew = !this.requestIds.has(requestId);
		this.requestIds.add(requestId);
		return isNew;
	}

	/**
	 * Makes the call, again and again where that is safe and promises success. An access token that
	 * expired is renewed by n8n, once for all calls under way (`requestOAuth2` of n8n-core).
	 *
	 * @throws InvalidInput when the path leads out of the company
	 * @throws CallFailure when Intuit did not answer or answered anything but success; with the code
	 * `timed_out` when a read took it too long
	 */
	async call<Body = IDataObject>(request: IntuitRequest): Promise<IntuitResponse<Body>> {
		const outcome = await this.tryCall<Body>(request);
		if (outcome instanceof CallFailure) throw outcome;
		return outcome;
	}

	/** {@link call} for callers that go on after a failure: it is returned, not thrown. */
	async tryCall<Body = IDataObject>(
		request: IntuitRequest,
	): Promise<IntuitResponse<Body> | CallFailure> {
		const url = this.connection.baseUrl + companyPath(request.realmId, request.path);
		const mayRepeat = (failure: FailedAttempt) => {
			if (failure instanceof NotCarriedOut || failure.details.notSent) return true;
			const tooLong = failure.details.code === 'timed_out';
			return isRepeatable(request.effect) && !(tooLong && request.canBeSmaller);
		};
		return await this.attempts.run(async () => await this.attempt<Body>(url, request), mayRepeat, {
			key: request.realmId,
			limits: INTUIT_LIMITS,
		});
	}

	private async attempt<Body>(
		url: string,
		request: IntuitRequest,
	): Promise<IntuitResponse<Body> | FailedAttempt> {
		let answer: Answer;
		try {
			answer = await this.send(url, request);
		} catch (error) {
			const origin = originOf(error, url);
			const { response } = origin.error;
			if (origin.from === 'tokenEndpoint') return await this.notRenewed(origin.error);
			if (origin.from === 'n8n' || response?.status !== 401) {
				const details = describeUnanswered(origin, request.effect, this.host);
				return new FailedAttempt(await this.masked(details, response?.headers));
			}
			// n8n throws the 401 that came although it had renewed the token.
			this.renewals = false;
			answer = { statusCode: 401, body: response.data, headers: { ...response.headers } };
		}
		const { statusCode, headers } = answer;
		if (statusCode < 200 || statusCode >= 300) {
			return await this.refused(answer, refusalIn(answer), request);
		}
		const read = readSuccess(answer, request.expects, request.headers?.accept);
		if ('fault' in read) return await this.refused(answer, read.fault, request);
		if ('code' in read) {
			const details = describeUnexpected(read, request.effect, request.expects);
			return new FailedAttempt(await this.masked({ ...details, statusCode }, headers));
		}
		const secrets = await currentSecrets(this.context);
		const text = typeof answer.body === 'string' ? answer.body : '';
		return {
			body: maskValue(read.value, text, secrets) as Body,
			headers: maskValue({ ...headers }, JSON.stringify(headers), secrets) as IDataObject,
			statusCode,
			...(answer.statusMessage && { statusMessage: answer.statusMessage }),
			tid: tidIn(headers),
		};
	}

	private async send(url: string, request: IntuitRequest): Promise<Answer> {
		const { body } = request;
		const isJson = typeof body === 'object' && !(body instanceof FormData);
		const options: IHttpRequestOptions = {
			method: request.method,
			url,
			qs: request.query,
			arrayFormat: 'brackets',
			// As text, because n8n leaves an empty object out.
			body: isJson ? JSON.stringify(body) : (body as string | FormData | undefined),
			json: true,
			headers: { ...(isJson && { 'content-type': 'application/json' }), ...request.headers },
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			// As text, because n8n would round long numbers and pass on what it cannot parse.
			encoding: request.expects === 'file' ? 'arraybuffer' : 'text',
			// n8n renews the token when a 401 is thrown; every other status is read here.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			// The token stays with the host of the credential.
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		};
		const oauth2: IOAuth2Options = { skipTokenRefresh: !this.renewals };
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			withTimeLimit(this.context, LONGEST_ANSWER_MS),
			CREDENTIAL,
			options,
			{ oauth2 },
		)) as Answer;
	}

	/** The details as the user may see them, with what every failure tells. */
	private async masked(details: FailureDetails, headers?: IDataObject): Promise<FailureDetails> {
		const secrets = await currentSecrets(this.context);
		const { message, providerMessage } = details;
		return {
			...details,
			message: maskText(message, secrets),
			provider: 'Intuit',
			providerMessage: providerMessage && maskText(providerMessage, secrets),
			providerCall: { intuitTid: tidIn(headers) },
		};
	}

	private async refused(
		{ statusCode, headers }: Answer,
		fault: Fault | undefined,
		{ effect, realmId }: IntuitRequest,
	): Promise<FailedAttempt> {
		const details = describeFault({
			statusCode,
			fault,
			effect,
			realmId,
			connectedRealmId: this.connection.realmId,
		});
		const masked = await this.masked(details, headers);
		const retryAfter = retryAfterMs(headers, timing.now());
		if (statusCode === 429) return new NotCarriedOut(masked, retryAfter);
		return new FailedAttempt(
			statusCode === 401 ? { ...masked, ...this.tokenFailure } : masked,
			retryAfter,
		);
	}

	private async notRenewed(error: HelperError): Promise<FailedAttempt> {
		const failure = await this.masked(describeTokenFailure(error));
		if (failure.statusCode === 401) {
			this.renewals = false;
			this.tokenFailure = failure;
		}
		return new NotCarriedOut(failure);
	}

	private get host(): string {
		return new URL(this.connection.baseUrl).host;
	}
}
