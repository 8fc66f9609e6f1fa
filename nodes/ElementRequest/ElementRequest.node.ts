import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { ICON } from '../shared/fields';
import { forEachItem } from '../shared/items';
import { searchInstances } from '../shared/methods/searchInstances';
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

export class ElementRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Element Request',
		name: 'elementRequest',
		icon: ICON,
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ (({ getAll: "get many", upsert: "create or update" })[$parameter["operation"]] ?? $parameter["operation"]) + ": " + ($parameter["resource"] === "customCall" ? $parameter["path"] : $parameter["object"].value) }}',
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
				displayCondition:
					'={{ $parameter["authentication"] === "account" && $parameter["instance"].mode === "token" && $rawParameter["instance"].value !== "" && !String($rawParameter["instance"].value).startsWith("=") }}',
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
