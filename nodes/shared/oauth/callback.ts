import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { ELEMENT_PARAMETERS } from '../elements';
import { refuseInexact } from '../fields/exactNumbers';
import { readJsonText } from '../fields/json';
import { queryInText } from './callbackText';

/** What a provider put on the callback URL, one text per parameter. */
export type CallbackQuery = Readonly<Record<string, string>>;

/** A callback in whichever form it was given. */
export interface Callback {
	query: CallbackQuery;
	/** When it arrived, as our trigger noted it. */
	receivedAt?: Date;
	/** Where it arrived, as our trigger noted it. */
	callbackUrl?: string;
}

const DENIALS = ['error', 'denied', 'not_approved'] as const;

/** What is read from a callback of whatever element, beside what is the element's own. */
const MEANINGFUL = new Set<string>([
	...DENIALS,
	...ELEMENT_PARAMETERS,
	'state',
	'code',
	'oauth_token',
	'oauth_verifier',
	'error_description',
	'secret',
]);

/** A parameter that came twice or as an object; nobody can say which value is meant. */
export class AmbiguousParameter extends InvalidInput {
	constructor(readonly parameter: string) {
		super(
			`The callback has the parameter "${parameter}" more than once`,
			'Nobody can say which is meant. Pass the callback on as the provider sent it.',
		);
	}
}

function valueOf(name: string, value: unknown): string {
	refuseInexact(`${name} in Callback`, value);
	// Some providers end their address with it, and it must not end up in the last value.
	return String(value ?? '').replace(/#_=_$/, '');
}

/**
 * Reads a parsed query string as one text per parameter. What came twice or as `name[x]` is left
 * out where it means nothing here, such as `utm_source`.
 *
 * @throws AmbiguousParameter when it means something
 * @throws InvalidInput for a number that has been rounded
 */
export function readQuery(query: object): CallbackQuery {
	const read = new Map<string, string>();
	const ambiguous = new Set<string>();
	for (const [given, value] of Object.entries(query)) {
		// An address that was escaped for a page and never unescaped: `…&amp;state=…`.
		const name = given.replace(/^(amp;)+/, '');
		if ((typeof value === 'object' && value !== null) || read.has(name)) ambiguous.add(name);
		else read.set(name, valueOf(name, value));
	}
	for (const name of ambiguous) {
		if (MEANINGFUL.has(name)) throw new AmbiguousParameter(name);
		read.delete(name);
	}
	return Object.fromEntries(read);
}

function queryOfText(text: string): CallbackQuery {
	const parameters = queryInText(text);
	const names = [...new Set(parameters.keys())];
	return readQuery(
		Object.fromEntries(
			names.map((name) => {
				const values = parameters.getAll(name);
				return [name, values.length > 1 ? values : values[0]];
			}),
		),
	);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The callback in any of the forms that `Create Instance` takes: the item of our trigger, an item of
 * n8n's Webhook node (`{query: …}`), a bare query object, or the callback URL as text.
 *
 * @throws InvalidInput when it is none of them, AmbiguousParameter when it can be read in two ways
 */
export function parseCallback(given: unknown): Callback {
	const value = typeof given === 'string' ? readJsonText('Callback', given) : given;
	if (typeof value === 'string' && value.includes('=')) return { query: queryOfText(value) };
	if (!isObject(value) || Object.keys(value).length === 0) {
		throw new InvalidInput(
			'There is no callback to read',
			'Give Callback the item of the OAuth Callback Trigger or of a Webhook node, its query, or the whole callback URL as text.',
		);
	}
	if (isObject(value.providerData)) {
		const receivedAt = new Date(String(value.receivedAt));
		const query = readQuery(value.providerData);
		return {
			query: typeof value.state === 'string' ? { ...query, state: value.state } : query,
			...(!Number.isNaN(receivedAt.getTime()) && { receivedAt }),
			...(typeof value.callbackUrl === 'string' && { callbackUrl: value.callbackUrl }),
		};
	}
	if (value.error && 'errorDescription' in value) {
		throw new InvalidInput(
			`The connection was not approved: ${String(value.error)}`,
			'This item came out of the output Denied. Send the customer a new link if they want to connect.',
			'approval_missing',
		);
	}
	return { query: readQuery(isObject(value.query) ? value.query : value) };
}

/** Whether the customer or the provider said no, and how: the words of the provider, else ours. */
export function denialOf(
	query: CallbackQuery,
): { error: string; errorDescription: string } | undefined {
	const said = DENIALS.find((name) => query[name] !== undefined);
	const approved = Boolean(query.code || query.oauth_verifier);
	if (said) {
		const words = query.error_description || 'The customer did not approve the connection';
		return {
			error: said === 'error' ? (query.error ?? '') || 'error' : said,
			errorDescription: approved
				? `${words} (the callback holds an approval beside "${said}"; it is not used, because whoever says both said no)`
				: words,
		};
	}
	if (approved) return undefined;
	return {
		error: 'no_approval',
		errorDescription: 'The provider sent the customer back without an approval',
	};
}
