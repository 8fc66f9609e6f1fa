import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { parseJson } from '../json';
import { maskText, maskValue } from '../mask';
import type { Account } from './account';
import { Attempts, FailedAttempt } from './attempts';
import { ELEMENT_TOKEN_HEADER, checkElementToken } from './authorize';
import { describeFailure } from './describeFailure';
import { InvalidInput, PlatformFailure } from './failure';
import { networkProblem } from './networkProblem';
import { nameOf, readAnswer } from './readAnswer';
import type { Expected, UnexpectedAnswer } from './readAnswer';
import { retryAfterMs } from './retry';
import { timing } from './timing';

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
	/** What a good answer holds; anything else is a failure. A file's body is a stream, whatever its size. */
	expects: Expected;
	/** Token of the instance that the call is about. */
	elementToken?: string;
	/** Whether the call may be made again when its answer is lost. */
	repeatable: boolean;
	timeoutMs?: number;
	/** What a customer is being signed in with, where that is what the call is about. */
	connecting?: 'approval' | 'tokens' | 'configuration';
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

/** The body as text, also where a file was asked for and a refusal came. */
async function textOf(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

function refusalIn(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
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
			return this.unanswered(error);
		}
		const { body, headers, statusCode } = answer;
		const requestId = textField(headers, 'elements-request-id');
		if (statusCode >= 200 && statusCode < 300) {
			if (request.expects === 'file') return { body: body as Body, headers, requestId };
			const contentType = String(headers['content-type'] ?? '');
			const read = readAnswer(String(body), request.expects, contentType);
			if ('code' in read) return this.unexpected(read, answer, request);
			return { body: this.hide(read.value, String(body), request) as Body, headers, requestId };
		}
		const said = refusalIn(await textOf(body));
		const hide = (text?: string) => text && maskText(text, this.secretsOf(request));
		const details = describeFailure({
			statusCode,
			platformMessage: hide(textField(said, 'message')),
			providerMessage: hide(textField(said, 'providerMessage')),
			requestId: requestId ?? textField(said, 'requestId'),
			withElementToken: request.elementToken !== undefined,
			connecting: request.connecting,
			location: hide(textField(headers, 'location')),
		});
		return new FailedAttempt(details, retryAfterMs(answer.headers, timing.now()));
	}

	private async send(request: PlatformRequest): Promise<Answer> {
		const options: IHttpRequestOptions = {
			method: request.method,
			url: this.account.baseUrl + request.path,
			qs: request.query,
			arrayFormat: 'brackets',
			body: request.body as IHttpRequestOptions['body'],
			json: true,
			// As text, because n8n would round long numbers and pass on what it cannot parse.
			encoding: request.expects === 'file' ? 'stream' : 'text',
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

	/** The value without the secrets that the call carried, should the far side repeat them. */
	private hide(value: unknown, text: string, { elementToken }: PlatformRequest): unknown {
		const { userSecret, organizationSecret } = this.account;
		return maskValue(value, text, [userSecret, organizationSecret, elementToken ?? '']);
	}

	private unanswered(error: unknown): FailedAttempt {
		// Of our own, from signing the request: nothing was sent.
		if (error instanceof InvalidInput) throw error;
		return new FailedAttempt({
			code: 'no_answer',
			message: `${this.host} ${networkProblem(error)}`,
			advice: 'Check the environment in the Cloud Elements credential and the network of this n8n.',
		});
	}

	private unexpected(
		{ code, came, said }: UnexpectedAnswer,
		{ headers, statusCode }: Answer,
		request: PlatformRequest,
	): FailedAttempt {
		const isWebPage = code === 'answer_web_page';
		return new FailedAttempt({
			code,
			message: isWebPage
				? 'The base URL answers with a web page, not with the API'
				: `${this.host} answered with ${came} in place of ${nameOf(request.expects)}`,
			advice: isWebPage
				? 'Check the environment and the base URL in the Cloud Elements credential.'
				: 'Nothing was read from it. If it happens again, the request id lets the support of the platform find the call.',
			statusCode,
			platformMessage: said && maskText(said, this.secretsOf(request)),
			requestId: textField(headers, 'elements-request-id'),
		});
	}

	private get host(): string {
		return new URL(this.account.baseUrl).host;
	}
}
