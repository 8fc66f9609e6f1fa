import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { AppOverrides } from '../app/app';
import { checkForm, readEntries } from '../fields/json';
import { templateOf } from '../fields/template';
import { textOf } from '../fields/wireText';
import { parseCallback } from '../oauth/callback';
import type { Callback, CallbackQuery } from '../oauth/callback';
import { commonConfiguration } from '../fields/commonConfiguration';
import type { CommonConfiguration } from '../fields/commonConfiguration';
import { splitList } from '../fields/list';
import { readCustomerId } from './customer';

/** What the node's parameters say about the instance to be made, whatever its source. */
export interface InstanceParameters {
	name: string;
	tags: string[];
	/** Empty where the item names none. */
	customerId: string;
	/** Element fields, common settings and further configuration; the last wins. */
	configuration: IDataObject;
}

/** What they say about the callback. */
export interface CallbackParameters {
	callback: Callback;
	/** `secret` inside the callback, or the option; empty where neither is given. */
	requestTokenSecret: string;
	overrides: AppOverrides & { callbackUrl?: string };
}

interface Options extends AppOverrides {
	callbackUrl?: string;
	commonConfiguration?: CommonConfiguration;
	requestTokenSecret?: string;
}

const optionsOf = (context: IExecuteFunctions, itemIndex: number) =>
	context.getNodeParameter('options', itemIndex, {}) as Options;

/** @throws InvalidInput for a parameter that cannot be read */
export function readInstanceParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): InstanceParameters {
	const fields = context.getNodeParameter(
		'elementFields.value',
		itemIndex,
		{},
	) as IDataObject | null;
	const given = Object.entries(fields ?? {}).filter(([, value]) => value !== null && value !== '');
	return {
		name: textOf('Name', context.getNodeParameter('name', itemIndex, '')),
		tags: splitList('Tags', context.getNodeParameter('tags', itemIndex, '')),
		customerId: readCustomerId(context, itemIndex),
		configuration: {
			...Object.fromEntries(given),
			...commonConfiguration(optionsOf(context, itemIndex).commonConfiguration ?? {}),
			...(readEntries(
				'Configuration',
				context.getNodeParameter('configuration', itemIndex, ''),
				templateOf(context, itemIndex, 'configuration'),
			) as IDataObject),
		},
	};
}

/** People who keep the request token's secret themselves may put it into the callback as `secret`. */
function withoutSecret(query: CallbackQuery): { secret: string; query: CallbackQuery } {
	if (query.oauth_verifier === undefined) return { secret: '', query };
	const { secret = '', ...others } = query;
	return { secret: secret.trim(), query: others };
}

/** @throws InvalidInput when the callback cannot be read */
export function readCallbackParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): CallbackParameters {
	const options = optionsOf(context, itemIndex);
	const given = context.getNodeParameter('callback', itemIndex);
	checkForm('Callback', String(given), templateOf(context, itemIndex, 'callback'));
	const callback = parseCallback(given);
	const { secret, query } = withoutSecret(callback.query);
	return {
		callback: { ...callback, query },
		requestTokenSecret: textOf('Request Token Secret', options.requestTokenSecret) || secret,
		overrides: options,
	};
}
