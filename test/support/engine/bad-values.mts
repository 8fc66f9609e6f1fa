import { expect } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { compiled } from '../compiled.mts';
import { HOSTILE } from '../hostile-texts.mts';

const { ERROR_CODES } = compiled<typeof import('../../../nodes/shared/errors/codes.ts')>(
	'nodes/shared/errors/codes',
);

/** What an expression may give where something else was meant. */
export const BAD_VALUES: readonly unknown[] = [
	...['', '  \t ', null, true, {}, { a: 1 }, [], ['a'], [null], -1, 0.5, 1e21, 'NaN'],
	...['\u0000', 'a\u0007b', 'a\r\nx-more: 1', '../instances', 'a/../../b', '%2e%2e/x', '..'],
	...['__proto__', 'constructor', 'x'.repeat(20_000), '\ud800', '👩‍👩‍👧 ñ', ...HOSTILE],
];

/** What somebody is told of a value that cannot be meant. */
export interface Told {
	message: unknown;
	description?: unknown;
	/** By which a workflow can branch. */
	code?: unknown;
	/** Of the answer, where somebody was asked. */
	statusCode?: unknown;
}

/** Words for people, of a known kind, without what only a programmer can read. */
export function expectWords({ message, description, code }: Told): void {
	expect({ code, message }).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) });
	expect(ERROR_CODES).toContain(code);
	const words = `${message as string}\n${(description as string | undefined) ?? ''}`;
	expect(words).toMatch(/^\S[^]{8,}\w/);
	expect(words).not.toMatch(/undefined|\[object|Cannot read|is not a function|x{1000}/);
}

/** What an error item says. */
export const toldBy = ({ error, details }: IDataObject): Told => ({
	message: error,
	...(details as Omit<Told, 'message'> | undefined),
});

/** Refused by the node itself, not by whom it called. */
export const isRefused = ({ json: { error, details } }: INodeExecutionData) => {
	const { statusCode, code } = (details ?? {}) as IDataObject;
	// A wait may be as short as anybody likes.
	const isOfCall = code === 'no_answer' || code === 'job_unfinished';
	return typeof error === 'string' && statusCode === undefined && !isOfCall;
};
