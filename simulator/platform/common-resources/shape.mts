import { runInNewContext } from 'node:vm';
import type { ResourceRecord } from '../resources/store.mts';
import type { MappedField, Setting, Transformation } from './state.mts';
import { parsePath, readPath, writePath } from './vendor-path.mts';

/** How records of an element look to whoever calls. */
export interface Shape {
	fromVendor(record: ResourceRecord): ResourceRecord;
	toVendor(body: ResourceRecord): ResourceRecord;
	/** The element's name of a field in a clause. */
	vendorField(field: string): string;
}

/** Records as the element has them. */
export const AS_IT_IS: Shape = {
	fromVendor: (record) => record,
	toVendor: (body) => body,
	vendorField: (field) => field,
};

type Direction = 'fromVendor' | 'toVendor';

/** Whether fields that are not mapped go through; they do unless it is switched off. Source: docs/platform-api.md, "Common resources". */
const passes = (settings: readonly Setting[] | undefined, direction: Direction) =>
	!settings?.some(
		({ type, properties }) =>
			(type === 'passThrough' && properties?.[direction] === false) ||
			(type === 'remove' && properties?.[direction] === true),
	);

// A script that never ends ends here; long enough for a machine that is busy with other work.
const SCRIPT_TIMEOUT_MS = 2_000;

/** A script that fails changes nothing, and nobody is told. Source: docs/platform-api.md, "Common resources". */
function runScript(
	script: string,
	isLegacy: boolean,
	original: ResourceRecord,
	transformed: ResourceRecord,
	direction: Direction,
): ResourceRecord {
	const texts = [original, transformed].map((value) => JSON.stringify(value));
	const call = isLegacy
		? `JSON.stringify((function (originalObject, obj, fromVendor) { 'use strict'; ${script}\n})(original, transformed, fromVendor))`
		: `let result; (function (originalObject, transformedObject, fromVendor, done) { 'use strict'; ${script}\n})(original, transformed, fromVendor, (value) => { result = value; }); JSON.stringify(result)`;
	try {
		const context = { fromVendor: direction === 'fromVendor' };
		const code = `const original = ${texts[0]}; const transformed = ${texts[1]}; ${call}`;
		return JSON.parse(
			String(runInNewContext(code, context, { timeout: SCRIPT_TIMEOUT_MS })),
		) as ResourceRecord;
	} catch {
		return transformed;
	}
}

const rootOf = (path: string) => /^[^.[]+/.exec(path)?.[0] ?? path;

function withoutRoots(record: ResourceRecord, fields: readonly MappedField[]): ResourceRecord {
	const roots = new Set(fields.map(({ path }) => rootOf(path)));
	return Object.fromEntries(Object.entries(record).filter(([name]) => !roots.has(name)));
}

/** The records of an element in the shape of a common resource: one row for each of the element's. */
export function shapeOf({ fields, configuration, scripts, isLegacy }: Transformation): Shape {
	const steps = fields.map((field) => ({
		...field,
		common: parsePath(field.path),
		vendor: parsePath(field.vendorPath),
	}));
	const finish = (original: ResourceRecord, transformed: ResourceRecord, direction: Direction) =>
		scripts.reduce(
			(value, script) => runScript(script, isLegacy, original, value, direction),
			transformed,
		);
	return {
		fromVendor(record) {
			const start: unknown = passes(configuration, 'fromVendor') ? record : {};
			const kept = steps.filter((field) => passes(field.configuration, 'fromVendor'));
			const shaped = kept.reduce(
				(target, { common, vendor }) => writePath(target, common, readPath(record, vendor)),
				start,
			);
			return finish(record, shaped as ResourceRecord, 'fromVendor');
		},
		toVendor(body) {
			const start: unknown = passes(configuration, 'toVendor') ? withoutRoots(body, fields) : {};
			const kept = steps.filter((field) => passes(field.configuration, 'toVendor'));
			const shaped = kept.reduce(
				(target, { common, vendor }) => writePath(target, vendor, readPath(body, common)),
				start,
			);
			return finish(body, shaped as ResourceRecord, 'toVendor');
		},
		vendorField: (field) => fields.find(({ path }) => path === field)?.vendorPath ?? field,
	};
}
