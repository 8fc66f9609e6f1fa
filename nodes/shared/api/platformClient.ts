import type { IDataObject } from 'n8n-workflow';

import { maskText, maskValue } from '../errors/mask';
import type { Account } from './account';
import { Attempts, FailedAttempt } from './attempts';
import type { Caller } from './attempts';
import { instanceIn } from './apiPath';
import { checkElementToken } from './authorize';
import type { CallLimits, Lane } from './connection';
import type { KnownRefusal } from '../errors/explanation';
import { CallFailure } from '../errors/failure';
import { refused, textField, unanswered, unexpected } from './failedAnswer';
import type { Answer } from './failedAnswer';
import { openFile } from './fileAnswer';
import type { ContentStream, FileContent, OpenFile } from './fileAnswer';
import { mayBeDone } from './lostAnswer';
import type { FileRequest, PlatformRequest, PlatformResponse } from './platformRequest';
import { readAnswer } from './readAnswer';
import type { Expected, UnexpectedAnswer } from './readAnswer';
import { sendRequest } from './sendRequest';
import type { CallContext, Encoding } from './sendRequest';

type Outcome<Body> = PlatformResponse<Body> | FailedAttempt;

type Receive<Result> = (content: FileContent, headers: IDataObject) => Promise<Result>;

/** The body as text, also where a file was asked for and a refusal came. */
async function textOf(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

/** The one way to call the platform, for one run of one node. */
export class PlatformClient {
	/** Requests that were sent, repeated ones included. */
	callsMade = 0;

	constructor(
		private readonly context: CallContext,
		readonly account: Account,
		/** What the providers that are called may say, and what it means. */
		private readonly refusals: readonly KnownRefusal[] = [],
		private readonly attempts = new Attempts(context),
		private readonly caller: Omit<Caller, 'key'> = {},
	) {}

	/**
	 * This client as one item uses it: while a call has to wait for the connected account that it goes
	 * to, the item gives its lane away.
	 *
	 * @param limits of the one account that the item is about, where they are known
	 */
	forItem(lane: Lane, limits?: CallLimits): PlatformClient {
		const { account, attempts, context, refusals } = this;
		return new PlatformClient(context, account, refusals, attempts, { lane, limits });
	}

	/**
	 * Makes the call, again and again where that is safe and promises success.
	 *
	 * @throws CallFailure when the platform did not answer or answered anything but success. It
	 * says so where the call may have been carried out nevertheless.
	 */
	async call<Body>(request: PlatformRequest): Promise<PlatformResponse<Body>> {
		const outcome = await this.tryCall<Body>(request);
		if (outcome instanceof CallFailure) throw mayBeDone(request, outcome);
		return outcome;
	}

	/**
	 * {@link call} for a file. It is read while the call is under way, so that one that breaks off can
	 * be asked for again.
	 *
	 * @param receive reads the file; its result is the body of the response
	 */
	async receive<Result>(
		request: FileRequest,
		receive: Receive<Result>,
	): Promise<PlatformResponse<Result>> {
		const outcome = await this.repeat(
			request,
			'stream',
			async (answer) => await this.readFile(request, answer, receive),
		);
		if (outcome instanceof CallFailure) throw mayBeDone(request, outcome);
		return outcome;
	}

	/** Waits, but no longer than until the execution is cancelled. */
	async pause(ms: number): Promise<void> {
		await this.attempts.pause(ms);
	}

	/** {@link call} for callers that go on after a failure: it is returned, not thrown. */
	async tryCall<Body>(request: PlatformRequest): Promise<PlatformResponse<Body> | CallFailure> {
		return await this.repeat(request, 'text', async (answer) =>
			this.readText<Body>(request, answer),
		);
	}

	/** {@link tryCall} for what may be wanted later: made once, and only where it need not wait; nothing where it was not. */
	async tryAhead<Body>(
		request: PlatformRequest,
	): Promise<PlatformResponse<Body> | CallFailure | undefined> {
		const read = async (answer: Answer) => this.readText<Body>(request, answer);
		const attempt = async () => await this.attempt(request, 'text', read, 0);
		return await this.attempts.runAhead(attempt, this.callerOf(request));
	}

	private callerOf({ elementToken: key }: FileRequest): Caller | undefined {
		if (key === undefined) return undefined;
		checkElementToken(key);
		return { key, ...this.caller };
	}

	private async repeat<Body>(
		request: FileRequest,
		encoding: Encoding,
		read: (answer: Answer) => Promise<Outcome<Body>>,
	): Promise<Outcome<Body>> {
		const caller = this.callerOf(request);
		let made = 0;
		return await this.attempts.run(
			async () => await this.attempt(request, encoding, read, made++),
			// What was not carried out may be repeated whatever the call does.
			({ details }) => request.repeatable || details.statusCode === 429 || details.notSent === true,
			caller,
		);
	}

	private async attempt<Body>(
		request: FileRequest,
		encoding: Encoding,
		read: (answer: Answer) => Promise<Outcome<Body>>,
		made: number,
	): Promise<Outcome<Body>> {
		let answer: Answer;
		let refusal: string | undefined;
		this.callsMade++;
		try {
			answer = await sendRequest(this.context, this.account, request, encoding, made);
			const isGood = answer.statusCode >= 200 && answer.statusCode < 300;
			if (!isGood) refusal = await textOf(answer.body);
		} catch (error) {
			return unanswered(this.host, error);
		}
		return refusal === undefined ? await read(answer) : this.refused(request, answer, refusal);
	}

	private readText<Body>(request: PlatformRequest, answer: Answer): Outcome<Body> {
		const text = String(answer.body);
		const contentType = String(answer.headers['content-type'] ?? '');
		const read = readAnswer(text, request.expects, contentType);
		if ('code' in read) return this.unexpected(request, answer, read, request.expects);
		return this.responseOf(this.hide(read.value, text, request) as Body, answer, request);
	}

	private async readFile<Result>(
		request: FileRequest,
		answer: Answer,
		receive: Receive<Result>,
	): Promise<Outcome<Result>> {
		const accept = request.headers?.accept ?? '*/*';
		let file: OpenFile;
		try {
			const opened = await openFile(answer.body as ContentStream, accept, answer.headers);
			if ('code' in opened) return this.unexpected(request, answer, opened, 'file');
			file = opened;
		} catch (error) {
			return unanswered(this.host, error);
		}
		const headers = this.hideInHeaders(answer, request);
		const received = await receive(file.content, headers).then(
			(body) => ({ body }),
			(error: unknown) => ({ error }),
		);
		if ('body' in received) return this.responseOf(received.body, answer, request);
		const broken = file.brokenBy();
		// What is no fault of the far side, such as a full disk, is not the platform's failure.
		if (broken === undefined) throw received.error;
		return unanswered(this.host, broken);
	}

	private responseOf<Body>(
		body: Body,
		answer: Answer,
		request: FileRequest,
	): PlatformResponse<Body> {
		const { headers, statusCode, statusMessage } = answer;
		return {
			body,
			headers: this.hideInHeaders(answer, request),
			statusCode,
			...(statusMessage && { statusMessage }),
			requestId: textField(headers, 'elements-request-id'),
		};
	}

	private refused(request: FileRequest, answer: Answer, text: string): FailedAttempt {
		return refused(
			answer,
			text,
			{
				about: request.about ?? instanceIn(request.path),
				withElementToken: request.elementToken !== undefined,
				connecting: request.connecting,
			},
			this.refusals,
			(words) => maskText(words, this.secretsOf(request)),
		);
	}

	private unexpected(
		request: FileRequest,
		answer: Answer,
		came: UnexpectedAnswer,
		expected: Expected,
	): FailedAttempt {
		const mask = (words: string) => maskText(words, this.secretsOf(request));
		return unexpected(this.host, answer, came, expected, mask);
	}

	private get host(): string {
		return new URL(this.account.baseUrl).host;
	}

	private secretsOf(request: FileRequest): string[] {
		const { userSecret, organizationSecret } = this.account;
		return [
			userSecret,
			organizationSecret,
			...(request.elementToken ? [request.elementToken] : []),
			...(request.secrets ?? []),
		];
	}

	/** The value without the secrets that the call carried, should the far side repeat them. */
	private hide(value: unknown, text: string, { elementToken }: FileRequest): unknown {
		const { userSecret, organizationSecret } = this.account;
		return maskValue(value, text, [userSecret, organizationSecret, elementToken ?? '']);
	}

	private hideInHeaders({ headers }: Answer, request: FileRequest): IDataObject {
		return this.hide(headers, JSON.stringify(headers), request) as IDataObject;
	}
}
