import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IOAuth2Options,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { Attempts, FailedAttempt } from '../api/attempts';
import type { FailureDetails } from '../api/failure';
import { retryAfterMs } from '../api/retry';
import { maskText } from '../mask';
import { Turns } from '../turns';
import { CREDENTIAL, currentSecrets } from './connection';
import type { Connection } from './connection';
import { describeFault } from './describeFault';
import { faultOf } from './fault';
import { companyPath } from './path';
import { describeTokenFailure } from './tokenFailure';

// Reports of large companies take Intuit up to two minutes.
const TIMEOUT_MS = 120_000;

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
	/** Whether the call may be made again when its answer is lost. */
	repeatable: boolean;
	/** Whether the answer is a file: its bytes are then the body. */
	asFile?: boolean;
}

/** A successful answer. */
export interface IntuitResponse<Body> {
	body: Body;
	headers: IDataObject;
	tid?: string;
}

interface Answer {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

/** The 401 that n8n threw after renewing the token did not help, where that is what it threw. */
function refusedAnswer(error: unknown): Answer | undefined {
	const { response } = ((error as Error).cause ?? {}) as {
		response?: { status: number; data: unknown; headers: IDataObject };
	};
	if (response?.status !== 401) return undefined;
	return { statusCode: 401, body: response.data, headers: { ...response.headers } };
}

/** A fault comes as JSON or text even where a file was asked for. */
function readable(body: unknown): unknown {
	if (!Buffer.isBuffer(body)) return body;
	const text = body.toString();
	return jsonParse<unknown>(text, { fallbackValue: text });
}

const isWebPage = (body: unknown) =>
	typeof body === 'string' && /^\s*<(!doctype html|html)/i.test(body);

/** The one way to call Intuit's accounting API, for one run of one node. */
export class IntuitClient {
	/** Keeps changes of one record apart: each needs the SyncToken that the one before left. */
	readonly turns = new Turns();

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
	 * @throws PlatformFailure when Intuit did not answer or answered anything but success
	 */
	async call<Body = IDataObject>(request: IntuitRequest): Promise<IntuitResponse<Body>> {
		const url = this.connection.baseUrl + companyPath(request.realmId, request.path);
		const outcome = await this.attempts.run(
			async () => await this.attempt<Body>(url, request),
			// A 429 was not carried out, so it may be repeated whatever the call does.
			(statusCode) => request.repeatable || statusCode === 429,
		);
		if (outcome instanceof FailedAttempt) throw outcome;
		return outcome;
	}

	private async attempt<Body>(
		url: string,
		request: IntuitRequest,
	): Promise<IntuitResponse<Body> | FailedAttempt> {
		let answer: Answer;
		try {
			answer = await this.send(url, request);
		} catch (error) {
			const refused = refusedAnswer(error);
			if (!refused) return await this.unanswered(error, request);
			this.renewals = false;
			answer = refused;
		}
		const { statusCode, headers } = answer;
		const tid = typeof headers.intuit_tid === 'string' ? headers.intuit_tid : undefined;
		const success = statusCode >= 200 && statusCode < 300;
		if (success && isWebPage(answer.body)) return this.webPage(statusCode);
		const said = readable(answer.body);
		// A good answer that is no JSON is a file, whatever it says.
		const fault = success && typeof said === 'string' ? undefined : faultOf(said);
		if (success && !fault) return { body: answer.body as Body, headers, tid };
		const details = describeFault({
			statusCode,
			fault: fault && { ...fault, text: await this.mask(fault.text) },
			tid,
			repeatable: request.repeatable,
			realmId: request.realmId,
			connectedRealmId: this.connection.realmId,
		});
		return new FailedAttempt(
			statusCode === 401 ? { ...details, ...this.tokenFailure } : details,
			retryAfterMs(headers, Date.now()),
		);
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
			...(request.asFile && { encoding: 'arraybuffer' }),
			// n8n renews the token when a 401 is thrown; every other status is read here.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			// The token stays with the host of the credential.
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		};
		const oauth2: IOAuth2Options = { skipTokenRefresh: !this.renewals };
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL,
			options,
			{ oauth2 },
		)) as Answer;
	}

	private async mask(text: string): Promise<string> {
		return maskText(text, await currentSecrets(this.context));
	}

	private async unanswered(error: unknown, { repeatable }: IntuitRequest): Promise<FailedAttempt> {
		const tokenFailure = describeTokenFailure(error);
		if (tokenFailure) {
			if (tokenFailure.statusCode === 401) {
				this.renewals = false;
				this.tokenFailure = tokenFailure;
			}
			return new FailedAttempt(tokenFailure);
		}
		const text = await this.mask(error instanceof Error ? error.message : String(error));
		return new FailedAttempt({
			message: `${new URL(this.connection.baseUrl).host} did not answer`,
			advice: repeatable
				? `${text}. Check the Environment of the QuickBooks credential and the network of this n8n.`
				: `${text}. It may have been written nevertheless: look before you run the item again.`,
			provider: 'Intuit',
		});
	}

	private webPage(statusCode: number): FailedAttempt {
		return new FailedAttempt({
			message: 'The base URL answers with a web page, not with the QuickBooks API',
			advice: 'Check the Environment and the base URL of the QuickBooks credential.',
			statusCode,
			provider: 'Intuit',
		});
	}
}
