import type { IDataObject } from 'n8n-workflow';

import type { PlatformClient } from '../api/platformClient';
import { findElement } from '../elements';
import { MASK } from '../errors/mask';
import { configurationOf, elementKeyOf } from '../instances/instance';
import type { Instance } from '../instances/instance';
import {
	CALLBACK_URL,
	ENABLED,
	KEY_LOST,
	NOTIFICATION_TYPE,
	SIGNATURE_KEY,
	agrees,
	deliverTo,
	isMasked,
} from './deliverTo';
import { KEPT, openReference, partsOf, sealEnrolment } from './enrolment';
import type { Enrolment } from './enrolment';
import type { EventReceiver } from './receiver';

/** What became of an instance that was to be enrolled. */
export interface Enrolled {
	events: 'enrolled' | 'unchanged';
	/** The instance as it is now, as far as the platform answered with it. */
	instance: Instance;
	requestId?: string;
	/** What the user should know although it went well. */
	hint?: string;
}

/** How the instance is enrolled now, by whichever receiver; nothing where it is not, or with other secrets. */
export function enrolmentOf(client: PlatformClient, instance: Instance) {
	const parts = partsOf(configurationOf(instance)[CALLBACK_URL]);
	return parts && openReference(client.account, parts.reference);
}

/**
 * What comes back when the instance is withdrawn: what was there before it was first enrolled. Of an
 * enrolment that belongs to another instance, or that nobody can open, it is not known.
 */
function rememberBefore(instance: Instance, current: Enrolment | undefined) {
	if (current) return current.instanceId === String(instance.id) ? current.before : undefined;
	const configuration = configurationOf(instance);
	if (partsOf(configuration[CALLBACK_URL])) return undefined;
	const entries = KEPT.map((key) => [key, configuration[key]] as const)
		.filter(([, value]) => value !== undefined && value !== null && value !== '')
		.map(([key, value]) => [key, isMasked(value) ? MASK : String(value)]);
	return Object.fromEntries(entries) as IDataObject;
}

function companyIdOf(instance: Instance): string {
	const entry = findElement(elementKeyOf(instance) ?? '')?.company?.configuration;
	const company = entry && configurationOf(instance)[entry];
	return company && !isMasked(company) ? String(company) : '';
}

/** Whether an enrolment says all that is wanted; what was there before is kept anyway. */
const says = (current: Enrolment, wanted: Enrolment) =>
	(Object.keys(wanted) as Array<keyof Enrolment>).every((key) => current[key] === wanted[key]);

/**
 * Points the events of an instance at a receiver that takes those of many. Nothing is sent where they
 * go there already, as this customer's and with this version of the key.
 *
 * @param customerId whose the instance is, or null
 * @throws CallFailure when the platform does not let it
 */
export async function enrol(
	client: PlatformClient,
	instance: Instance,
	customerId: string | null,
	{ url, signatureVersion, warning }: EventReceiver,
): Promise<Enrolled> {
	const configuration = configurationOf(instance);
	const current = enrolmentOf(client, instance);
	const wanted: Enrolment = {
		receiverUrl: url,
		signatureVersion,
		instanceId: String(instance.id),
		element: elementKeyOf(instance) ?? '',
		customerId: customerId ?? '',
		companyId: companyIdOf(instance),
	};
	if (
		current &&
		says(current.enrolment, wanted) &&
		agrees(configuration[ENABLED], true) &&
		agrees(configuration[SIGNATURE_KEY], current.signatureKey)
	) {
		return { events: 'unchanged', instance, hint: warning };
	}
	const before = rememberBefore(instance, current?.enrolment);
	const { callbackUrl, signatureKey } = sealEnrolment(client.account, { ...wanted, before });
	const { body, requestId } = await deliverTo(client, instance.id, {
		[ENABLED]: 'true',
		[NOTIFICATION_TYPE]: 'webhook',
		[CALLBACK_URL]: callbackUrl,
		[SIGNATURE_KEY]: signatureKey,
	});
	const lost =
		!current && before?.[CALLBACK_URL] && before[SIGNATURE_KEY] === MASK
			? `Instance ${instance.id}: ${KEY_LOST}.`
			: undefined;
	return {
		events: 'enrolled',
		instance: { ...instance, ...(body?.id === instance.id && body) },
		requestId,
		hint: [lost, warning].filter(Boolean).join(' ') || undefined,
	};
}
