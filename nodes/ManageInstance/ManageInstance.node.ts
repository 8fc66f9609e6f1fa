import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { cloudElementsAppApiTest } from '../shared/app/credentialTest';
import { ICON } from '../shared/fields';
import { operationIn } from '../shared/fields/subtitle';
import { forEachItem } from '../shared/run/forEachItem';
import { searchElements } from '../shared/fields/searchElements';
import { searchInstances } from '../shared/fields/searchInstances';
import { addOutputHints } from '../shared/run/outputHints';
import { properties } from './ManageInstanceDescription';
import { operations } from './operations';
import { WITH_APP, openRun } from './run';

/** What the subtitle calls an operation where its name is no word. */
const OPERATION_WORDS = {
	ensure: 'create or re-provision',
	getEvents: 'get events',
	getObjects: 'get objects',
	getUsageLog: 'get usage log',
	list: 'get many',
	reprovision: 're-provision',
};

export class ManageInstance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Manage Instance',
		name: 'manageInstance',
		icon: ICON,
		group: ['transform'],
		version: [1],
		subtitle: `={{ ${operationIn(OPERATION_WORDS)} }}`,
		description:
			'Find, check, change, reconnect and delete instances, the accounts of your customers',
		defaults: { name: 'Manage Instance' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
			{
				name: 'cloudElementsAppApi',
				displayName: 'Provider App',
				required: true,
				testedBy: 'cloudElementsAppApiTest',
				displayOptions: { show: { resource: ['instance'], operation: WITH_APP } },
			},
		],
		sensitiveOutputFields: ['token'],
		properties,
	};

	methods = {
		credentialTest: { cloudElementsAppApiTest },
		listSearch: { searchElements, searchInstances },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const name = this.getNodeParameter('operation', 0) as keyof typeof operations;
		const items = await forEachItem(
			this,
			async () => await openRun(this, name),
			async (itemIndex, run) => await operations[name]({ ...run, context: this, itemIndex }),
		);
		addOutputHints(this, items);
		return [items];
	}
}
