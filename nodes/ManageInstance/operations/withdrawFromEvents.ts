import type { PlatformClient } from '../../shared/api/platformClient';
import { MASK } from '../../shared/errors/mask';
import {
	CALLBACK_URL,
	ENABLED,
	SIGNATURE_KEY,
	deliverTo,
	entriesBefore,
} from '../../shared/events/deliverTo';
import { enrolmentOf } from '../../shared/events/enrol';
import { partsOf } from '../../shared/events/enrolment';
import { eventReceiverUrlField, readReceiverUrl } from '../../shared/events/receiver';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { customerIdIn } from '../../shared/instances/customer';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { configurationOf, elementKeyOf, tagsOf } from '../../shared/instances/instance';
import type { Instance } from '../../shared/instances/instance';
import type { ManageOperation } from '../call';

/** What became of the events of an instance, and what the user should know about it. */
interface Withdrawn {
	events: 'restored' | 'switchedOff' | 'unchanged';
	hint?: string;
	requestId?: string;
}

const NOT_OPENED =
	'was enrolled with other secrets of the account, so nobody knows where its events went before. They were switched off.';

const UNSIGNED =
	'delivers again where it did, but without a signature: the platform did not show the key when it was enrolled. Set that key again.';

async function withdraw(
	client: PlatformClient,
	instance: Instance,
	receiverUrl: string,
): Promise<Withdrawn> {
	const parts = partsOf(configurationOf(instance)[CALLBACK_URL]);
	const isMeant = parts && [parts.receiverUrl, ''].includes(receiverUrl);
	if (!isMeant) return { events: 'unchanged' };
	const { enrolment } = enrolmentOf(client, instance) ?? {};
	const before = enrolment?.instanceId === String(instance.id) ? enrolment.before : undefined;
	const entries = entriesBefore(before);
	const { requestId } = await deliverTo(client, instance.id, entries);
	const delivers = entries[CALLBACK_URL] !== '' && entries[ENABLED] === 'true';
	const known = [
		!enrolment && NOT_OPENED,
		delivers && before?.[SIGNATURE_KEY] === MASK && UNSIGNED,
	].find((words) => typeof words === 'string');
	return {
		events: delivers ? 'restored' : 'switchedOff',
		hint: known ? `Instance ${instance.id} ${known}` : undefined,
		requestId,
	};
}

/** Gives the events of one instance back to where they went before it was enrolled. */
export const withdrawFromEvents: ManageOperation = {
	fields: [
		...instanceFields,
		{
			...eventReceiverUrlField,
			description: 'Receiver to withdraw it from',
			hint: 'Empty: whichever it is enrolled in',
		},
	],
	async execute({ client, parameters, run }) {
		const receiverUrl = readReceiverUrl(parameters.get('eventReceiverUrl'));
		const id = await resolveId(client, await parameters.address());
		return await run.mutex.runExclusive(id, async () => {
			const { body: instance } = await getInstance(client, { id });
			const { events, hint, requestId } = await withdraw(client, instance, receiverUrl);
			return {
				json: {
					id: instance.id,
					element: elementKeyOf(instance) ?? null,
					customerId: customerIdIn(tagsOf(instance)),
					events,
				},
				hint,
				trace: { instanceId: id, requestId },
			};
		});
	},
};
