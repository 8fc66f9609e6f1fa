import type { IExecuteFunctions } from 'n8n-workflow';

import type { Authentication, TokenFields } from '../shared/elements/types';
import { readEntries } from '../shared/fields/json';
import type { CommonConfiguration } from '../shared/instances/commonConfiguration';
import { parseTags } from '../shared/instances/tags';
import type { CheckSettings } from './checkTokens';

/** What the node's parameters say for one item. */
export interface Parameters {
	authentication: Authentication;
	tokens: TokenFields;
	name: string;
	tags: string[];
	configuration: Record<string, unknown>;
	common: CommonConfiguration;
	/** Where the tokens are to be tried first, if they are. */
	check?: CheckSettings;
}

interface Options extends CheckSettings {
	checkTokensFirst?: boolean;
	commonConfiguration?: CommonConfiguration;
	configuration?: unknown;
}

/** @throws InvalidInput for a parameter that cannot be read */
export function readParameters(context: IExecuteFunctions, itemIndex: number): Parameters {
	// Fields of the other authentication are not shown, so n8n does not know them.
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
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
		name: text('name'),
		tags: parseTags(context.getNodeParameter('tags', itemIndex, '')),
		configuration: readEntries('Configuration', options.configuration),
		common: options.commonConfiguration ?? {},
		...(options.checkTokensFirst && { check: options }),
	};
}
