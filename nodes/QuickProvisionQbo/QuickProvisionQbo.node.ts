import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { cloudElementsAppApiTest } from '../shared/appTest';
import { ICON, tokenHint } from '../shared/fields';
import { forEachItem } from '../shared/items';
import { createInstance } from '../shared/instances/createInstance';
import { toOutput } from '../shared/instances/instance';
import { planFromTokens } from '../shared/instances/planFromTokens';
import { openSession } from '../shared/session';
import { checkTokens } from './checkTokens';
import { readParameters } from './parameters';
import { properties } from './QuickProvisionQboDescription';

export class QuickProvisionQbo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Quick Provision QBO',
		name: 'quickProvisionQbo',
		icon: ICON,
		group: ['transform'],
		version: [1],
		subtitle: '={{ "company " + $parameter["realmId"] }}',
		description:
			'Create a QuickBooks Online instance from tokens that you hold, without a consent screen',
		defaults: { name: 'Quick Provision QBO' },
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
			},
		],
		sensitiveOutputFields: ['token'],
		hints: [tokenHint],
		properties,
	};

	methods = { credentialTest: { cloudElementsAppApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = await forEachItem(
			this,
			async () => await openSession(this),
			async (itemIndex, { client, app }) => {
				const parameters = readParameters(this, itemIndex);
				const plan = planFromTokens(app, parameters, Date.now());
				const hint =
					parameters.check && (await checkTokens(this, app, parameters, parameters.check));
				const { body, requestId } = await createInstance(client, plan.body, plan.secrets);
				return { json: toOutput(body), trace: { instanceId: body.id, requestId }, hint };
			},
		);
		return [items];
	}
}
