import type { IExecuteFunctions } from 'n8n-workflow';

import type { AppOverrides } from '../shared/app';
import { readEntries } from '../shared/fields/json';
import type { CommonConfiguration } from '../shared/instances/commonConfiguration';
import { parseTags } from '../shared/instances/tags';
import { parseCallback } from '../shared/oauth/callback';
import type { Callback } from '../shared/oauth/callback';

/** What the node's parameters say for one item. */
export interface Parameters {
	callback: Callback;
	/** `secret` inside the callback, or the option; empty where neither is given. */
	requestTokenSecret: string;
	name: string;
	tags: string[];
	configuration: Record<string, unknown>;
	common: CommonConfiguration;
	overrides: AppOverrides & { callbackUrl?: string };
}

interface Options extends AppOverrides {
	callbackUrl?: string;
	commonConfiguration?: CommonConfiguration;
	requestTokenSecret?: string;
}

/** @throws InvalidInput for a parameter that cannot be read */
export function readParameters(context: IExecuteFunctions, itemIndex: number): Parameters {
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
	const callback = parseCallback(context.getNodeParameter('callback', itemIndex));
	const { secret, ...query } = callback.query;
	return {
		callback: { ...callback, query },
		requestTokenSecret: (options.requestTokenSecret ?? '').trim() || (secret ?? '').trim(),
		name: String(context.getNodeParameter('name', itemIndex, '')).trim(),
		tags: parseTags(context.getNodeParameter('tags', itemIndex, '')),
		configuration: readEntries(
			'Configuration',
			context.getNodeParameter('configuration', itemIndex, ''),
		),
		common: options.commonConfiguration ?? {},
		overrides: options,
	};
}
