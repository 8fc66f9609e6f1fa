import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from '../shared/errors/nodeError';
import { ICON } from '../shared/fields';
import { typed } from '../shared/fields/subtitle';
import { searchElements } from '../shared/fields/searchElements';
import { searchInstances } from '../shared/fields/searchInstances';
import { properties } from './RecordChangesTriggerDescription';
import { pollChanges } from './poll';
import { sampleChange } from './sample';

export class RecordChangesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Record Changes Trigger',
		name: 'recordChangesTrigger',
		icon: ICON,
		group: ['trigger'],
		version: [1],
		subtitle: `={{ [${typed('object', '')}, ({"all":"all instances","tag":"by tag","instance":"one instance"})[$parameter["scope"]]].filter(Boolean).join(": ") }}`,
		description: "Starts the workflow when records of your customers' connected accounts change",
		defaults: { name: 'Record Changes Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Changes', 'Failed'],
		polling: true,
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		properties,
	};

	methods = { listSearch: { searchElements, searchInstances } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const poll = this.getMode() === 'manual' ? sampleChange : pollChanges;
		const outcome = await poll(this).catch((error: unknown) =>
			toNodeError(this.getNode(), error, 0),
		);
		if (outcome instanceof Error) throw outcome;
		return outcome;
	}
}
