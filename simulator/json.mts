import { isSafeNumber, parse, stringify } from 'lossless-json';

/** Reads JSON without rounding: whole numbers that a double cannot hold become BigInt. */
export function parseJson(text: string): unknown {
	return parse(text, null, (digits) =>
		/^-?\d+$/.test(digits) && !isSafeNumber(digits) ? BigInt(digits) : Number(digits),
	);
}

/** Writes JSON; a BigInt becomes a number with all its digits. */
export function writeJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? 'null';
	} catch {
		// Ten times as slow, but JSON.stringify refuses BigInt.
		return stringify(value) ?? 'null';
	}
}
