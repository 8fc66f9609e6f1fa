import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { deliveryIdOf } from './events';

/** How many deliveries n8n remembers for a node, of one instance or of all that are enrolled; it writes the whole list with each of them. */
const MOST_DELIVERIES = { one: 200, enrolled: 1000 } as const;

/** What n8n is told to remember of each: the event, and the execution that it started. */
const ENTRIES_EACH = 2;

/**
 * What names an event or a delivery, wherever its shape has it, and whose it is: the same event may
 * come to several instances.
 */
function eventIdOf(json: IDataObject): string | undefined {
	const id = ownIdOf(json);
	return id === undefined ? undefined : `${String(json.instanceId as string | number)} ${id}`;
}

function ownIdOf(json: IDataObject): string | undefined {
	const id = deliveryIdOf(json);
	if (id !== undefined && id !== null) return String(id as string | number);
	const { events } = json;
	const ids = Array.isArray(events) ? (events as IDataObject[]).map((event) => event.id) : [];
	return ids.some((one) => typeof one === 'string') ? ids.join() : undefined;
}

/**
 * The items whose delivery did not start another execution before; n8n remembers it from now on, as
 * its node Remove Duplicates does. What n8n keeps with the workflow would not do: of what `webhook`
 * writes there n8n loses most. An execution that a queue runs a second time is not its own duplicate,
 * and where n8n cannot say, the event is not lost.
 */
export async function withoutDuplicates(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (context.getMode() !== 'webhook') return items;
	const own = (id: string) => `${id} ${context.getExecutionId()}`;
	// The events of a delivery share its id, but for CloudEvents, which have one each.
	const ids = [...new Set(items.map(({ json }) => eventIdOf(json)))].filter(
		(id) => id !== undefined,
	);
	if (ids.length === 0) return items;
	const instances = context.getNodeParameter('instances', 0, 'one') as 'one' | 'enrolled';
	const maxEntries = MOST_DELIVERIES[instances] * ENTRIES_EACH;
	const options = { mode: 'entries', maxEntries } as const;
	const seen = await context.helpers
		.checkProcessedAndRecord(
			ids.flatMap((id) => [id, own(id)]),
			'node',
			options,
		)
		.catch(() => undefined);
	const processed = new Set(seen?.processed ?? []);
	const cameBefore = new Set(ids.filter((id) => processed.has(id) && !processed.has(own(id))));
	return items.filter(({ json }) => !cameBefore.has(eventIdOf(json) ?? ''));
}
