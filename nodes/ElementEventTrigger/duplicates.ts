import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** How many deliveries n8n remembers for a node; it writes the whole list with each of them. */
const MOST_DELIVERIES = 200;

/** What n8n is told to remember of each: the event, and the execution that it started. */
const ENTRIES_EACH = 2;

/** The delivery's id, wherever its shape has it. */
function eventIdOf({ eventId, message }: IDataObject): string | undefined {
	const id = eventId ?? (message as IDataObject | undefined)?.eventId;
	return id === undefined || id === null ? undefined : String(id as string | number);
}

/**
 * Whether this delivery started another execution before; n8n remembers it from now on, as its node
 * Remove Duplicates does. What n8n keeps with the workflow would not do: of what `webhook` writes
 * there n8n loses most. An execution that a queue runs a second time is not its own duplicate, and
 * where n8n cannot say, the event is not lost.
 */
export async function cameBefore(
	context: IExecuteFunctions,
	item: IDataObject | undefined,
): Promise<boolean> {
	const eventId = item && eventIdOf(item);
	if (eventId === undefined || context.getMode() !== 'webhook') return false;
	const own = `${eventId} ${context.getExecutionId()}`;
	const options = { mode: 'entries', maxEntries: MOST_DELIVERIES * ENTRIES_EACH } as const;
	const seen = await context.helpers
		.checkProcessedAndRecord([eventId, own], 'node', options)
		.catch(() => undefined);
	const processed = seen?.processed ?? [];
	return processed.includes(eventId) && !processed.includes(own);
}
