import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** How the customer's pages look and what they say, as set in the trigger; empty text: as built in. */
export interface Appearance extends IDataObject {
	accentColor?: string;
	authorizedText?: string;
	authorizedTitle?: string;
	deniedText?: string;
	deniedTitle?: string;
	logoUrl?: string;
}

// Without expressions: in a webhook they would see the request, and whoever makes it could write the page.
const textSetting = (
	name: string,
	displayName: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
	noDataExpression: true,
});

/** The option "Pages" of the trigger. */
export const appearanceField: INodeProperties = {
	displayName: 'Pages',
	name: 'pages',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: "What the customer's browser shows after consent",
	noDataExpression: true,
	options: [
		{
			displayName: 'Accent Color',
			name: 'accentColor',
			type: 'color',
			default: '#1f6feb',
			description: 'Color of the line above the page',
			noDataExpression: true,
		},
		textSetting(
			'authorizedText',
			'Authorized Text',
			'Your books are being connected. You can close this page.',
			'What the customer reads after approving',
		),
		textSetting('authorizedTitle', 'Authorized Title', 'Thank you!', 'Heading after approving'),
		textSetting(
			'deniedText',
			'Denied Text',
			'Nothing was connected. Call us if you need help.',
			'What the customer reads after not approving',
		),
		textSetting('deniedTitle', 'Denied Title', 'Not connected', 'Heading after not approving'),
		textSetting(
			'logoUrl',
			'Logo URL',
			'https://www.mycoolapp.com/logo.svg',
			'Picture above the heading, https only',
		),
	],
};

/** A setting that may stand in the page: n8n checks neither color nor address. */
export function safeAppearance(appearance: Appearance): Appearance {
	const { accentColor = '', logoUrl = '', ...texts } = appearance;
	return {
		...texts,
		...(/^#[0-9a-f]{3,8}$/i.test(accentColor) && { accentColor }),
		...(URL.canParse(logoUrl) && new URL(logoUrl).protocol === 'https:' && { logoUrl }),
	};
}
