import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isEntries } from '../shared/instances/instance';

/** What opens an account or tells of its keys. */
const KEPT_BACK = ['token', 'configuration', 'providerData'];

/** Whether a model calls the node: n8n makes a twin of each node for that, whose type ends so. */
export function isTool(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** What a model may read of an item, in few words: nothing that opens an account, of the element its key. */
export function forModel(item: INodeExecutionData): INodeExecutionData {
	const shown = Object.entries(item.json).filter(([name]) => !KEPT_BACK.includes(name));
	const json = Object.fromEntries(shown) as IDataObject;
	if (isEntries(json.element)) json.element = json.element.key;
	return { ...item, json };
}
