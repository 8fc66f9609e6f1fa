import type {
	IDataObject,
	IExecuteFunctions,
	IGetNodeParameterOptions,
	INodeProperties,
} from 'n8n-workflow';

import { holdsExpression } from '../fields/parameterCheck';

/**
 * n8n's context of a run in which each parameter of an item is evaluated once, however often it is
 * read: for n8n that is by far the costliest part of an item.
 */
export interface ItemContext extends IExecuteFunctions {
	/** The node's fields. */
	readonly fields: readonly INodeProperties[];
	/** Lets go of the parameters of an item that is done. */
	forgetItem(itemIndex: number): void;
}

/** What n8n would set up an engine for expressions to read, which takes longer than all else in an onboarding. */
const WHOLE_ITEM = /^=\{\{\s*\$json\s*\}\}$/;

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null;

/** The context with parameters that are kept until their item is done. What stands inside of a collection is read as ever. */
export function itemContext(
	context: IExecuteFunctions,
	fields: readonly INodeProperties[],
): ItemContext {
	const { parameters } = context.getNode();
	const items = new Map<number, Map<string, unknown>>();
	const evaluated = (name: string, itemIndex: number): unknown => {
		const kept = items.get(itemIndex) ?? new Map<string, unknown>();
		items.set(itemIndex, kept);
		if (!kept.has(name)) {
			const isWholeItem = WHOLE_ITEM.test(String(parameters[name]));
			const value: unknown = isWholeItem
				? context.getWorkflowDataProxy(itemIndex).$json
				: context.getNodeParameter(name, itemIndex, '');
			kept.set(name, value);
		}
		return kept.get(name);
	};
	const getNodeParameter = (
		name: string,
		itemIndex: number,
		fallback?: unknown,
		options?: IGetNodeParameterOptions,
	): unknown => {
		const stored = parameters[name];
		const asN8n = () => context.getNodeParameter(name, itemIndex, fallback, options) as unknown;
		if (options?.rawExpressions || !holdsExpression(stored)) return asN8n();
		const value = evaluated(name, itemIndex);
		if (!options?.extractValue || !isObject(value)) return value;
		// What a resource locator holds is taken out of it; n8n knows what else there is to take.
		return isObject(stored) && '__rl' in stored ? value.value : asN8n();
	};
	const forgetItem = (itemIndex: number) => void items.delete(itemIndex);
	return Object.assign(Object.create(context) as IExecuteFunctions, {
		getNodeParameter: getNodeParameter as IExecuteFunctions['getNodeParameter'],
		forgetItem,
		fields,
	});
}
