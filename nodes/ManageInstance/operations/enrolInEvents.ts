import { InvalidInput } from '../../shared/errors/failure';
import { enrol } from '../../shared/events/enrol';
import { eventReceiverUrlField, readReceiver } from '../../shared/events/receiver';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { customerIdIn } from '../../shared/instances/customer';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { elementKeyOf, tagsOf } from '../../shared/instances/instance';
import type { ManageOperation } from '../call';

/** Has one instance deliver its events to the receiver of many. */
export const enrolInEvents: ManageOperation = {
	fields: [...instanceFields, { ...eventReceiverUrlField, required: true }],
	async execute({ client, parameters, run }) {
		const given = parameters.get('eventReceiverUrl');
		const receiver = readReceiver(client.account, given, parameters.options());
		if (!receiver) {
			throw new InvalidInput(
				'Event Receiver URL is empty',
				'Copy the production URL of the Element Event Trigger whose Instances is Enrolled.',
			);
		}
		const id = await resolveId(client, await parameters.address());
		// What a second item about the instance finds is what the first one has made.
		return await run.mutex.runExclusive(id, async () => {
			const { body: instance } = await getInstance(client, { id });
			const customerId = customerIdIn(tagsOf(instance));
			const { events, hint, requestId } = await enrol(client, instance, customerId, receiver);
			return {
				json: {
					id: instance.id,
					element: elementKeyOf(instance) ?? null,
					customerId,
					events,
					eventReceiverUrl: receiver.url,
					eventSignatureVersion: receiver.signatureVersion,
				},
				hint,
				trace: { instanceId: id, requestId },
			};
		});
	},
};
