import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parseJson } from './parseJson';
import { errorIn, isWebPage } from './readAnswer';
import type { UnexpectedAnswer } from './readAnswer';

/** Content as n8n stores it: a stream, or the bytes of a file that is small. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

export type ContentStream = Exclude<FileContent, Uint8Array>;

/** Errors are shorter than this; whatever is longer is a file. */
const BEGINNING_BYTES = 16_384;

const LONGEST_EXCERPT = 120;

/** Kinds of content that are told apart, in words to go behind "answered with". */
const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/html/, 'a web page'],
	[/json/, 'JSON'],
	[/\bcsv/, 'CSV'],
	[/[/+]xml/, 'XML'],
	[/\/pdf/, 'a PDF'],
];

const kindOf = (mediaTypes: string) => KINDS.find(([name]) => name.test(mediaTypes))?.[1];

/** The kind of a content by its first characters, whatever its header says. */
function kindIn(text: string): string | undefined {
	if (isWebPage(text)) return 'a web page';
	if (/^\s*[{[]/.test(text)) return 'JSON';
	if (/^\s*<\?xml/.test(text)) return 'XML';
	return text.startsWith('%PDF-') ? 'a PDF' : undefined;
}

/** A file that may be read. */
export interface OpenFile {
	content: FileContent;
	/** What broke the file off before its end, once it did. */
	brokenBy(): unknown;
}

interface Beginning {
	bytes: Buffer;
	isWhole: boolean;
}

/** The first bytes of a stream, which are read again by whoever reads it next. */
async function peek(stream: ContentStream): Promise<Beginning> {
	// Then nothing comes any more, not even an error.
	if (stream.destroyed) throw new Error('The connection was ended');
	const chunks: Buffer[] = [];
	let length = 0;
	return await new Promise((resolve, reject) => {
		const finish = (isWhole: boolean) => {
			stream.off('readable', read).off('end', end).off('error', reject);
			const bytes = Buffer.concat(chunks);
			if (!isWhole) stream.unshift(bytes);
			resolve({ bytes, isWhole });
		};
		const end = () => finish(true);
		const read = () => {
			let chunk = stream.read() as Buffer | null;
			for (; chunk !== null; chunk = stream.read() as Buffer | null) {
				chunks.push(chunk);
				length += chunk.length;
				if (length >= BEGINNING_BYTES) return finish(false);
			}
		};
		stream.on('readable', read).on('end', end).on('error', reject);
	});
}

/** The words of a body that is nothing but an error, although its status is a good one. */
function errorOf(text: string): string | undefined {
	try {
		return errorIn(parseJson(text));
	} catch {
		return undefined;
	}
}

/** What stands in place of the file, if it is not one of the kind that was asked for. */
function mismatch(
	{ bytes, isWhole }: Beginning,
	accept: string,
	contentType: string,
): UnexpectedAnswer | undefined {
	if (isWhole && bytes.length === 0) return { code: 'answer_empty', came: 'nothing' };
	const text = bytes.toString('utf8');
	const error = isWhole ? errorOf(text) : undefined;
	if (error !== undefined) return { code: 'answer_unexpected', came: 'an error', said: error };
	const came = kindIn(text) ?? kindOf(contentType.toLowerCase());
	const asked = kindOf(accept.toLowerCase());
	if (came === asked || (asked === undefined && came !== 'a web page')) return undefined;
	// A type that nobody names, such as a stream of octets, may be what was asked for; JSON shows itself.
	if (came === undefined && asked !== 'JSON') return undefined;
	return {
		code: came === 'a web page' ? 'answer_web_page' : 'answer_unexpected',
		came: came ?? 'another kind of file',
		said: text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_EXCERPT),
	};
}

/**
 * Looks at the beginning of a file that was answered with a good status. An error, a web page that
 * `accept` does not name, and another kind than the one that it names are no file.
 *
 * @throws whatever broke the stream off
 */
export async function openFile(
	stream: ContentStream,
	accept: string,
	headers: IDataObject,
): Promise<OpenFile | UnexpectedAnswer> {
	let broken: unknown;
	stream.on('error', (error) => {
		broken = error;
	});
	const beginning = await peek(stream);
	const problem = mismatch(beginning, accept, String(headers['content-type'] ?? ''));
	if (problem !== undefined) {
		stream.destroy();
		return problem;
	}
	return { content: beginning.isWhole ? beginning.bytes : stream, brokenBy: () => broken };
}
