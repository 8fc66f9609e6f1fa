import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { cloudElementsAppApiTest } from '../shared/app/credentialTest';
import { ICON } from '../shared/fields';
import { accountSlot, itemNode } from '../shared/fields/nodeBase';
import { operationIn } from '../shared/fields/subtitle';
import { searchElements } from '../shared/fields/searchElements';
import { searchInstances } from '../shared/fields/searchInstances';
import { connectedNews } from '../shared/instances/companyName';
import { answeringBrowser } from '../shared/pages/answerBrowser';
import { executeOperations } from '../shared/run/operation';
import { addOutputHints } from '../shared/run/outputHints';
import { properties } from './ManageInstanceDescription';
import { WITH_APP, openCalls } from './call';
import { searchCommonResources } from './commonResources/searchCommonResources';
import { forModel, isTool } from './forModel';
import { operations } from './operations';

/** What the subtitle calls an operation where its name is no word. */
const OPERATION_WORDS = {
	enrolInEvents: 'enrol in events',
	ensure: 'create or re-provision',
	getAll: 'get many',
	getEvents: 'get events',
	getObjects: 'get objects',
	getUsageLog: 'get usage log',
	reprovision: 're-provision',
	withdrawFromEvents: 'withdraw from events',
};

export class ManageInstance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Manage Instance',
		name: 'manageInstance',
		icon: ICON,
		...itemNode,
		subtitle: `={{ ${operationIn(OPERATION_WORDS)} }}`,
		description:
			'Find, check, change, reconnect and delete instances, the accounts of your customers',
		defaults: { name: 'Manage Instance' },
		usableAsTool: true,
		credentials: [
			accountSlot,
			{
				// Written out, because the linter looks here for the node that tests the credential.
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
		listSearch: { searchCommonResources, searchElements, searchInstances },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const work = async () => await executeOperations(this, properties, operations, openCalls);
		const items = await answeringBrowser(
			this,
			work,
			async (json) => await connectedNews(this, json),
		);
		if (isTool(this)) return [items.map(forModel)];
		addOutputHints(this, items);
		return [items];
	}
}
