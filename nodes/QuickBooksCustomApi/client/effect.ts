/** What a call does to the books: a write with a request ID is carried out once, however often it is sent. */
export type Effect = 'read' | 'write' | 'writeOnce';

/** Whether the call may be made again when its answer is lost. */
export const isRepeatable = (effect: Effect) => effect !== 'write';

/** What to do when nobody knows whether a write was carried out. */
export function adviceOnLoss(effect: Exclude<Effect, 'read'>): string {
	return effect === 'write'
		? 'It may have been written nevertheless: look before you run the item again. With a Request ID the node repeats a write safely.'
		: 'It may have been written nevertheless. Run the item again with the same Request ID: QuickBooks does not write twice.';
}
