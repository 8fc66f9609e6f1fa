import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { ICON } from '../shared/fields';
import { operationIn, typed } from '../shared/fields/subtitle';
import { forEachItem } from '../shared/run/forEachItem';
import { searchInstances } from '../shared/fields/searchInstances';
import { properties } from './ElementRequestDescription';
import { bulkOperations } from './bulk';
import { customCall } from './customCall';
import { recordOperations } from './records';
import type { RecordOperation } from './records';
import { searchObjects } from './searchObjects';
import { openSession } from './session';
import { upsert } from './upsert';

const OPERATIONS: Readonly<Record<string, RecordOperation>> = {
	...recordOperations,
	...bulkOperations,
	upsert,
	call: customCall,
};

/** What the subtitle calls an operation where its name is no word. */
const OPERATION_WORDS = {
	getAll: 'get many',
	upsert: 'create or update',
};

export class ElementRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Element Request',
		name: 'elementRequest',
		icon: ICON,
		group: ['transform'],
		version: [1],
		subtitle: `={{ ${operationIn(OPERATION_WORDS)} + ": " + ($parameter["resource"] === "customCall" ? ${typed('path')} : ${typed('object')}) }}`,
		description: "Read and change the records of a customer's connected account",
		defaults: { name: 'Element Request' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'cloudElementsApi',
				required: true,
				displayOptions: { show: { authentication: ['account'] } },
			},
			{
				name: 'cloudElementsInstanceApi',
				required: true,
				displayOptions: { show: { authentication: ['instance'] } },
			},
		],
		hints: [
			{
				message:
					'The token stands in this workflow and is exported with it. Take it from the item by an expression, or choose Single Instance and keep it in a credential.',
				type: 'warning',
				location: 'ndv',
				whenToDisplay: 'always',
				// n8n gives the bare value of what was chosen: an ID has digits only, so the rest is a token.
				displayCondition:
					'={{ $parameter["authentication"] === "account" && typeof $rawParameter["instance"] === "string" && !/^(=|\\s*\\d*\\s*$)/.test($rawParameter["instance"]) }}',
			},
		],
		properties,
	};

	methods = { listSearch: { searchInstances, searchObjects } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = await forEachItem(
			this,
			async () => await openSession(this),
			async (itemIndex, session) => {
				const operation = this.getNodeParameter('operation', itemIndex) as string;
				const target = await session.targetOf(itemIndex);
				return await (OPERATIONS[operation] as RecordOperation)(this, itemIndex, target);
			},
		);
		return [items];
	}
}
