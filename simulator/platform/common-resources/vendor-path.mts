import { PlatformError } from '../errors.mts';
import { isObject } from '../provisioning/body.mts';

/** A step into a value: by name, by place, to all of a list, or to the one whose field has a value. */
type Step =
	| { readonly name: string }
	| { readonly index: number }
	| { readonly all: true }
	| { readonly field: string; readonly value: string };

const NAME = /^\.?([^.[\]()]+)/;
const INDEX = /^\[(\d+)\]/;
const ALL = /^\[\*\]/;
const FILTER = /^\[(?:\?\(@\.)?([\w.]+)={1,2}'?([^'\])]*)'?\)?\]/;

function nextStep(text: string): { step: Step; length: number } | undefined {
	const index = INDEX.exec(text);
	if (index) return { step: { index: Number(index[1]) }, length: index[0].length };
	const all = ALL.exec(text);
	if (all) return { step: { all: true }, length: all[0].length };
	const filter = FILTER.exec(text);
	if (filter) {
		const [{ length }, field = '', value = ''] = filter;
		return { step: { field, value }, length };
	}
	const name = NAME.exec(text);
	return name ? { step: { name: name[1] ?? '' }, length: name[0].length } : undefined;
}

/** Reads `a.b`, `a[0].b`, `a[*].b`, `a[id=4].b` and `a[?(@.id==4)].b`. Source: docs/platform-api.md, "Common resources". */
export function parsePath(path: string): readonly Step[] {
	const steps: Step[] = [];
	for (let rest = path; rest !== ''; ) {
		const next = nextStep(rest);
		if (next === undefined) throw new PlatformError(400, `${path} is no path`);
		steps.push(next.step);
		rest = rest.slice(next.length);
	}
	return steps;
}

function hasValue(item: unknown, { field, value }: { field: string; value: string }): boolean {
	const [name = '', ...rest] = field.split('.');
	const inner = isObject(item) ? item[name] : undefined;
	return rest.length > 0
		? hasValue(inner, { field: rest.join('.'), value })
		: String(inner) === value;
}

/** The value at a path; of all of a list a list, in which absent values keep their places. */
export function readPath(value: unknown, steps: readonly Step[]): unknown {
	const [step, ...rest] = steps;
	if (step === undefined) return value;
	if ('name' in step) return isObject(value) ? readPath(value[step.name], rest) : undefined;
	if (!Array.isArray(value)) return undefined;
	if ('index' in step) return readPath(value[step.index], rest);
	if ('all' in step) return value.map((item) => readPath(item, rest));
	return readPath(
		value.find((item) => hasValue(item, step)),
		rest,
	);
}

/** What stands in a list at the place that a step names, made where nothing does. */
function placeIn(list: unknown[], step: { index: number } | { field: string; value: string }) {
	if ('index' in step) return step.index;
	const found = list.findIndex((item) => hasValue(item, step));
	if (found >= 0) return found;
	list.push({ [step.field]: step.value });
	return list.length - 1;
}

/** The value with another one written into it at a path; absent values are not written. */
export function writePath(target: unknown, steps: readonly Step[], value: unknown): unknown {
	const [step, ...rest] = steps;
	if (value === undefined) return target;
	if (step === undefined) return value;
	if ('name' in step) {
		const object = isObject(target) ? target : {};
		const written = writePath(object[step.name], rest, value);
		return written === undefined ? object : { ...object, [step.name]: written };
	}
	const list: unknown[] = Array.isArray(target) ? [...(target as unknown[])] : [];
	if ('all' in step) {
		if (!Array.isArray(value)) return target;
		return value.map((item, index) => writePath(list[index] ?? {}, rest, item));
	}
	const place = placeIn(list, step);
	list[place] = writePath(list[place], rest, value);
	return list;
}
