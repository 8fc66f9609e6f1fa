import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { ICON } from '../shared/fields';
import { itemNode } from '../shared/fields/nodeBase';
import { operationIn, typed } from '../shared/fields/subtitle';
import { searchElements } from '../shared/fields/searchElements';
import { searchInstances } from '../shared/fields/searchInstances';
import { executeOperations } from '../shared/run/operation';
import { properties } from './ElementRequestDescription';
import { openCalls } from './call';
import { operations } from './operations';
import { getRecordFields } from './recordFields';
import { searchObjects } from './searchObjects';

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
		...itemNode,
		subtitle: `={{ $parameter["resource"] === "customCall" ? $rawParameter["method"] + " " + ${typed('path')} : [${operationIn(OPERATION_WORDS)}, ${typed('object', '')}].filter(Boolean).join(": ") }}`,
		description: "Read and change the records of a customer's connected account",
		defaults: { name: 'Element Request' },
		usableAsTool: true,
		credentials: [
			{
				name: 'cloudElementsApi',
				displayName: 'Cloud Elements Account',
				required: true,
				displayOptions: { show: { authentication: ['account'] } },
			},
			{
				name: 'cloudElementsInstanceApi',
				displayName: 'Cloud Elements Instance',
				required: true,
				displayOptions: { show: { authentication: ['instance'] } },
			},
		],
		hints: [
			{
				message:
					'The token stands in this workflow and is exported with it. Take it from the item by an expression, or keep it in a credential of the type Cloud Elements Instance API.',
				type: 'warning',
				location: 'ndv',
				whenToDisplay: 'always',
				// n8n gives the bare value of what was chosen: an ID has digits only, and beside a customer's
				// ID an element may be chosen, so the rest is a token.
				displayCondition:
					'={{ $parameter["authentication"] === "account" && $rawParameter["customerElement"] === undefined && typeof $rawParameter["instance"] === "string" && !/^(=|\\s*\\d*\\s*$)/.test($rawParameter["instance"]) }}',
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchElements, searchInstances, searchObjects },
		resourceMapping: { getRecordFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeOperations(this, properties, operations, openCalls)];
	}
}
