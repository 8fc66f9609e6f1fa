import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { itemNode } from '../shared/fields/nodeBase';
import { typed } from '../shared/fields/subtitle';
import { executeOperations } from '../shared/run/operation';
import { openCalls } from './call';
import { operations } from './operations';
import { properties } from './QuickBooksCustomApiDescription';

/** For the subtitle: what is queried, as far as the statement says so, or the type of record. */
const SUBJECT = `($parameter["resource"] === "company" ? "company" : $parameter["operation"] === "query" ? (/\\bfrom\\s+(\\w+)/i.exec(${typed('statement', '')}) ?? [])[1] : ${typed('recordTypeName', '')} || ${typed('recordType')})`;

export class QuickBooksCustomApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks: Custom API',
		name: 'quickBooksCustomApi',
		icon: {
			light: 'file:../../icons/quickBooksCustomApi.svg',
			dark: 'file:../../icons/quickBooksCustomApi.dark.svg',
		},
		...itemNode,
		subtitle: `={{ $parameter["resource"] === "customRequest" ? $rawParameter["method"] + " " + ${typed('path')} : [$parameter["operation"], ${SUBJECT}].filter(Boolean).join(": ") }}`,
		description: 'Read and write one QuickBooks Online company through its own API',
		defaults: { name: 'QuickBooks: Custom API' },
		usableAsTool: true,
		credentials: [
			{
				name: 'quickBooksCustomApiOAuth2Api',
				displayName: 'QuickBooks Account',
				required: true,
			},
		],
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
		return [await executeOperations(this, properties, operations, openCalls)];
	}
}
