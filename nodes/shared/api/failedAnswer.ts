import type { IDataObject } from 'n8n-workflow';

import type { KnownRefusal } from '../errors/explanation';
import { InvalidInput } from '../errors/failure';
import { FailedAttempt } from './attempts';
import { describeFailure } from './describeFailure';
import type { FailedAnswer } from './describeFailure';
import { limitIn } from './limit';
import { networkProblem, wasNotSent } from './networkProblem';
import { parseJson } from './parseJson';
import { nameOf } from './readAnswer';
import type { Expected, UnexpectedAnswer } from './readAnswer';
import { retryAfterMs } from './retry';
import { timing } from './timing';

/** An answer as n8n's request helper hands it over. */
export interface Answer {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
	statusMessage?: string;
}

/** Takes secrets out of words that others said. */
type Mask = (words: string) => string;

/** A provider's whole error page is no help to anybody. */
const LONGEST_TEXT = 2000;

/** A text in an object of an answer, cut to a length that people read. */
export function textField(body: unknown, name: string): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const value = (body as IDataObject)[name];
	return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}

function refusalIn(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** What it means that the platform said no. */
export function refused(
	{ headers, statusCode }: Answer,
	text: string,
	{ about, ...asked }: Pick<FailedAnswer, 'about' | 'withElementToken' | 'connecting'>,
	refusals: readonly KnownRefusal[],
	mask: Mask,
): FailedAttempt {
	const said = refusalIn(text);
	const hide = (words?: string) => words && mask(words);
	const providerMessage = textField(said, 'providerMessage');
	const limit = statusCode === 429 ? limitIn(headers, providerMessage) : undefined;
	const details = describeFailure(
		{
			...asked,
			statusCode,
			about: hide(about),
			platformMessage: hide(textField(said, 'message')),
			providerMessage: hide(providerMessage),
			requestId: textField(headers, 'elements-request-id') ?? textField(said, 'requestId'),
			location: hide(textField(headers, 'location')),
			limit,
		},
		refusals,
	);
	const told = retryAfterMs(headers, timing.now());
	return new FailedAttempt(details, told ?? (limit === 'day' ? Infinity : undefined));
}

/**
 * What it means that no answer came, or only its beginning.
 *
 * @throws the error where it is of our own, from signing the request: nothing was sent
 */
export function unanswered(host: string, error: unknown): FailedAttempt {
	if (error instanceof InvalidInput) throw error;
	return new FailedAttempt({
		code: 'no_answer',
		notSent: wasNotSent(error),
		message: `${host} ${networkProblem(error)}`,
		advice: 'Check the environment in the Cloud Elements credential and the network of this n8n.',
	});
}

/** What it means that a good answer is not what was asked for. */
export function unexpected(
	host: string,
	{ headers, statusCode }: Answer,
	{ code, came, said }: UnexpectedAnswer,
	expected: Expected,
	mask: Mask,
): FailedAttempt {
	// Behind an address that gave a job its file there is an API.
	const isWebPage = code === 'answer_web_page' && expected !== 'file';
	return new FailedAttempt({
		code,
		message: isWebPage
			? 'The base URL answers with a web page, not with the API'
			: `${host} answered with ${came} in place of ${nameOf(expected)}`,
		advice: isWebPage
			? 'Check the environment and the base URL in the Cloud Elements credential.'
			: 'Nothing was read from it. If it happens again, the request id lets the support of the platform find the call.',
		statusCode,
		platformMessage: said && mask(said),
		requestId: textField(headers, 'elements-request-id'),
	});
}
