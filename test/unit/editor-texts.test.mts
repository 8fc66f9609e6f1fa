import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { credentials, nodes } from '../support/listed.mts';
import { withInner } from '../support/properties.mts';

type Field = INodeProperties;

/** Every node and credential with its fields, at any depth. */
const forms = [
	...nodes.map(({ type: { description } }) => [description.name, description.properties] as const),
	...credentials.map(({ type }) => [type.name, type.properties] as const),
].map(([name, fields]) => [name, fields.flatMap(withInner)] as const);

/** What stands in grey in a field that is empty, of the field itself or of the ways to say which. */
const placeholdersOf = ({ name, placeholder, type, modes = [] }: Field) =>
	[
		// On these the placeholder is the word on a button.
		...(['collection', 'fixedCollection'].includes(type) ? [] : [placeholder]),
		...modes.map((mode) => mode.placeholder),
	].flatMap((text) => (text === undefined ? [] : [`${name}: ${text}`]));

describe.each(forms)('The form of %s', (_, fields) => {
	// The texts of a page are shown as they are while nobody writes others.
	const pageTexts = new Set(
		fields.filter(({ name }) => name === 'pages').flatMap(({ options = [] }) => options),
	);

	it('shows samples that nobody takes for values', () => {
		const shown = fields.filter((field) => !pageTexts.has(field)).flatMap(placeholdersOf);
		expect(shown.filter((text) => !/: e\.g\. [^=]/.test(text))).toEqual([]);
	});

	it('says in sight, not in a tooltip, what an empty field means', () => {
		const inTooltips = fields.filter(({ description = '' }) => /\bempty:/i.test(description));
		expect(inTooltips.map(({ name }) => name)).toEqual([]);
	});

	it('has a JSON editor only where anything but JSON is wrong, and a default that is right', () => {
		const editors = fields.filter(({ type }) => type === 'json');
		expect(editors.map((field): unknown => JSON.parse(field.default as string))).toEqual(
			editors.map(() => ({})),
		);
	});
});

describe.each(nodes.map(({ type }) => [type.description.name, type.description] as const))(
	'The node %s',
	(_, { credentials: slots = [], properties }) => {
		it('calls its credentials as every other node does', () => {
			const names: Record<string, string> = {
				cloudElementsApi: 'Cloud Elements Account',
				cloudElementsAppApi: 'Provider App',
				cloudElementsInstanceApi: 'Cloud Elements Instance',
				quickBooksCustomApiOAuth2Api: 'QuickBooks Account',
			};
			for (const { name, displayName } of slots) expect(displayName).toBe(names[name]);
		});

		it('asks which before it asks how many', () => {
			const shownWith = ({ displayOptions }: Field) => JSON.stringify(displayOptions?.show);
			const limits = properties.filter(({ name }) => name === 'returnAll');
			for (const limit of limits) {
				const form = properties.filter((field) => shownWith(field) === shownWith(limit));
				const filters = form.filter(({ name }) =>
					/^(filters|filterType|logFilters|statement)$/.test(name),
				);
				for (const filter of filters)
					expect(form.indexOf(filter)).toBeLessThan(form.indexOf(limit));
			}
		});

		it('names its actions in whole words', () => {
			const actions = properties
				.filter(({ name }) => name === 'operation')
				.flatMap(({ options }) => options as INodePropertyOptions[])
				.map(({ action }) => action);
			for (const action of actions) expect(action).toMatch(/^(?!.*\bre [a-z])[A-Z][a-z]+ .+$/);
		});
	},
);
