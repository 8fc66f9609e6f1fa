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
import { openSession } from '../shared/session';
import { properties } from './CreateInstanceDescription';
import { readParameters } from './parameters';
import { planInstance } from './plan';

export class CreateInstance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Create Instance',
		name: 'createInstance',
		icon: ICON,
		group: ['transform'],
		version: [1],
		subtitle: '={{ $parameter["name"] || "named by element and company" }}',
		description:
			'Turn the callback of a customer who approved into an instance, their connected account',
		defaults: { name: 'Create Instance' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'cloudElementsApi', required: true },
			{ name: 'cloudElementsAppApi', required: true, testedBy: 'cloudElementsAppApiTest' },
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
			async (itemIndex, { client, app, stateKey }) => {
				const plan = planInstance(app, stateKey, readParameters(this, itemIndex), new Date());
				const { body, requestId } = await createInstance(
					client,
					plan.body,
					plan.secrets,
					plan.idempotency,
				);
				return { json: toOutput(body), trace: { instanceId: body.id, requestId } };
			},
		);
		return [items];
	}
}
