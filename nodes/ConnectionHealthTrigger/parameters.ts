import type { IPollFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { checkParameters } from '../shared/fields/parameterCheck';
import { textOf } from '../shared/fields/wireText';
import type { Scope } from '../shared/polling/readInstances';
import { CALLS_PER_POLL, properties } from './ConnectionHealthTriggerDescription';

/** @throws InvalidInput for an empty tag, which must not be read as all */
function readTag(context: IPollFunctions): string {
	if (context.getNodeParameter('scope', 'all') === 'all') return '';
	const tag = textOf('Tag', context.getNodeParameter('tag', ''));
	if (tag !== '') return tag;
	throw new InvalidInput('Tag is empty', 'Enter the tag, or set Scope to All Instances.');
}

/** @throws InvalidInput when a parameter cannot be used */
export function readScope(context: IPollFunctions): Scope {
	checkParameters(context, properties);
	const element = context.getNodeParameter('options.element', '', { extractValue: true });
	return { tag: readTag(context), elementKey: textOf('Element', element) };
}

/** @throws InvalidInput for what is no number of calls */
export function readCallsPerPoll(context: IPollFunctions): number {
	const calls = textOf(
		'Calls per Poll',
		context.getNodeParameter('options.callsPerPoll', CALLS_PER_POLL),
	);
	if (/^[1-9]\d{0,4}$/.test(calls)) return Number(calls);
	throw new InvalidInput(
		`Calls per Poll must be a whole number from 1 on, not "${calls}"`,
		`Without the option it is ${CALLS_PER_POLL}.`,
	);
}
