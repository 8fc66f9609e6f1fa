import { jsonParse } from 'n8n-workflow';
import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { maskText } from '../mask';
import type { Account } from './account';
import { Attempts, FailedAttempt } from './attempts';
import { ELEMENT_TOKEN_HEADER, checkElementToken } from './authorize';
import { describeFailure } from './describeFailure';
import { PlatformFailure } from './failure';
import { retryAfterMs } from './retry';

const TIMEOUT_MS = 60_000;

/** The n8n functions that a call needs; every context in which a node runs has them. */
export type CallContext = Pick<IAllExecuteFunctions, 'helpers'> & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

/** One call to the platform. */
export interface PlatformRequest {
	method: IHttpRequestMethods;
	/** From {@link apiPath}, beginning with a slash. */
	path: string;
	/** A list is sent as `name[]=a&name[]=b`. */
	query?: IDataObject;
	/** Text needs a `Content-Type` among the headers. */
	body?: IDataObject | IDataObject[] | string | FormData;
	/** Beside those that the client sets itself; an `Accept` wins over its own. */
	headers?: Readonly<Record<string, string>>;
	/** `stream`: a good answer's body is a stream, so that a file of any size passes through. */
	answer?: 'json' | 'stream';
	/** Token of the instance that the call is about. */
	elementToken?: string;
	/** Whether the call may be made again when its answer is lost. */
	repeatable: boolean;
	timeoutMs?: number;
	/** What a customer is being signed in with, where that is what the call is about. */
	connecting?: 'approval' | 'tokens';
	/** Values that no error may show. The account's secrets are known already. */
	secrets?: readonly string[];
}

/** A successful answer. */
export interface PlatformResponse<Body> {
	body: Body;
	headers: IDataObject;
	requestId?: string;
}

interface Answer {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
}

/**
 * A path of the API, each segment encoded: `apiPath('instances', id)`.
 *
 * @throws Error for an empty segment, which would turn a call about one instance into one about all,
 * and for `.` or `..`, which would do so on the way
 */
export function apiPath(...segments: Array<string | number>): string {
	return segments
		.map((segment) => {
			const text = String(segment).trim();
			if (['', '.', '..'].includes(text)) {
				throw new Error(`A part of the path is empty or dots: ${segments.join('/')}`);
			}
			return `/${encodeURIComponent(text)}`;
		})
		.join('');
}

/** A provider's whole error page is no help to anybody. */
const LONGEST_TEXT = 2000;

function textField(body: unknown, name: string): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const value = (body as IDataObject)[name];
	return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}

/** The JSON in an answer that was asked for as a stream and turned out to be a refusal. */
async function readJsonStream(stream: unknown): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
	return jsonParse(Buffer.concat(chunks).toString('utf8'), { fallbackValue: undefined });
}

/** The one way to call the platform, for one run of one node. */
export class PlatformClient {
	private readonly attempts: Attempts;

	constructor(
		private readonly context: CallContext,
		readonly account: Account,
	) {
		this.attempts = new Attempts(context);
	}

	/**
	 * Makes the call, again and again where that is safe and promises success.
	 *
	 * @throws PlatformFailure when the platform did not answer or answered anything but success
	 */
	async call<Body>(request: PlatformRequest): Promise<PlatformResponse<Body>> {
		const outcome = await this.tryCall<Body>(request);
		if (outcome instanceof PlatformFailure) throw outcome;
		return outcome;
	}

	/** Waits, but no longer than until the execution is cancelled. */
	async pause(ms: number): Promise<void> {
		await this.attempts.pause(ms);
	}

	/** {@link call} for callers that go on after a failure: it is returned, not thrown. */
	async tryCall<Body>(request: PlatformRequest): Promise<PlatformResponse<Body> | PlatformFailure> {
		if (request.elementToken !== undefined) checkElementToken(request.elementToken);
		return await this.attempts.run(
			async () => await this.attempt<Body>(request),
			// A 429 was not carried out, so it may be repeated whatever the call does.
			(statusCode) => request.repeatable || statusCode === 429,
		);
	}

	private async attempt<Body>(
		request: PlatformRequest,
	): Promise<PlatformResponse<Body> | FailedAttempt> {
		let answer: Answer;
		try {
			answer = await this.send(request);
		} catch (error) {
			return this.unanswered(error, request);
		}
		const requestId = textField(answer.headers, 'elements-request-id');
		if (answer.statusCode >= 200 && answer.statusCode < 300) {
			if (typeof answer.body === 'string' && /^\s*<(!doctype html|html)/i.test(answer.body)) {
				return this.webPage(answer);
			}
			return { body: answer.body as Body, headers: answer.headers, requestId };
		}
		const hide = (text?: string) => text && maskText(text, this.secretsOf(request));
		const body = request.answer === 'stream' ? await readJsonStream(answer.body) : answer.body;
		const details = describeFailure({
			statusCode: answer.statusCode,
			platformMessage: hide(textField(body, 'message')),
			providerMessage: hide(textField(body, 'providerMessage')),
			requestId: requestId ?? textField(body, 'requestId'),
			withElementToken: request.elementToken !== undefined,
			connecting: request.connecting,
			location: hide(textField(answer.headers, 'location')),
		});
		return new FailedAttempt(details, retryAfterMs(answer.headers, Date.now()));
	}

	private async send(request: PlatformRequest): Promise<Answer> {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: this.account.baseUrl + request.path,
			qs: request.query,
			arrayFormat: 'brackets',
			body: request.body as IHttpRequestOptions['body'],
			json: true,
			...(request.answer === 'stream' && { encoding: 'stream' }),
			headers: {
				...request.headers,
				...(request.elementToken && { [ELEMENT_TOKEN_HEADER]: request.elementToken }),
			},
			timeout: request.timeoutMs ?? TIMEOUT_MS,
			returnFullResponse: true,
			// Statuses are read here: n8n's helper would repeat any call that got a 401.
			ignoreHttpStatusErrors: true,
			// The secrets stay with the host of the credential.
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		};
		// Handing the credential over spares a look-up and a decryption for each call.
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context as IAllExecuteFunctions,
			this.account.credentialType,
			options,
			{
				credentialsDecrypted: {
					id: '',
					name: '',
					type: this.account.credentialType,
					data: this.account.credential,
				},
			},
		)) as Answer;
	}

	private secretsOf(request: PlatformRequest): string[] {
		const { userSecret, organizationSecret } = this.account;
		return [
			userSecret,
			organizationSecret,
			...(request.elementToken ? [request.elementToken] : []),
			...(request.secrets ?? []),
		];
	}

	private unanswered(error: unknown, request: PlatformRequest): FailedAttempt {
		const text = error instanceof Error ? error.message : String(error);
		return new FailedAttempt({
			message: `${new URL(this.account.baseUrl).host} did not answer`,
			advice: `${maskText(text, this.secretsOf(request))}. Check the environment in the Cloud Elements credential and the network of this n8n.`,
		});
	}

	private webPage(answer: Answer): FailedAttempt {
		return new FailedAttempt({
			message: 'The base URL answers with a web page, not with the API',
			advice: 'Check the environment and the base URL in the Cloud Elements credential.',
			statusCode: answer.statusCode,
		});
	}
}
