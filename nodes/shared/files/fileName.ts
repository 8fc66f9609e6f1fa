import { parse } from 'content-disposition';

/** Longer names are refused by file systems. */
const LONGEST_NAME = 200;

/** Headers come as Latin-1; whoever wrote UTF-8 into one meant it. */
function decoded(header: string): string {
	const text = Buffer.from(header, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? header : text;
}

/** The last part of a path, without what no file system takes; nothing where that is no name. */
function plainName(name: string): string | undefined {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const clean = last.replace(/\p{Cc}/gu, '').trim();
	return /^\.*$/.test(clean) ? undefined : clean.slice(-LONGEST_NAME);
}

/** The name that an answer's `Content-Disposition` gives to its file (RFC 6266), without any path. */
export function fileNameIn(header: unknown): string | undefined {
	if (typeof header !== 'string') return undefined;
	const { filename } = parse(decoded(header)).parameters;
	return filename === undefined ? undefined : plainName(filename);
}
