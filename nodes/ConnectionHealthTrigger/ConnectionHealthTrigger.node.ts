import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from '../shared/errors/nodeError';
import { ICON } from '../shared/fields';
import { searchElements } from '../shared/fields/searchElements';
import { typed } from '../shared/fields/subtitle';
import { properties } from './ConnectionHealthTriggerDescription';
import { itemOf, sampleItem } from './items';
import { tryOut, watch } from './watch';

export class ConnectionHealthTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Connection Health Trigger',
		name: 'connectionHealthTrigger',
		icon: ICON,
		group: ['trigger'],
		version: [1],
		subtitle: `={{ $parameter["scope"] === "tag" ? "tag " + ${typed('tag')} : "all instances" }}`,
		description:
			"Starts the workflow when a customer's connection has died, works again or will end soon",
		defaults: { name: 'Connection Health Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		properties,
	};

	methods = { listSearch: { searchElements } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const outcome = await poll(this).catch((error: unknown) =>
			toNodeError(this.getNode(), error, 0),
		);
		if (outcome instanceof Error) throw outcome;
		return outcome.length > 0 ? [outcome] : null;
	}
}

async function poll(context: IPollFunctions): Promise<INodeExecutionData[]> {
	if (context.getMode() !== 'manual') {
		return (await watch(context)).map((change) => ({ json: itemOf(change) }));
	}
	await tryOut(context);
	return [{ json: sampleItem() }];
}
