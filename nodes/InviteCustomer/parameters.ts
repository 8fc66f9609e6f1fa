import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { readJson } from '../shared/fields/json';
import { splitList } from '../shared/fields/list';
import { templateOf } from '../shared/fields/template';
import { textOf } from '../shared/fields/wireText';
import { readCustomerId } from '../shared/instances/customer';

/** What the node's parameters say for one item. */
export interface InvitationParameters {
	pageUrl: string;
	/** Empty where there is none. */
	customerId: string;
	/** Empty text where there is none. */
	context: unknown;
	/** Keys of elements; empty: all that the page offers. */
	elements: string[];
	/** Empty for a new instance. */
	instanceId: string;
	expiresInDays: number;
	options: { resumeThisExecution?: boolean };
}

const LONGEST_LIFE_DAYS = 365;

function checkPageUrl(pageUrl: string): string {
	const url = URL.canParse(pageUrl) ? new URL(pageUrl) : undefined;
	if (url && /^https?:$/.test(url.protocol) && url.hash === '') return pageUrl;
	throw new InvalidInput(
		pageUrl === ''
			? 'Page URL is empty'
			: `Page URL must be a web address without a part behind #, not "${pageUrl}"`,
		'Copy the production URL of the Connect Page here.',
	);
}

/** @throws InvalidInput for the first parameter that cannot be meant */
export function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): InvitationParameters {
	const get = (name: string, fallback: unknown = '') =>
		context.getNodeParameter(name, itemIndex, fallback as string) as unknown;
	const instanceId = textOf('Instance ID', get('instanceId'));
	if (!/^\d*$/.test(instanceId)) {
		throw new InvalidInput(
			`Instance ID must be the ID of an instance, digits only, not "${instanceId}"`,
		);
	}
	const expiresInDays = Number(get('expiresInDays', 14));
	if (!(expiresInDays > 0 && expiresInDays <= LONGEST_LIFE_DAYS)) {
		throw new InvalidInput(
			`Expires In must be more than 0 and at most ${LONGEST_LIFE_DAYS} days, not ${expiresInDays}`,
		);
	}
	return {
		pageUrl: checkPageUrl(textOf('Page URL', get('pageUrl'))),
		customerId: readCustomerId(context, itemIndex),
		context: readJson('Context', get('context'), templateOf(context, itemIndex, 'context')),
		elements: splitList('Elements', get('elements')),
		instanceId,
		expiresInDays,
		options: get('options', {}) as IDataObject,
	};
}
