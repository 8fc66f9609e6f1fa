import type { IExecuteFunctions } from 'n8n-workflow';

import type { Authentication, TokenFields } from '../elements/types';
import { textOf } from '../fields/wireText';
import type { CommonConfiguration } from './commonConfiguration';

/** Tokens that a node was given, and of which kind they are said to be. */
export interface GivenTokens {
	authentication: Authentication;
	tokens: TokenFields;
}

/** What a node's parameters say about an instance to be made from tokens. */
export interface TokenParameters extends GivenTokens {
	name: string;
	tags: string[];
	configuration: Record<string, unknown>;
	common: CommonConfiguration;
}

/** The fields of {@link tokenFields} for one item. */
export function readTokens(context: IExecuteFunctions, itemIndex: number): GivenTokens {
	// Fields of the other authentication are not shown, so n8n does not know them.
	const text = (name: string) =>
		textOf(`The parameter ${name}`, context.getNodeParameter(name, itemIndex, ''));
	return {
		authentication: text('authentication') as Authentication,
		tokens: {
			realmId: text('realmId'),
			dataSource: text('dataSource'),
			userToken: text('userToken'),
			userTokenSecret: text('userTokenSecret'),
			accessToken: text('accessToken'),
			refreshToken: text('refreshToken'),
			refreshInterval: text('refreshInterval'),
			refreshTime: text('refreshTime'),
		},
	};
}
