import { sleep } from 'n8n-workflow';
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Lane } from '../api/connection';
import { CallFailure } from '../errors/failure';
import type { ProviderCall } from '../errors/failure';
import { errorFields, toNodeError } from '../errors/nodeError';
import { parameterCheck } from '../fields/parameterCheck';
import { wholeNumber } from '../fields/wholeNumber';
import { setCustomData } from './customData';
import type { ItemContext } from './itemContext';
import { Lanes } from './lanes';

/** How many items are worked on at the same time unless the node's option says otherwise. */
export const PARALLEL_REQUESTS = 25;

/**
 * How long items are begun before what is under way gets its turn: reading an item's parameters takes
 * n8n a millisecond or two, and calls that all wait for that would all be made, and answered, at once.
 */
const LONGEST_TURN_MS = 4;

/** n8n cuts custom data of an execution beyond this many characters. */
const CUSTOM_DATA_LENGTH = 255;

/** IDs that an item had to do with. */
interface Trace {
	instanceId?: string | number;
	requestId?: string;
	/** Of a provider that was called directly; shown by their own names. */
	providerCall?: ProviderCall;
}

/** What one item came to. */
export interface ItemResult {
	/** One output item, or several. */
	json: IDataObject | IDataObject[];
	/** Files of the one output item. */
	binary?: IBinaryKeyData;
	/** What the user should know about this item although it went well. */
	hint?: string;
	/** Shown with the execution, so that it can be found by them. */
	trace?: Trace;
}

function listOf(values: Array<string | number | undefined>): string {
	let list = '';
	for (const value of new Set(values.filter((value) => value !== undefined))) {
		const longer = list === '' ? String(value) : `${list},${value}`;
		if (longer.length > CUSTOM_DATA_LENGTH) break;
		list = longer;
	}
	return list;
}

/** Writes instance and request ids into the execution's custom data, by which n8n can be searched. */
function recordTraces(context: IExecuteFunctions, traces: Trace[]): void {
	const providerNames = new Set(
		traces.flatMap(({ providerCall = {} }) => Object.keys(providerCall)),
	);
	const data = {
		cloudElementsInstanceId: listOf(traces.map(({ instanceId }) => instanceId)),
		cloudElementsRequestId: listOf(traces.map(({ requestId }) => requestId)),
		...Object.fromEntries(
			[...providerNames].map((name) => [
				name,
				listOf(traces.map(({ providerCall }) => providerCall?.[name])),
			]),
		),
	};
	for (const [key, value] of Object.entries(data)) {
		if (value !== '') setCustomData(context, key, value);
	}
}

/**
 * Runs `work` for every input item, several at a time but never more than the option Parallel
 * Requests says, and returns their results in the order of the input, each with its `pairedItem`.
 * An item whose parameters hold a number that was rounded on its way, or what a field cannot have,
 * fails before anything else. What `prepare` gets is shared by all others; if it fails, each of them
 * fails.
 *
 * An item that goes wrong becomes an error item when the node continues on fail. Otherwise nothing
 * new is started, what is under way is waited for, and the first error is thrown; it says how many
 * items had gone through, because what they made exists. A cancelled execution starts nothing more.
 */
export async function forEachItem<Shared>(
	context: ItemContext,
	prepare: () => Promise<Shared>,
	work: (itemIndex: number, shared: Shared, lane: Lane) => Promise<ItemResult>,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	if (count === 0) return [];
	const option = context.getNodeParameter('options.parallelRequests', 0, PARALLEL_REQUESTS);
	const output: INodeExecutionData[][] = [];
	const traces: Array<Trace | undefined> = [];
	const node = context.getNode();
	const cancelled = context.getExecutionCancelSignal();
	const hints = new Set<string>();
	const checkParameters = parameterCheck(context, context.fields);
	const lanes = new Lanes(Math.max(1, Number(option) || 1));
	let failure: ReturnType<typeof toNodeError> | undefined;

	let preparing: Promise<Shared> | undefined;
	const begin = async () => {
		wholeNumber('Parallel Requests', option);
		return await prepare();
	};
	const workOn = async (itemIndex: number, lane: Lane) => {
		try {
			checkParameters(itemIndex);
			const shared = await (preparing ??= begin());
			const { json, binary, trace, hint } = await work(itemIndex, shared, lane);
			const list = Array.isArray(json) ? json : [json];
			const pairedItem = { item: itemIndex };
			output[itemIndex] = list.map((one) => ({
				json: one,
				...(binary && { binary }),
				pairedItem,
			}));
			if (hint) hints.add(hint);
			traces[itemIndex] = trace;
		} catch (error) {
			const nodeError = toNodeError(node, error, itemIndex);
			if (error instanceof CallFailure) traces[itemIndex] = error.details;
			if (!context.continueOnFail()) {
				failure ??= nodeError;
				lanes.end(nodeError, false);
				return;
			}
			// With just these keys n8n takes it for an error item and keeps it whole; an item that
			// carries the error object itself would be cut down to its message.
			output[itemIndex] = [{ json: errorFields(nodeError), pairedItem: { item: itemIndex } }];
		} finally {
			context.forgetItem(itemIndex);
			lanes.give();
		}
	};
	const cancel = () => lanes.end(cancelled?.reason, true);
	cancelled?.addEventListener('abort', cancel, { once: true });
	const working: Array<Promise<void>> = [];
	let turnBegan = Date.now();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		const lane = await lanes.take();
		if (failure || cancelled?.aborted) break;
		working.push(workOn(itemIndex, lane));
		if (Date.now() - turnBegan < LONGEST_TURN_MS) continue;
		await sleep(0);
		turnBegan = Date.now();
	}
	await Promise.all(working);
	cancelled?.removeEventListener('abort', cancel);

	recordTraces(
		context,
		traces.filter((trace) => trace !== undefined),
	);
	const shown = [...hints].map((message) => ({
		message,
		type: 'warning' as const,
		location: 'outputPane' as const,
	}));
	if (shown.length > 0) context.addExecutionHints?.(...shown);
	cancelled?.throwIfAborted();
	if (failure) {
		const done = output.filter(Boolean).length;
		if (done > 0) {
			failure.description = [
				failure.description,
				`${done} of ${count} items had gone through before. Set On Error to continue to get their output.`,
			]
				.filter(Boolean)
				.join('\n');
		}
		throw failure;
	}
	return output.flat();
}
