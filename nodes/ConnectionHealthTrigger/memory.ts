import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/**
 * What a poll remembers of an instance.
 *
 * - `lost`: the connection has died, and the row of the list says that something is wrong with it
 * - `lostSilently`: it has died, and only asking tells
 * - `off`: somebody switched it off, which is no death
 * - `misjudged`: the row says that something is wrong, yet it works
 */
export type State = 'well' | 'lost' | 'lostSilently' | 'off' | 'misjudged';

/** What is remembered where there is anything to remember. */
export interface Entry {
	state: State;
	/** Day, counted from 1970, of the end that was announced. */
	announced?: number;
	/** Whether the last list did not have it. */
	missing?: boolean;
}

/** What a poll leaves to the next one. */
export interface Memory {
	/** Id of the instance that was looked at last in turn. */
	place: number;
	entries: ReadonlyMap<number, Entry>;
}

const LETTERS: Readonly<Record<State, string>> = {
	well: 'w',
	lost: 'l',
	lostSilently: 's',
	off: 'o',
	misjudged: 'm',
};

const ENTRY = /^([wlsom])(\d*)(-?)$/;

function encode({ state, announced, missing }: Entry): string {
	return `${LETTERS[state]}${announced ?? ''}${missing ? '-' : ''}`;
}

function decode(text: string): Entry {
	const [, letter, day, missing] = ENTRY.exec(text) ?? [];
	const [state = 'well'] = Object.keys(LETTERS).filter((one) => LETTERS[one as State] === letter);
	return {
		state: state as State,
		...(day && { announced: Number(day) }),
		...(missing && { missing: true }),
	};
}

/**
 * What the last poll left, or nothing where this is the first one of its kind.
 *
 * @param subject what is watched: with another account, tag or element watching starts anew
 */
export function readMemory(context: IPollFunctions, subject: string): Memory | undefined {
	const data = context.getWorkflowStaticData('node');
	if (data.subject !== subject) return undefined;
	const entries = Object.entries((data.entries ?? {}) as IDataObject);
	return {
		place: Number(data.place) || 0,
		entries: new Map(entries.map(([id, text]) => [Number(id), decode(String(text))])),
	};
}

/** Called inside of a poll only: nothing else that is written survives. */
export function writeMemory(
	context: IPollFunctions,
	subject: string,
	{ place, entries }: Memory,
): void {
	const texts = [...entries].map(([id, entry]) => [id, encode(entry)] as const);
	Object.assign(context.getWorkflowStaticData('node'), {
		subject,
		place,
		entries: Object.fromEntries(texts),
	});
}
