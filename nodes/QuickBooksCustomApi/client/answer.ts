import type { IDataObject } from 'n8n-workflow';

import { isWebPage, readAnswer } from '../../shared/api/readAnswer';
import type { Expected, UnexpectedAnswer } from '../../shared/api/readAnswer';
import { parseJson } from '../../shared/api/parseJson';
import { faultOf, isIntuitXml } from '../../shared/intuit/fault';
import type { Fault } from '../../shared/intuit/fault';
import { faultOfAllParts } from '../parts';

/** An answer of the API as n8n's helper gives it; a file's body is its bytes. */
export interface Answer {
	body: unknown;
	headers: IDataObject;
	statusCode: number;
	statusMessage?: string;
}

/** A longer file is no fault. */
const LONGEST_FAULT = 20_000;

/** The body of an answer as text; of the bytes of a file no more than tells what it is. */
function textOf(body: unknown): string {
	if (Buffer.isBuffer(body)) return body.subarray(0, LONGEST_FAULT).toString('utf8');
	return typeof body === 'string' ? body : '';
}

function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}

/** What Intuit says in an answer whose status is no success, where it says anything. */
export const refusalIn = ({ body }: Answer): Fault | undefined => faultOf(parsed(textOf(body)));

/** A text or a file may look like a fault; only the API's own answer is one. */
function faultInText(text: string): Fault | undefined {
	const value = parsed(text);
	return typeof value !== 'string' || isIntuitXml(text) ? faultOf(value) : undefined;
}

function readFile(bytes: Buffer, accept: string): { value: Buffer } | UnexpectedAnswer {
	const text = textOf(bytes);
	if (bytes.length === 0) return { code: 'answer_empty', came: 'nothing' };
	if (isWebPage(text)) return { code: 'answer_web_page', came: 'a web page' };
	if (accept === 'application/pdf' && !text.startsWith('%PDF')) {
		return { code: 'answer_unexpected', came: 'what is no PDF', said: text.slice(0, 120) };
	}
	return { value: bytes };
}

/**
 * Reads an answer whose status is a success. Intuit gives faults with such a status too.
 *
 * @param accept type of the file that was asked for
 */
export function readSuccess(
	{ body, headers }: Answer,
	expects: Expected,
	accept = '',
): { value: unknown } | { fault: Fault } | UnexpectedAnswer {
	const text = textOf(body);
	if (expects === 'file') {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
		const fault = bytes.length < LONGEST_FAULT ? faultInText(text) : undefined;
		return fault ? { fault } : readFile(bytes, accept);
	}
	const read = readAnswer(text, expects, String(headers['content-type'] ?? ''));
	const isRead = 'value' in read && typeof read.value !== 'string';
	const fault = isRead ? (faultOf(read.value) ?? faultOfAllParts(read.value)) : faultInText(text);
	return fault ? { fault } : read;
}
