import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../api/failure';
import { readJson } from '../fields/json';

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

/** A parameter that came twice or as an object; nobody can say which value is meant. */
export class AmbiguousParameter extends Error {
	constructor(readonly parameter: string) {
		// Quoted and cut, because anybody can write it into n8n's log.
		super(
			`The callback has the parameter ${JSON.stringify(parameter.slice(0, 60))} more than once`,
		);
	}
}

/**
 * Reads a parsed query string as one text per parameter.
 *
 * @throws AmbiguousParameter when one came twice or as `name[x]`
 */
export function readQuery(query: object): CallbackQuery {
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => {
			if (typeof value === 'object' && value !== null) throw new AmbiguousParameter(name);
			return [name, String(value ?? '')];
		}),
	);
}

function queryOfText(text: string): CallbackQuery {
	const trimmed = text.trim();
	const search = URL.canParse(trimmed) ? new URL(trimmed).search : trimmed.replace(/^[^?]*\?/, '');
	const parameters = new URLSearchParams(search);
	for (const name of parameters.keys()) {
		if (parameters.getAll(name).length > 1) throw new AmbiguousParameter(name);
	}
	return Object.fromEntries(parameters);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The callback in any of the forms that `Create Instance` takes: the item of our trigger, an item of
 * n8n's Webhook node (`{query: …}`), a bare query object, or the callback URL as text.
 *
 * @throws InvalidInput when it is none of them
 */
export function parseCallback(given: unknown): Callback {
	const value = readJson('Callback', given);
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
		);
	}
	return { query: readQuery(isObject(value.query) ? value.query : value) };
}

/** Whether the customer or the provider said no, and how: the words of the provider, else ours. */
export function denialOf(
	query: CallbackQuery,
): { error: string; errorDescription: string } | undefined {
	const said = DENIALS.find((name) => query[name] !== undefined);
	if (said) {
		return {
			error: said === 'error' ? (query.error ?? '') || 'error' : said,
			errorDescription: query.error_description ?? 'The customer did not approve the connection',
		};
	}
	if (query.code || query.oauth_verifier) return undefined;
	return {
		error: 'no_approval',
		errorDescription: 'The provider sent the customer back without an approval',
	};
}
