import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { CallFailure } from '../shared/errors/failure';
import { toNodeError } from '../shared/errors/nodeError';
import { apiPath } from '../shared/api/apiPath';
import { PlatformClient } from '../shared/api/platformClient';
import { elementKeyIn } from '../shared/app/app';
import type { AppCredential } from '../shared/app/app';
import { findElement } from '../shared/elements';
import { genericElement } from '../shared/elements/generic';
import { currentFields, isFilledElsewhere, isUnread } from '../shared/fields/fieldMapper';

/** One entry of `GET /elements/{key}/configuration` (docs/platform-api.md, "Catalogue"). */
interface ConfigurationEntry {
	key: string;
	name?: string;
	description?: string;
	defaultValue?: string | null;
	displayOrder?: number;
	type?: string;
	required?: boolean;
	active?: boolean;
	internal?: boolean;
	hideFromConsole?: boolean;
	options?: unknown;
}

// Filled in by the common settings, by the provider's answer or by the platform itself. What the
// platform demands all the same is shown, since nothing else would give it.
const SET_ELSEWHERE = /^(oauth\.|event\.|filter\.response\.nulls$|base\.url$|bulk\.|pagination\.)/;

/** The editor cuts longer labels, and has no other place for a description. */
const LONGEST_LABEL = 40;

function labelOf({ key, name, description }: ConfigurationEntry): string {
	const label = name || key;
	const described = `${label} (${description})`;
	return description && description !== label && described.length <= LONGEST_LABEL
		? described
		: label;
}

/** Some entries want `yes` and `no`, others `true` and `false`. */
const YES_OR_NO = /^yes/i;

function typeOf({ type, options }: ConfigurationEntry): FieldType {
	if ((Array.isArray(options) && options.length > 0) || YES_OR_NO.test(type ?? ''))
		return 'options';
	return /^(boolean|true)/i.test(type ?? '') ? 'boolean' : 'string';
}

function optionsOf({ options, type }: ConfigurationEntry): ResourceMapperField['options'] {
	if (!Array.isArray(options) || options.length === 0) {
		if (!YES_OR_NO.test(type ?? '')) return undefined;
		return [
			{ name: 'Yes', value: 'yes' },
			{ name: 'No', value: 'no' },
		];
	}
	return (options as unknown[]).map((option) => {
		const { name, label, value, key } = (
			typeof option === 'object' && option !== null ? option : { value: option }
		) as IDataObject;
		const chosen = String(value ?? key ?? '');
		return { name: String(name ?? label ?? chosen), value: chosen };
	});
}

function defaultOf(entry: ConfigurationEntry): ResourceMapperField['defaultValue'] {
	const { defaultValue } = entry;
	if (defaultValue === null || defaultValue === undefined || defaultValue === '') return undefined;
	return typeOf(entry) === 'boolean' ? defaultValue === 'true' : defaultValue;
}

function toField(entry: ConfigurationEntry): ResourceMapperField {
	const defaultValue = defaultOf(entry);
	return {
		id: entry.key,
		displayName: labelOf(entry),
		required: entry.required === true && defaultValue === undefined,
		defaultMatch: false,
		display: true,
		type: typeOf(entry),
		options: optionsOf(entry),
		...(defaultValue !== undefined && { defaultValue }),
		removed: entry.required !== true,
	};
}

/** Entries that the user may give, as fields in the platform's order, those that must be given first. */
export function toFields(
	entries: readonly ConfigurationEntry[],
	setByNode: ReadonlySet<string>,
): ResourceMapperField[] {
	return entries
		.filter(
			({ active, internal, hideFromConsole }) => active !== false && !internal && !hideFromConsole,
		)
		.filter(({ key, required }) => required === true || !SET_ELSEWHERE.test(key))
		.filter(({ key }) => !setByNode.has(key))
		.sort((a, b) => (a.displayOrder ?? 0) - (b.displayOrder ?? 0))
		.map(toField)
		.sort((a, b) => Number(b.required) - Number(a.required));
}

/** What signs the customer in; see the parameter Source. */
type Source = 'callback' | 'configuration' | 'tokens';

/** What the package knows that somebody has to give for each customer. */
function knownEntries(key: string, source: Source): ConfigurationEntry[] {
	const { consent = {}, tokens } = findElement(key) ?? {};
	const flows = source === 'tokens' ? [tokens?.oAuth2] : Object.values(consent);
	return flows.flatMap((flow) =>
		Object.entries(flow?.customerEntries ?? {}).map(([key, { label, required }]) => ({
			key,
			name: label,
			required,
		})),
	);
}

/** What the node itself fills in. */
function setByNode(key: string, source: Source): Set<string> {
	if (source === 'configuration') return new Set();
	const { consent, tokens } = findElement(key) ?? genericElement({ key });
	if (source === 'tokens') {
		const { configuration = {}, customerEntries = {} } = tokens?.oAuth2 ?? {};
		const others = Object.keys(configuration).filter((entry) => !(entry in customerEntries));
		return new Set(['authentication.type', ...others]);
	}
	const flows = Object.values(consent);
	return new Set([
		'authentication.type',
		...flows.flatMap(({ configuration, configurationFromCallback = {} }) => [
			...Object.keys(configuration),
			...Object.keys(configurationFromCallback),
		]),
	]);
}

/** The element whose fields are asked for, or what has to be chosen before. */
async function chosenElement(
	context: ILoadOptionsFunctions,
	source: Source,
): Promise<{ key: string } | { missing: string }> {
	const { credentials = {} } = context.getNode();
	const needed =
		source === 'configuration' ? ['cloudElementsApi'] : ['cloudElementsApi', 'cloudElementsAppApi'];
	if (!needed.every((type) => credentials[type])) {
		return { missing: 'Choose the credentials first.' };
	}
	const chosen =
		source === 'configuration'
			? context.getCurrentNodeParameter('element', { extractValue: true })
			: elementKeyIn(await context.getCredentials<AppCredential>('cloudElementsAppApi'));
	const key = String(chosen ?? '').trim();
	return key === '' ? { missing: 'Choose the element first.' } : { key };
}

/**
 * The fields that an element's instances need beside what the credentials hold, for the node's
 * resource mapper. Where the host has no such list, what the package knows, else none: then
 * Configuration takes names and values. Where nothing is to be shown the answer is what the workflow
 * has, so that the editor finds nothing to write.
 */
export async function getElementFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const current = currentFields(this, 'elementFields');
	if (isFilledElsewhere(current)) {
		return {
			fields: [],
			emptyFieldsNotice:
				'The fields were filled in outside the editor. To edit them here, choose another element or source, and then this one again.',
		};
	}
	const { schema } = current;
	const source = (this.getCurrentNodeParameter('source') ?? 'callback') as Source;
	const chosen = await chosenElement(this, source);
	if ('missing' in chosen) return { fields: schema, emptyFieldsNotice: chosen.missing };
	const { key } = chosen;
	const client = new PlatformClient(this, await getAccount(this));
	const answer = await client.tryCall<ConfigurationEntry[]>({
		method: 'GET',
		path: apiPath('elements', key, 'configuration'),
		expects: 'list',
		repeatable: true,
	});
	const failed = answer instanceof CallFailure;
	if (failed && answer.details.statusCode !== 404) throw toNodeError(this.getNode(), answer, 0);
	const known = failed || source === 'tokens' ? knownEntries(key, source) : [];
	const listed = failed ? [] : answer.body;
	// The catalogue hides what a callback would bring, as the ID of a company.
	const isKnown = (entry: ConfigurationEntry) => known.some((one) => one.key === entry.key);
	const entries = [...known, ...listed.filter((entry) => !isKnown(entry))];
	const fields = toFields(entries, setByNode(key, source));
	return {
		fields: fields.length === 0 && isUnread(schema) ? schema : fields,
		emptyFieldsNotice: 'This element needs nothing here. Other entries go into Configuration.',
	};
}
