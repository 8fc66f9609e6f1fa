import type { IDataObject } from 'n8n-workflow';

/** Intuit's refusal, as its `Fault` says it. */
export interface Fault {
	/** Without leading zeros. */
	code?: string;
	/** Message and detail of each entry. */
	text: string;
}

/** What Intuit said, with its code. */
export const wordsOf = ({ code, text }: Fault) => `${text}${code ? ` (code ${code})` : ''}`;

type Entry = Record<string, unknown>;

/** A longer text is no fault, and not worth searching. */
const LONGEST_FAULT = 20_000;

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function objectAt(body: unknown, name: string): IDataObject | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const value = (body as IDataObject)[name];
	return typeof value === 'object' && value !== null ? (value as IDataObject) : undefined;
}

function entriesOf(body: unknown): Entry[] {
	// The API writes `Fault`, the gateway before it `fault`.
	const fault = objectAt(body, 'Fault') ?? objectAt(body, 'fault');
	const entries = fault?.Error ?? fault?.error;
	return Array.isArray(entries) ? (entries as Entry[]) : [];
}

/** The gateway's `message=AuthenticationFailed; errorCode=003200; statusCode=401`. */
function gatewayEntry(text: string): { message: string; code: string } | undefined {
	const [, message, code] = /message=([^;]{0,500});\s{0,9}errorCode=(\d{1,9})/.exec(text) ?? [];
	return message !== undefined && code !== undefined ? { message, code } : undefined;
}

function readEntry(entry: Entry): Fault {
	const said = textOf(entry.Message ?? entry.message);
	const gateway = gatewayEntry(said);
	const detail = textOf(entry.Detail ?? entry.detail);
	const message = gateway?.message ?? said;
	const element = textOf(entry.element);
	const words = detail.includes(message) ? [detail] : [message, detail];
	return {
		code: (textOf(entry.code) || gateway?.code)?.replace(/^0+/, ''),
		text: words.filter(Boolean).join(': ') + (element && ` (${element})`),
	};
}

/** Intuit writes XML where something else than JSON was asked for, such as a PDF file. */
function xmlEntries(text: string): Entry[] {
	return [...text.matchAll(/<Error\b([^>]{0,500})>(.{0,2000}?)<\/Error>/gs)].map(
		([, attributes = '', inner = '']) => {
			const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
			const child = (name: string) => new RegExp(`<${name}>([^<]*)`).exec(inner)?.[1];
			return {
				Message: child('Message'),
				Detail: child('Detail'),
				code: attribute('code'),
				element: attribute('element'),
			};
		},
	);
}

/** Whether a text is an answer of the API in XML, which it gives where JSON was not asked for. */
export const isIntuitXml = (text: string) =>
	/^\s*(<\?xml[^>]{0,200}>)?\s*<IntuitResponse\b/.test(text);

/** The fault in an answer, whatever its status: Intuit answers 200 with one too. */
export function faultOf(answer: unknown): Fault | undefined {
	const body = typeof answer === 'string' ? answer.slice(0, LONGEST_FAULT) : answer;
	const entries = typeof body === 'string' ? xmlEntries(body) : entriesOf(body);
	const [first, ...others] = entries.map(readEntry);
	if (first)
		return { code: first.code, text: [first, ...others].map(({ text }) => text).join('; ') };
	const gateway = typeof body === 'string' ? gatewayEntry(body) : undefined;
	return gateway && { code: gateway.code.replace(/^0+/, ''), text: gateway.message };
}
