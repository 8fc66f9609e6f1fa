import type { N8nClient } from '../../n8n/client/client.mts';
import { outputOf, type Execution, type Json } from '../../n8n/client/executions.mts';
import { inLanes } from './lanes.mts';

/** What one execution says about its customer. */
export interface Outcome {
	execution: string;
	/** Empty where the execution does not say whose it was. */
	customer: string;
	/** ID of the instance that it says is connected. */
	connected?: number;
	/** What it says went wrong. */
	failure?: { message: string; code: string };
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');

function outcomeOf(id: string, execution: Execution): Outcome {
	const [callback] = outputOf(execution, 'OAuth Callback Trigger', 0);
	const [good] = outputOf(execution, 'Create Instance', 0);
	const [bad] = outputOf(execution, 'Create Instance', 1);
	const details = (bad?.json.details ?? {}) as Record<string, Json>;
	return {
		execution: id,
		customer: textOf(callback?.json.customerId),
		...(good && { connected: Number(good.json.id) }),
		...(bad && { failure: { message: textOf(bad.json.error), code: textOf(details.code) } }),
	};
}

/** Reads what the executions of the callback workflow came to. */
export async function readOutcomes(
	client: N8nClient,
	executions: readonly string[],
): Promise<Outcome[]> {
	return await inLanes(executions, 10, async (id) => outcomeOf(id, await client.execution(id)));
}

/** A storm in figures. */
export interface Counts {
	customers: number;
	/** Customers of whom n8n says that they are connected, as they are. */
	connected: number;
	/** Customers who have to be sent a new link, and n8n says why. */
	told: number;
	/** Customers who approved, and nobody says anything about them. */
	lost: number;
	/** Customers who have more than one instance. */
	doubled: number;
	/** What n8n says and is not so, in words. */
	falseWords: string[];
}

/**
 * Compares what n8n says of each customer with what there is at the platform.
 *
 * @param instances IDs by customer
 */
export function countOf(
	outcomes: readonly Outcome[],
	instances: ReadonlyMap<string, readonly number[]>,
): Counts {
	const falseWords: string[] = [];
	let connected = 0;
	let told = 0;
	let lost = 0;
	for (const { execution, customer, connected: id, failure } of outcomes) {
		const made = instances.get(customer) ?? [];
		if (id !== undefined) {
			connected += 1;
			if (made.includes(id)) continue;
			falseWords.push(`Execution ${execution} says that ${customer} has instance ${id}`);
		} else if (failure) {
			told += 1;
			// Whoever cannot know it says that it may have been made.
			if (made.length === 0 || failure.code === 'outcome_unknown') continue;
			falseWords.push(`Execution ${execution} of ${customer}, who has one: ${failure.message}`);
		} else lost += 1;
	}
	const doubled = [...instances.values()].filter(({ length }) => length > 1).length;
	return { customers: outcomes.length, connected, told, lost, doubled, falseWords };
}
