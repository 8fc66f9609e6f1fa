import type { IDataObject } from 'n8n-workflow';

import { faultOf, wordsOf } from '../shared/intuit/fault';
import type { Fault } from '../shared/intuit/fault';

/** The most changes that one `cdc` answer holds (Intuit, "Change data capture"). */
const MOST_CHANGES = 1000;

/** Beyond these, faults are only counted. */
const MOST_NAMED = 5;

/** A part of an answer that was refused although the answer as a whole is a success. */
interface FailedPart {
	name: string;
	fault: Fault;
}

const objectsIn = (value: unknown) =>
	(Array.isArray(value) ? value : []).filter(
		(one): one is IDataObject => typeof one === 'object' && one !== null,
	);

/** What a batch was answered part by part, and what each record type of a `cdc` answer holds. */
function partsOf(body: unknown): { batch: IDataObject[]; changes: IDataObject[] } {
	const { BatchItemResponse: batch, CDCResponse: changes } = (body ?? {}) as IDataObject;
	return {
		batch: objectsIn(batch),
		changes: objectsIn(changes).flatMap(({ QueryResponse: held }) => objectsIn(held)),
	};
}

function failedAmong(parts: IDataObject[]): FailedPart[] {
	return parts.flatMap((part, index) => {
		const fault = faultOf(part);
		const id = part.bId;
		return fault ? [{ name: typeof id === 'string' ? id : String(index + 1), fault }] : [];
	});
}

function wordsOfParts(failed: FailedPart[]): string {
	const named = failed.slice(0, MOST_NAMED).map(({ name, fault }) => `${name}: ${wordsOf(fault)}`);
	const more = failed.length - named.length;
	return named.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/**
 * The fault of an answer of which every part was refused, so that nothing was done; its text names
 * the parts. An answer with a part that went well is none: throwing would lose what was written.
 */
export function faultOfAllParts(body: unknown): Fault | undefined {
	const { batch, changes } = partsOf(body);
	const parts = [...batch, ...changes];
	const failed = failedAmong(parts);
	const [first] = failed;
	if (!first || failed.length < parts.length) return undefined;
	return parts.length === 1 ? first.fault : { code: first.fault.code, text: wordsOfParts(failed) };
}

function rowsIn(part: IDataObject): number {
	return Object.values(part).reduce<number>((sum, value) => sum + objectsIn(value).length, 0);
}

/** What the user has to know about an answer that is not good in every part. */
export function hintOnParts(body: unknown): string | undefined {
	const { batch, changes } = partsOf(body);
	const parts = [...batch, ...changes];
	const failed = failedAmong(parts);
	if (failed.length > 0) {
		return `QuickBooks refused ${failed.length} of ${parts.length} parts and carried out the others. ${wordsOfParts(failed)}. Look for Fault in the output before you go on.`;
	}
	const rows = changes.reduce((sum, part) => sum + rowsIn(part), 0);
	if (rows < MOST_CHANGES) return undefined;
	return `The answer holds ${rows} changes; QuickBooks gives no more than ${MOST_CHANGES} at once, so there may be others. Ask for a shorter time or for fewer record types.`;
}
