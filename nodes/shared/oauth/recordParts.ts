import { findElement, findElementByCode } from '../elements';
import type { CompactReader, CompactWriter } from '../sealing/compactText';

/** In front of an element's key where the package has no code for it. */
const NO_CODE = 0;

/** An element by its code, or by its key where it has none. */
export function writeElement(writer: CompactWriter, key: string): void {
	const code = findElement(key)?.code;
	writer.number(code ?? NO_CODE);
	if (code === undefined) writer.text(key);
}

/** @throws RangeError for a code that belongs to a later version of the package */
export function readElement(reader: CompactReader): string {
	const code = reader.number();
	if (code === NO_CODE) return reader.text();
	const element = findElementByCode(code);
	if (!element) throw new RangeError(`no element has the code ${code}`);
	return element.key;
}

export function writeElements(writer: CompactWriter, keys: readonly string[]): void {
	writer.number(keys.length);
	for (const key of keys) writeElement(writer, key);
}

/** More than any page offers; a record that says so is none of ours. */
const MOST_ELEMENTS = 1000;

export function readElements(reader: CompactReader): string[] {
	const count = reader.number();
	if (count > MOST_ELEMENTS) throw new RangeError('too many elements');
	return Array.from({ length: count }, () => readElement(reader));
}

/** Whether UTF-8 gives the text back; half a character of two does not survive it. */
const isWhole = (text: string) => Buffer.from(text, 'utf8').toString('utf8') === text;

/** How a context is written: as it is, or as JSON. */
export function isPlainContext(context: unknown): context is string {
	return typeof context === 'string' && isWhole(context);
}

export function writeContext(writer: CompactWriter, context: unknown): void {
	writer.text(isPlainContext(context) ? context : JSON.stringify(context));
}

/** @param plain what {@link isPlainContext} said of it when it was written */
export function readContext(reader: CompactReader, plain: boolean): unknown {
	const text = reader.text();
	return plain ? text : (JSON.parse(text) as unknown);
}

/** A resume URL ends with a token in hexadecimal, which takes half the room when it stands alone. */
export function writeResumeUrl(writer: CompactWriter, url: string): void {
	const end = url.lastIndexOf('=') + 1;
	writer.text(url.slice(0, end));
	writer.text(url.slice(end));
}

export function readResumeUrl(reader: CompactReader): string {
	return reader.text() + reader.text();
}
