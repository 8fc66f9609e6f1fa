import { parseJson } from './parseJson';

/**
 * What a call is answered with when it succeeds: `list` a JSON array, `record` a JSON object, `done`
 * nothing or any JSON (deletes and updates, which may answer nothing; docs/platform-api.md, "Resource
 * calls"), `any` whatever the far side likes, `file` bytes.
 */
export type Expected = 'list' | 'record' | 'done' | 'any' | 'file';

/** Why an answer is not what was asked for. */
export type AnswerCode =
	| 'answer_empty'
	| 'answer_unreadable'
	| 'answer_unexpected'
	| 'answer_web_page';

/** What came in place of what was expected. */
export interface UnexpectedAnswer {
	code: AnswerCode;
	/** In words, to go behind "answered with". */
	came: string;
	/** What the answer says of itself where it is an error, or how it begins. */
	said?: string;
}

const LONGEST_EXCERPT = 120;

const NAMES: Readonly<Record<Expected, string>> = {
	list: 'a list',
	record: 'a record',
	done: 'a confirmation',
	any: 'an answer',
	file: 'a file',
};

/** The expected answer in words. */
export const nameOf = (expected: Expected) => NAMES[expected];

const excerpt = (text: string) => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
};

/** Whether a body is a web page, which no API answers with. */
export const isWebPage = (text: string) => /^\s*<(!doctype html|html)/i.test(text);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words of an answer that is an error although its status is a good one (docs/platform-api.md, "Error catalogue"). */
export function errorIn(value: unknown): string | undefined {
	if (!isObject(value)) return undefined;
	const { message, requestId, providerMessage } = value;
	const isError = typeof message === 'string' && (requestId ?? providerMessage) !== undefined;
	return isError ? message : undefined;
}

function unexpected(value: unknown): UnexpectedAnswer {
	const said = errorIn(value);
	if (said !== undefined) return { code: 'answer_unexpected', came: 'an error', said };
	const came = Array.isArray(value)
		? 'a list'
		: isObject(value)
			? 'an object'
			: `a single value (${value === null ? 'null' : typeof value})`;
	return { code: 'answer_unexpected', came, said: excerpt(JSON.stringify(value)) };
}

function fits(value: unknown, expected: Expected): boolean {
	if (expected === 'list') return Array.isArray(value);
	if (expected === 'record') return isObject(value) && errorIn(value) === undefined;
	if (expected === 'done') return errorIn(value) === undefined;
	return true;
}

/**
 * Reads the body of a successful answer. Nothing is taken for an empty list or a record that is not
 * one: what was not understood must never look as if there were nothing.
 *
 * @param contentType as the answer names it, empty where it does not
 * @returns the value, without a number rounded; undefined for an empty body
 */
export function readAnswer(
	text: string,
	expected: Exclude<Expected, 'file'>,
	contentType: string,
): { value: unknown } | UnexpectedAnswer {
	if (text.trim() === '') {
		if (expected === 'done' || expected === 'any') return { value: undefined };
		return { code: 'answer_empty', came: 'nothing' };
	}
	if (isWebPage(text)) {
		return { code: 'answer_web_page', came: 'a web page', said: excerpt(text) };
	}
	let value: unknown;
	try {
		value = parseJson(text);
	} catch {
		// Whoever asks for anything may be answered in text or XML, but not in broken JSON.
		if (expected === 'any' && !/\bjson\b/i.test(contentType)) return { value: text };
		return { code: 'answer_unreadable', came: 'what is not JSON', said: excerpt(text) };
	}
	return fits(value, expected) ? { value } : unexpected(value);
}
