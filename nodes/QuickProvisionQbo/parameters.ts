import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readEntries } from '../shared/fields/json';
import { templateOf } from '../shared/fields/template';
import { textOf } from '../shared/fields/wireText';
import { commonConfiguration } from '../shared/fields/commonConfiguration';
import type { CommonConfiguration } from '../shared/fields/commonConfiguration';
import { splitList } from '../shared/fields/list';
import { readCustomerId } from '../shared/instances/customer';
import { readTokens } from '../shared/instances/tokenParameters';
import type { TokenParameters } from '../shared/instances/tokenParameters';

/** Where Check Tokens First asks; as the app credential says where nothing is chosen. */
export interface CheckSettings {
	intuitApi?: 'production' | 'sandbox' | 'custom';
	intuitBaseUrl?: string;
}

/** What the node's parameters say for one item. */
export interface Parameters extends TokenParameters {
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
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
	return {
		...readTokens(context, itemIndex),
		name: textOf('Name', context.getNodeParameter('name', itemIndex, '')),
		tags: splitList('Tags', context.getNodeParameter('tags', itemIndex, '')),
		customerId: readCustomerId(context, itemIndex),
		configuration: {
			...commonConfiguration(options.commonConfiguration ?? {}),
			...(readEntries(
				'Configuration',
				options.configuration,
				templateOf(context, itemIndex, 'options.configuration'),
			) as IDataObject),
		},
		...(options.checkTokensFirst && { check: options }),
	};
}
