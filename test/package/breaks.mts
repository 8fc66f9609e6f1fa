import { isDeepStrictEqual } from 'node:util';

type Group = Record<string, unknown>;

const isGroup = (value: unknown): value is Group =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const inWords = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** A saved workflow knows the entries of these by their place. */
const BY_PLACE = ['inputs', 'outputs', 'outputNames'];
/** To these even an addition is a change. */
const WHOLE = ['default', 'webhooks'];

function ofShow(was: unknown, is: unknown, at: string): string[] {
	const before = (was ?? {}) as Record<string, unknown[]>;
	return Object.entries((is ?? {}) as Record<string, unknown[]>).flatMap(([name, values]) => {
		if (!before[name]) return [`${at}.${name}: only shown by ${inWords(values)} now`];
		return ofList(before[name], values, `${at}.${name}`);
	});
}

function ofHide(was: unknown, is: unknown, at: string): string[] {
	const before = (was ?? {}) as Record<string, unknown[]>;
	return Object.entries((is ?? {}) as Record<string, unknown[]>).flatMap(([name, values]) => {
		const added = ofList(values, before[name] ?? [], '').length;
		return added > 0 ? [`${at}.${name}: hidden by ${inWords(values)} now`] : [];
	});
}

function ofList(was: unknown[], is: unknown[], at: string): string[] {
	return was.flatMap((entry) => {
		if (!isGroup(entry)) {
			const there = is.some((it) => isDeepStrictEqual(it, entry));
			return there ? [] : [`${at}: ${inWords(entry)} is gone`];
		}
		// The definitions of one parameter have no names of their own: the most alike is meant.
		const tries = is.map((it) => breaksOf(entry, it, at)).sort((a, b) => a.length - b.length);
		return tries[0] ?? [`${at}: ${inWords(entry)} is gone`];
	});
}

function ofGroup(was: Group, is: Group, at: string): string[] {
	return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
		const path = at === '' ? key : `${at}.${key}`;
		if (key === 'show') return ofShow(was.show, is.show, path);
		if (key === 'hide') return ofHide(was.hide, is.hide, path);
		if (!(key in was)) return is[key] === true ? [`${path}: was not so, is now`] : [];
		if (WHOLE.includes(key)) return ofValue(was[key], is[key], path);
		if (BY_PLACE.includes(key) && Array.isArray(was[key]) && Array.isArray(is[key])) {
			return ofValue(was[key], is[key].slice(0, was[key].length), path);
		}
		return breaksOf(was[key], is[key], path);
	});
}

function ofValue(was: unknown, is: unknown, at: string): string[] {
	if (isDeepStrictEqual(was, is)) return [];
	return [is === undefined ? `${at} is gone` : `${at}: was ${inWords(was)}, is ${inWords(is)}`];
}

/**
 * What in a contract would break a workflow that was saved with an earlier one: what is gone or
 * renamed, has another type or default, or is shown less often. Additions break nothing.
 */
export function breaksOf(was: unknown, is: unknown, at = ''): string[] {
	if (Array.isArray(was) && Array.isArray(is)) return ofList(was, is, at);
	if (isGroup(was) && isGroup(is)) return ofGroup(was, is, at);
	return ofValue(was, is, at);
}
