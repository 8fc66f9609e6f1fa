import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Authentication, TokenFields } from '../elements/types';
import { utcOf } from '../fields/instant';
import { textOf } from '../fields/wireText';

/** Tokens that a node was given, and of which kind they are said to be. */
export interface GivenTokens {
	authentication: Authentication;
	tokens: TokenFields;
}

/** What a node's parameters say about an instance to be made from tokens. */
export interface TokenParameters extends GivenTokens {
	name: string;
	tags: string[];
	/** Empty where the item names none. */
	customerId: string;
	/** Common settings and further configuration; the last wins. */
	configuration: IDataObject;
}

/** What the fields are called. */
export const TOKEN_LABELS: Readonly<Record<keyof TokenFields, string>> = {
	realmId: 'Company ID (Realm)',
	dataSource: 'Data Source',
	userToken: 'User Token',
	userTokenSecret: 'User Token Secret',
	accessToken: 'Access Token',
	refreshToken: 'Refresh Token',
	refreshInterval: 'Refresh Interval',
	refreshTime: 'Refresh Time',
};

/** A date as epoch milliseconds, in text; digits as they are, which the plan looks at. */
function epochMsOf(label: string, value: unknown, timezone: string): string {
	const text = textOf(label, value);
	return /^\d*$/.test(text) ? text : String(Date.parse(utcOf(label, text, timezone) as string));
}

/**
 * The fields of {@link tokenFields} for one item.
 *
 * @throws InvalidInput for a number that has been rounded, or for a time that is no date
 */
export function readTokens(context: IExecuteFunctions, itemIndex: number): GivenTokens {
	// Fields of the other authentication are not shown, so n8n does not know them.
	const given = (name: string) => context.getNodeParameter(name, itemIndex, '');
	const names = Object.keys(TOKEN_LABELS) as Array<keyof TokenFields>;
	const tokens = Object.fromEntries(names.map((name) => [name, given(name)])) as Record<
		keyof TokenFields,
		unknown
	>;
	tokens.dataSource = context.getNodeParameter('options.dataSource', itemIndex, tokens.dataSource);
	const { refreshTime } = TOKEN_LABELS;
	tokens.refreshTime = epochMsOf(refreshTime, tokens.refreshTime, context.getTimezone());
	return {
		authentication: given('authentication') as Authentication,
		tokens: Object.fromEntries(
			names.map((name) => [name, textOf(TOKEN_LABELS[name], tokens[name])]),
		) as Record<keyof TokenFields, string>,
	};
}
