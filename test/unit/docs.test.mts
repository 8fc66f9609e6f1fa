import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { credentials, nodes } from '../support/listed.mts';
import { innerOf, withInner } from '../support/properties.mts';

/** A page of the documentation without its code. */
function pageOf(name: string): string {
	const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
	return text.replace(/```[^]*?```/g, '').replace(/`[^`\n]*`/g, '`');
}

/** Every name that stands in bold or italics. */
const marked = (text: string) =>
	[...text.matchAll(/\*\*([^*\n]+)\*\*|(?<!\w)_([^_\n]+)_(?!\w)/g)].map(
		([, bold, italic]) => (bold ?? italic) as string,
	);

interface Table {
	head: string;
	/** What its first column names, and the rest of the row. */
	rows: Array<[names: string[], about: string]>;
}

const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());

function tablesIn(text: string): Table[] {
	const tables = text.matchAll(/^\|(.+)\n\|[ |:-]+\n((?:\|.*\n?)+)/gm);
	return [...tables].map(([, head = '', body = '']) => ({
		head: cellsOf(head)[0] ?? '',
		rows: body
			.trim()
			.split('\n')
			.map((row) => {
				const [, first = '', ...about] = cellsOf(row);
				return [first.split(', '), about.join(' ')];
			}),
	}));
}

/** Tables that say what the fields of a form are. */
const ofFields = ({ head }: Table) => /^(parameter|option|setting|field)\b/.test(head);

const namedIn = (text: string) =>
	new Set([
		...marked(text),
		...tablesIn(text)
			.filter(ofFields)
			.flatMap(({ rows }) => rows.flatMap(([names]) => names)),
	]);

/** The other pages that the row naming a field leads to. */
const pagesBehind = (text: string, field: string) =>
	tablesIn(text)
		.filter(ofFields)
		.flatMap(({ rows }) => rows.filter(([names]) => names.includes(field)))
		.flatMap(([, about]) => [...about.matchAll(/\]\(([\w-]+\.md)/g)])
		.map(([, page]) => page as string);

/** Columns of the pages stand for these. */
const FRAMES = new Set(['resource', 'operation', 'options']);

/** Fields that can be seen: n8n shows the choice of a credential's type as the choice of a credential. */
function shownIn(fields: readonly INodeProperties[], slots: INodeTypeDescription['credentials']) {
	const choosesCredential = slots?.some(
		({ displayOptions }) => displayOptions?.show?.authentication,
	);
	return fields.filter(
		({ name, type }) =>
			!['hidden', 'notice'].includes(type) && !(name === 'authentication' && choosesCredential),
	);
}

/** Names of the fields of which neither the page tells, nor a page to which the row of their collection leads. */
function untold(
	fields: readonly INodeProperties[],
	text: string,
	told: ReadonlySet<string> = namedIn(text),
): string[] {
	return fields.flatMap((field) => {
		const { displayName, name } = field;
		const behind = pagesBehind(text, displayName).flatMap((page) => [...namedIn(pageOf(page))]);
		return [
			...(FRAMES.has(name) || told.has(displayName) ? [] : [displayName]),
			...untold(shownIn(innerOf(field), []), text, new Set([...told, ...behind])),
		];
	});
}

/** Names of the fields of all nodes. */
const FIELDS = new Set(
	nodes.flatMap(({ type: { description } }) =>
		description.properties.flatMap(withInner).map(({ displayName }) => displayName),
	),
);

/** Names in tables of fields, and above tables of what a field can be, that no field has. */
function invented(fields: readonly INodeProperties[], text: string, also: string[] = []): string[] {
	const names = new Set(fields.flatMap(withInner).map(({ displayName }) => displayName));
	return tablesIn(text)
		.filter((table) => ofFields(table) || FIELDS.has(table.head))
		.flatMap((table) => (ofFields(table) ? table.rows.flatMap(([all]) => all) : [table.head]))
		.filter((name) => !names.has(name) && !also.includes(name));
}

/** All that can be read on a form: names of fields and of what can be chosen. */
const wordsOn = (fields: readonly INodeProperties[]) =>
	fields
		.flatMap(withInner)
		.flatMap(({ displayName, options = [], modes = [] }) => [
			displayName,
			...options.map((option) => ('displayName' in option ? option.displayName : option.name)),
			...modes.map((mode) => mode.displayName),
		]);

/** Words of n8n's own that the pages repeat. */
const N8N_WORDS = [
	'Connect my account',
	'Custom API Call',
	'Execute step',
	'Execute Sub-workflow',
	'Fetch Test Event',
	'OAuth Redirect URL',
	'On Error',
	'Poll Times',
	'Remove Duplicates',
];

/** Words that are not in n8n: of Intuit's pages, and of what a customer reads. */
const OTHER_WORDS = ['Accounting', 'Connected', 'Keys & credentials'];

const known = new Set([
	...N8N_WORDS,
	...OTHER_WORDS,
	...nodes.flatMap(({ type: { description } }) => [
		description.displayName.replace('Cloud Elements: ', ''),
		...(description.outputNames ?? []),
		...wordsOn(shownIn(description.properties, description.credentials)),
		...description.properties.flatMap(withInner).flatMap(({ placeholder }) => placeholder ?? []),
	]),
	...credentials.flatMap(({ type }) => [type.displayName, ...wordsOn(type.properties)]),
]);

describe.each(
	nodes.map(({ file, type }) => [type.description.name, file, type.description] as const),
)('The page of %s', (_, file, { credentials: slots, properties, polling }) => {
	const codex = JSON.parse(
		readFileSync(
			new URL(`../../${file.replace('dist/', '').replace(/\.js$/, '.json')}`, import.meta.url),
			'utf8',
		),
	) as { resources: { primaryDocumentation: Array<{ url: string }> } };
	const [{ url } = { url: '' }] = codex.resources.primaryDocumentation;
	const text = pageOf(url.replace(/^.*\/docs\//, ''));
	const shown = shownIn(properties, slots);

	it('tells of every field, as it is displayed', () => {
		expect(untold(shown, text)).toEqual([]);
	});

	it('tells of no field that is not there', () => {
		const tables = text.replace(/^\| field of the credential[^]*?\n\n/m, '\n');
		expect(invented(shown, tables, polling ? ['Poll Times'] : [])).toEqual([]);
	});

	it('has in italics what can be read on a form', () => {
		const italics = [...text.matchAll(/(?<!\w)_([A-Z][^_\n]*)_(?!\w)/g)].flatMap(([, words]) =>
			(words as string).split(': '),
		);
		expect(italics.filter((words) => !known.has(words))).toEqual([]);
	});
});

describe.each(credentials.map(({ type }) => [type.displayName, type] as const))(
	'The page of the credential %s',
	(name, { documentationUrl = '', properties }) => {
		const [page = '', anchor] = documentationUrl.replace(/^.*\/docs\//, '').split('#');
		const section = pageOf(page).split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
		const [behind] = [...section.matchAll(/\]\(([\w-]+\.md)#connect\)/g)];
		const tables = tablesIn(behind ? pageOf(behind[1] as string) : section)
			.filter(({ head }) => /^field/.test(head))
			.flatMap(({ rows }) => rows.flatMap(([names]) => names));

		it('is where the credential says', () => {
			expect(anchor).toBe(name.toLowerCase().replaceAll(' ', '-'));
			expect(section).not.toBe('');
		});

		it('tells of every field, as it is displayed, and of no other', () => {
			const shown = shownIn(properties, []).map(({ displayName }) => displayName);
			expect(tables.sort()).toEqual([...new Set(shown)].sort());
		});
	},
);
