import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { IntuitClient } from './client/client';
import { getConnection } from './client/connection';
import { typed } from '../shared/fields/subtitle';
import { forEachItem } from '../shared/run/forEachItem';
import { findOperation } from './operations';
import { Parameters } from './parameters';
import { properties } from './QuickBooksCustomApiDescription';

export class QuickBooksCustomApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks: Custom API',
		name: 'quickBooksCustomApi',
		icon: {
			light: 'file:../../icons/quickBooksCustomApi.svg',
			dark: 'file:../../icons/quickBooksCustomApi.dark.svg',
		},
		group: ['transform'],
		version: [1],
		subtitle: `={{ $parameter["operation"] + ": " + ($parameter["resource"] === "company" ? "company" : ${typed('statement', '')} || ${typed('path', '')} || ${typed('recordTypeName', '')} || ${typed('recordType')}) }}`,
		description: 'Read and write one QuickBooks Online company through its own API',
		defaults: { name: 'QuickBooks: Custom API' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'quickBooksCustomApiOAuth2Api', required: true }],
		hints: [
			{
				message:
					'QuickBooks never deletes customers, items, vendors, employees, accounts and its other lists: they are made inactive.',
				type: 'info',
				location: 'inputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "delete" }}',
			},
		],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = await forEachItem(
			this,
			async () => new IntuitClient(this, await getConnection(this)),
			async (itemIndex, client) => {
				const parameters = new Parameters(this, itemIndex, client);
				const operation = findOperation(parameters.text('resource'), parameters.text('operation'));
				return await operation(client, parameters, this);
			},
		);
		return [items];
	}
}
