import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { timing } from '../shared/api/timing';
import { KeyedMutex } from '../shared/run/keyedMutex';
import { deliveryIdOf } from './events';

/** How many deliveries n8n remembers for a node, of one instance or of all that are enrolled; it writes the whole list with each of them. */
const MOST_DELIVERIES = { one: 200, enrolled: 1000 } as const;

/** What n8n is told to remember of each: the event, and the execution that it started. */
const ENTRIES_EACH = 2;

/** How often n8n is told of a delivery at most. With 180 events at once for two workers it took six times. */
const MOST_TIMES = 9;

/** Longer than another process takes from reading the list to writing it. Without it, 3 of 540 were forgotten. */
const PAUSE_MS = 250;

/** n8n reads its list and writes it as a whole: who wrote in between is forgotten. In one process they take turns. */
const turns = new KeyedMutex();

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
 * Has n8n remember deliveries until nobody else has written over them.
 *
 * @param own what is remembered beside a delivery: that this execution has it
 * @returns those that another execution has had; none where n8n cannot say
 */
async function remember(
	context: IExecuteFunctions,
	ids: string[],
	own: (id: string) => string,
	maxEntries: number,
): Promise<Set<string>> {
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const entries = ids.flatMap((id) => [id, own(id)]);
	const record = async () =>
		await context.helpers.checkProcessedAndRecord(entries, 'node', { mode: 'entries', maxEntries });
	let cameBefore: Set<string> | undefined;
	for (let time = 1; time <= MOST_TIMES; time++) {
		if (time > 1) await timing.sleep(PAUSE_MS);
		const told = await turns.runExclusive(node, record).catch(() => undefined);
		const known = new Set(told?.processed);
		if (told) cameBefore ??= new Set(ids.filter((id) => known.has(id) && !known.has(own(id))));
		if (ids.every((id) => cameBefore?.has(id) || known.has(own(id)))) break;
	}
	return cameBefore ?? new Set();
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
	const most = Math.max(MOST_DELIVERIES[instances], ids.length) * ENTRIES_EACH;
	const cameBefore = await remember(context, ids, own, most);
	return items.filter(({ json }) => !cameBefore.has(eventIdOf(json) ?? ''));
}
