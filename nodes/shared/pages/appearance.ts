import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Look } from './page';

/** A text that a page shows, by its name among the settings. */
export interface PageText {
	readonly label: string;
	/** What it says unless the builder says otherwise. */
	readonly text: string;
	readonly about: string;
}

/** Texts of a trigger's pages. */
export type PageTexts = Readonly<Record<string, PageText>>;

/** The option Pages as n8n hands it over; empty text: as built in. */
export type Appearance = IDataObject & Look;

/** About as many letters as a line of the form has. */
const LINE = 40;

// Without expressions: in a webhook they would see the request, and whoever makes it could write the page.
const textSetting = (name: string, { label, text, about }: PageText): INodeProperties => ({
	displayName: label,
	name,
	type: 'string',
	default: '',
	placeholder: text,
	...(text.length > LINE && { typeOptions: { rows: 3 } }),
	description: about,
	noDataExpression: true,
});

const LOOK: readonly INodeProperties[] = [
	{
		displayName: 'Accent Color',
		name: 'accentColor',
		type: 'color',
		default: '#1f6feb',
		description: 'Color of the line above the page and of its buttons',
		noDataExpression: true,
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description:
			'Language in which you wrote the texts, such as de or pt-BR, for screen readers and browsers',
		noDataExpression: true,
	},
	{
		displayName: 'Logo URL',
		name: 'logoUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.mycoolapp.com/logo.svg',
		description: 'Picture above the heading, https only',
		noDataExpression: true,
	},
];

/** The option Pages of a trigger: how its pages look, and every text on them. */
export function appearanceField(texts: PageTexts): INodeProperties {
	const settings = [
		...LOOK,
		...Object.entries(texts).map(([name, text]) => textSetting(name, text)),
	];
	return {
		displayName: 'Pages',
		name: 'pages',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		description: "What the customer's browser shows",
		noDataExpression: true,
		options: settings.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}

/** A color without its transparency: what is written on it must be readable on any ground. */
function opaque(color: string): string | undefined {
	const [, short, long] =
		/^(?:(#[0-9a-f]{3})[0-9a-f]?|(#[0-9a-f]{6})(?:[0-9a-f]{2})?)$/i.exec(color) ?? [];
	return short ?? long;
}

/** A host may hold marks that end a rule of the content security policy, such as a semicolon. */
const isPlace = ({ protocol, hostname }: URL) =>
	protocol === 'https:' && /^[a-z0-9.:[\]-]+$/.test(hostname);

/** How the pages look, as far as it may stand in a page: n8n checks neither color nor address. */
export function lookOf({ accentColor = '', language = '', logoUrl = '' }: Appearance): Look {
	const color = opaque(accentColor);
	return {
		...(color && { accentColor: color }),
		...(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) && { language }),
		...(URL.canParse(logoUrl) && isPlace(new URL(logoUrl)) && { logoUrl }),
	};
}

/** The texts of the pages, the builder's where there are any; `{name}` stands for a value of that name. */
export function wordsOf<Texts extends PageTexts>(texts: Texts, appearance: Appearance) {
	return (name: keyof Texts & string, values: Readonly<Record<string, string>> = {}): string => {
		const own = appearance[name];
		const text =
			typeof own === 'string' && own.trim() !== '' ? own : (texts[name] as PageText).text;
		return text.replace(/\{(\w+)\}/g, (whole, value: string) =>
			Object.hasOwn(values, value) ? String(values[value]) : whole,
		);
	};
}
