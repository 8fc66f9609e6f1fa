import type { IDataObject } from 'n8n-workflow';

import { REAUTHORIZE } from '../shared/health/health';
import { customerIdIn } from '../shared/instances/customer';
import { elementKeyOf, tagsOf } from '../shared/instances/instance';
import type { Change } from './settle';

/** A change as the trigger outputs it. */
export function itemOf({ event, instance, ...words }: Change): IDataObject {
	const tags = tagsOf(instance);
	return {
		event,
		instanceId: String(instance.id),
		name: instance.name,
		tags,
		customerId: customerIdIn(tags),
		element: elementKeyOf(instance) ?? null,
		...words,
	};
}

/** A change of nobody, for the editor: of a real customer it would have the workflow write to them. */
export function sampleItem(): IDataObject {
	return itemOf({
		event: 'died',
		instance: {
			id: 42,
			name: 'Sample Ltd. QuickBooks',
			token: '',
			element: { key: 'quickbooks' },
			tags: ['customer:sample'],
		},
		reason: 'The provider no longer accepts the connection: invalid_grant',
		nextStep: REAUTHORIZE.nextStep,
		expiresAt: null,
	});
}
