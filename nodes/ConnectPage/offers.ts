import type { INodeProperties } from 'n8n-workflow';

import { findElement } from '../shared/elements';

/** One software that the page offers, as n8n hands it over. */
interface OfferParameter {
	element?: string;
	elementKey?: string;
	label?: string;
	askSiteAddress?: boolean;
}

/** One software that the page offers. */
export interface Offer {
	/** Its place in the list, and its output. */
	index: number;
	/** Key of the element. */
	element: string;
	/** What the customer and the output call it. */
	label: string;
	/** What its site address is called, where the customer has to give one. */
	siteAddressLabel?: string;
}

/** What the provider's app cannot know of the customer, as the element's data says. */
function siteAddressLabelOf(key: string): string | undefined {
	return Object.values(findElement(key)?.consent ?? {})
		.map(({ required }) => required?.siteAddress)
		.find(Boolean);
}

/** The offers of the parameter, in its order. Those without an element are left out, but keep their output. */
export function readOffers(parameter: unknown): Offer[] {
	const { software = [] } = (parameter ?? {}) as { software?: OfferParameter[] };
	return software.flatMap(
		({ element = '', elementKey = '', label = '', askSiteAddress }, index) => {
			const key = (element === 'other' ? elementKey : element).trim();
			if (key === '') return [];
			const asked = siteAddressLabelOf(key) ?? (askSiteAddress ? 'Site Address' : undefined);
			return [
				{
					index,
					element: key,
					label: label.trim() || (findElement(key)?.displayName ?? key),
					...(asked && { siteAddressLabel: asked }),
				},
			];
		},
	);
}

/** For the expression of the outputs: one for each software, named by its label. */
export const OUTPUTS =
	'={{ (($parameter["offers"] ?? {})["software"] ?? []).map((one) => ({ type: "main", displayName: one.label || (one.element === "other" ? one.elementKey : one.element) })) }}';

/** The parameter Software. Without expressions: in a webhook they would see the request. */
export const offersField: INodeProperties = {
	displayName: 'Software',
	name: 'offers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Software',
	default: { software: [{ element: 'quickbooks', label: 'QuickBooks Online' }] },
	description:
		'The software that the page offers, each with an output of this node. Connect each output to a Get OAuth URL with the app credential of that software.',
	noDataExpression: true,
	options: [
		{
			displayName: 'Software',
			name: 'software',
			values: [
				{
					displayName: 'Element',
					name: 'element',
					type: 'options',
					options: [
						{ name: 'FreshBooks', value: 'freshbooks' },
						{ name: 'FreshBooks (New)', value: 'freshbooksv2' },
						{ name: 'Other', value: 'other' },
						{ name: 'QuickBooks Online', value: 'quickbooks' },
						{ name: 'Sage One', value: 'sageone' },
						{ name: 'Sage One US', value: 'sageoneus' },
						{ name: 'Xero', value: 'xero' },
					],
					default: 'quickbooks',
					noDataExpression: true,
					description: 'Element of the catalogue that this software is',
				},
				{
					displayName: 'Element Key',
					name: 'elementKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. hubspot',
					noDataExpression: true,
					description: 'Key of the element in the catalogue of your account',
					displayOptions: { show: { element: ['other'] } },
				},
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. QuickBooks Online',
					noDataExpression: true,
					description: 'What the customer reads on the button, and the name of the output',
				},
				{
					displayName: 'Ask for Site Address',
					name: 'askSiteAddress',
					type: 'boolean',
					default: false,
					noDataExpression: true,
					description:
						'Whether the page asks for the address of the customer at this software, as some elements need it',
					displayOptions: { show: { element: ['other'] } },
				},
			],
		},
	],
};
