import fc from 'fast-check';

/** Differs in one character for certain, and in what it means: the last of a Base64 text may carry nothing more. */
export const alteredAtEnd = (sealed: string) =>
	`${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'B' : 'A'}${sealed.at(-1)}`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %';

/** A hundred thousand texts that differ from a sealed one in one to four characters. */
export function alteredOnesOf(sealed: string): string[] {
	const place = fc.nat({ max: sealed.length - 1 });
	const change = fc.tuple(place, fc.constantFrom(...ALPHABET));
	return fc
		.sample(fc.array(change, { minLength: 1, maxLength: 4 }), 100_000)
		.map((changes) =>
			changes.reduce((text, [at, other]) => text.slice(0, at) + other + text.slice(at + 1), sealed),
		)
		.filter((altered) => altered !== sealed);
}
