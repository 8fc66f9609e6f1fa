import type { IPollFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { toInstanceChoice } from '../shared/fields/instanceLocator';
import { utcOf } from '../shared/fields/instant';
import { checkParameters } from '../shared/fields/parameterCheck';
import { textOf } from '../shared/fields/wireText';
import { changeDatesOf } from '../shared/records/changes';
import { resourcePath } from '../shared/records/path';
import { properties } from './RecordChangesTriggerDescription';
import type { Scope } from './watched';

export interface Parameters {
	scope: Scope;
	object: string;
	/** From when new instances are read, as epoch milliseconds; absent: from when they are there. */
	startAt?: number;
	/** Empty: what the package knows of the element. */
	changedField: string;
}

function readScope(context: IPollFunctions): Scope {
	const scope = context.getNodeParameter('scope', 'all');
	if (scope === 'all') return { tag: '' };
	if (scope === 'tag') {
		const tag = textOf('Tag', context.getNodeParameter('tag', ''));
		if (tag !== '') return { tag };
		throw new InvalidInput('No tag was given', 'To watch all instances, choose All Instances.');
	}
	const instance = toInstanceChoice(
		context.getNodeParameter('instance', ''),
		context.getNodeParameter('customerElement', ''),
	);
	if (!('token' in instance)) return { instance };
	throw new InvalidInput(
		'The token of a trigger would be stored with the workflow',
		'Choose the instance from the list, by its ID or by its customer.',
	);
}

/** @throws InvalidInput for what cannot be meant */
export function readParameters(context: IPollFunctions): Parameters {
	checkParameters(context, properties);
	const object = textOf('Object', context.getNodeParameter('object', ''));
	if (object === '') throw new InvalidInput('No object was given', 'Enter one, such as customers.');
	resourcePath('Object', object);
	const startAt = utcOf('Start At', context.getNodeParameter('startAt', ''), context.getTimezone());
	const changedField = textOf(
		'Change Date Field',
		context.getNodeParameter('options.changedField', ''),
	);
	// Refused here, not for each instance.
	if (changedField !== '') changeDatesOf(undefined, changedField);
	return {
		scope: readScope(context),
		object,
		...(startAt !== undefined && { startAt: Date.parse(startAt) }),
		changedField,
	};
}
