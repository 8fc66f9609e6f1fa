import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { textOf } from './wireText';

/** Which instance an item is about. */
export type InstanceAddress = { readonly id: string } | { readonly token: string };

// The modes of a resource locator cannot hide what is typed, so its hint says not to type it.
const TOKEN_MODE = 'token';

/** Lets the user choose an instance with `searchInstances`, by its id or by its element token. */
export const instanceField: INodeProperties = {
	displayName: 'Instance',
	name: 'instance',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connected account that this is about',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchInstances', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: '558412',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '\\s*\\d+\\s*',
						errorMessage: 'The ID of an instance has digits only',
					},
				},
			],
		},
		{
			displayName: 'By Token',
			name: TOKEN_MODE,
			type: 'string',
			placeholder: '={{ $json.token }}',
			hint: 'The element token. Take it from the item by an expression, so that it is not stored with the workflow.',
		},
	],
};

/**
 * The instance that was chosen for one item. Nothing chosen is refused here, because a call about
 * no instance in particular could be one about all of them.
 *
 * @throws InvalidInput when none was chosen
 */
export function readInstanceAddress(
	context: IExecuteFunctions,
	itemIndex: number,
): InstanceAddress {
	const chosen = context.getNodeParameter('instance', itemIndex, '') as unknown;
	const { mode, value } = (
		typeof chosen === 'object' && chosen !== null ? chosen : { value: chosen }
	) as { mode?: string; value?: unknown };
	const text = textOf('Instance', value);
	if (text === '') {
		throw new InvalidInput(
			'No instance was chosen',
			'Choose one from the list, or check the expression that takes its ID or token from the item.',
		);
	}
	if (mode === TOKEN_MODE) return { token: text };
	if (!/^\d+$/.test(text)) {
		throw new InvalidInput(
			'The ID of an instance has digits only',
			'To choose an instance by its element token, set Instance to By Token.',
		);
	}
	return { id: text };
}
