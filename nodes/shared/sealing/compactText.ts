/**
 * Ways to write a text in few bytes. Each symbol takes the same number of bits, and most are one
 * character. These lists belong to version 2 of the state: a changed one would misread open links.
 */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Marks the next symbol, a small letter, as a capital one. */
const CAPITAL = '\u21e7';

const SYMBOLS: ReadonlyArray<{ bits: number; symbols: readonly string[] }> = [
	// IDs in digits, and what is written in hexadecimal.
	{ bits: 4, symbols: [...DIGITS, ...'abcdef'] },
	// Tokens, secrets and most IDs.
	{ bits: 6, symbols: [...LETTERS.toUpperCase(), ...LETTERS, ...DIGITS, '-', '_'] },
	// Addresses, and small objects as JSON.
	{
		bits: 6,
		symbols: [
			...LETTERS,
			...DIGITS,
			...'-._/:?=&%@ ,"{}[]',
			CAPITAL,
			'https://',
			'https://n8n.',
			'http://',
			'/webhook/',
			'/webhook-test/',
			'callback',
			'.com',
			'":"',
			'","',
			'customer',
		],
	},
];

/** Number of {@link SYMBOLS} that stands for UTF-8 as it is. */
const UTF8 = SYMBOLS.length;

const indexes = SYMBOLS.map(({ symbols }) => {
	const longestFirst = symbols
		.map((symbol, index) => ({ symbol, index }))
		.sort((a, b) => b.symbol.length - a.symbol.length);
	return { longestFirst, has: new Map(symbols.map((symbol, index) => [symbol, index])) };
});

/** The text as numbers of symbols, or nothing where one of its characters has none. */
function toSymbols(text: string, kind: number): number[] | undefined {
	const { longestFirst, has } = indexes[kind] as (typeof indexes)[number];
	const capital = has.get(CAPITAL);
	const numbers: number[] = [];
	for (let at = 0; at < text.length; ) {
		const found = longestFirst.find(({ symbol }) => text.startsWith(symbol, at));
		const character = text.charAt(at);
		if (found && found.index !== capital) {
			numbers.push(found.index);
			at += found.symbol.length;
		} else if (capital !== undefined && /[A-Z]/.test(character)) {
			numbers.push(capital, has.get(character.toLowerCase()) as number);
			at += 1;
		} else {
			return undefined;
		}
	}
	return numbers;
}

function fromSymbols(numbers: readonly number[], kind: number): string | undefined {
	const { symbols } = SYMBOLS[kind] as (typeof SYMBOLS)[number];
	let text = '';
	let capital = false;
	for (const number of numbers) {
		const symbol = symbols[number];
		if (symbol === undefined || (capital && !/^[a-z]$/.test(symbol))) return undefined;
		if (symbol === CAPITAL) {
			capital = true;
			continue;
		}
		text += capital ? symbol.toUpperCase() : symbol;
		capital = false;
	}
	return capital ? undefined : text;
}

function pack(numbers: readonly number[], bits: number): Buffer {
	const bytes = Buffer.alloc(Math.ceil((numbers.length * bits) / 8));
	numbers.forEach((number, index) => {
		for (let bit = 0; bit < bits; bit++) {
			if ((number >> (bits - 1 - bit)) & 1) {
				const at = index * bits + bit;
				bytes[at >> 3] = (bytes[at >> 3] as number) | (0x80 >> (at & 7));
			}
		}
	});
	return bytes;
}

function unpack(bytes: Buffer, count: number, bits: number): number[] {
	return Array.from({ length: count }, (_, index) => {
		let number = 0;
		for (let bit = 0; bit < bits; bit++) {
			const at = index * bits + bit;
			number = (number << 1) | (((bytes[at >> 3] as number) >> (7 - (at & 7))) & 1);
		}
		return number;
	});
}

/** Writes values one after the other, in as few bytes as they need. */
export class CompactWriter {
	private readonly parts: Buffer[] = [];

	bytes(bytes: Buffer): void {
		this.parts.push(bytes);
	}

	/** A whole number from 0 on, seven bits a byte (LEB128). */
	number(value: number): void {
		const bytes: number[] = [];
		let rest = value;
		do {
			const more = rest >= 0x80;
			bytes.push(rest % 0x80 | (more ? 0x80 : 0));
			rest = Math.floor(rest / 0x80);
		} while (rest > 0);
		this.bytes(Buffer.from(bytes));
	}

	text(text: string): void {
		const ways = SYMBOLS.flatMap(({ bits }, kind) => {
			const numbers = toSymbols(text, kind);
			return numbers ? [{ kind, count: numbers.length, bytes: pack(numbers, bits) }] : [];
		});
		const utf8 = Buffer.from(text, 'utf8');
		const shortest = [...ways, { kind: UTF8, count: utf8.length, bytes: utf8 }].reduce((a, b) =>
			b.bytes.length < a.bytes.length ? b : a,
		);
		this.number(shortest.count * (UTF8 + 1) + shortest.kind);
		this.bytes(shortest.bytes);
	}

	toBuffer(): Buffer {
		return Buffer.concat(this.parts);
	}
}

/** Reads what {@link CompactWriter} wrote, in the same order. */
export class CompactReader {
	private at = 0;

	constructor(private readonly buffer: Buffer) {}

	get atEnd(): boolean {
		return this.at === this.buffer.length;
	}

	/** @throws RangeError when there are not so many */
	bytes(length: number): Buffer {
		const end = this.at + length;
		if (end > this.buffer.length) throw new RangeError('the record ends too early');
		const bytes = this.buffer.subarray(this.at, end);
		this.at = end;
		return bytes;
	}

	/** @throws RangeError when none is there */
	number(): number {
		let value = 0;
		for (let factor = 1; factor <= 0x80 ** 6; factor *= 0x80) {
			const byte = this.bytes(1).readUInt8();
			value += (byte & 0x7f) * factor;
			if (byte < 0x80) return value;
		}
		throw new RangeError('the number has too many bytes');
	}

	/** @throws RangeError when none is there */
	text(): string {
		const head = this.number();
		const kind = head % (UTF8 + 1);
		const count = Math.floor(head / (UTF8 + 1));
		const way = SYMBOLS[kind];
		if (!way) return this.bytes(count).toString('utf8');
		const packed = this.bytes(Math.ceil((count * way.bits) / 8));
		const text = fromSymbols(unpack(packed, count, way.bits), kind);
		if (text === undefined) throw new RangeError('the text holds no such symbol');
		return text;
	}
}
