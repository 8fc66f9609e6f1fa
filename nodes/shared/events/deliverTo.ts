import type { IDataObject } from 'n8n-workflow';

import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { PlatformResponse } from '../api/platformRequest';
import { CallFailure } from '../errors/failure';
import { MASK } from '../errors/mask';
import { configurationOf } from '../instances/instance';
import type { Instance } from '../instances/instance';

export const ENABLED = 'event.notification.enabled';
export const NOTIFICATION_TYPE = 'event.notification.type';
export const CALLBACK_URL = 'event.notification.callback.url';
export const SIGNATURE_KEY = 'event.notification.signature.key';

/** Entries that are emptied when nothing is known to have been there; the others do no harm. */
const EMPTY: IDataObject = { [ENABLED]: 'false', [CALLBACK_URL]: '', [SIGNATURE_KEY]: '' };

/** What to tell whoever takes events away from a receiver whose key is masked. */
export const KEY_LOST =
	'the platform does not show the signature key of the receiver that had the events before. When they go back to it, set its key again';

/** Whether the platform shows asterisks in place of a value. */
export const isMasked = (value: unknown) => String(value).includes(MASK);

/** Texts are compared: the platform returns switches and numbers as text, and a secret perhaps masked. */
export const agrees = (current: unknown, wanted: unknown) =>
	String(current) === String(wanted) || current === MASK;

/**
 * Sets where and how an instance delivers its events.
 *
 * @param entries of its configuration, {@link CALLBACK_URL} among them
 * @returns the answer; its body is the instance, where the host gives it
 * @throws CallFailure when the platform refuses the entries, or takes them and forgets them
 */
export async function deliverTo(
	client: PlatformClient,
	instanceId: string | number,
	entries: IDataObject,
): Promise<PlatformResponse<Instance | undefined>> {
	const answer = await client.call<Instance | undefined>({
		method: 'PATCH',
		path: apiPath('instances', instanceId),
		body: { configuration: entries },
		expects: 'done',
		repeatable: true,
		secrets: [String(entries[SIGNATURE_KEY] ?? '')],
	});
	const { body, requestId } = answer;
	const url = body && configurationOf(body)[CALLBACK_URL];
	if (url === undefined || url === null || url === entries[CALLBACK_URL]) return answer;
	throw new CallFailure({
		code: 'answer_unexpected',
		message: 'The platform did not take the address of this webhook',
		advice: 'Check in the documentation of the element that it has events.',
		requestId,
	});
}

/**
 * The entries that put back what was there before: events are switched off where that is not known,
 * and a value that was masked is emptied, because nobody has it.
 */
export function entriesBefore(before: IDataObject | undefined): IDataObject {
	const known = Object.entries(before ?? {}).filter(
		([, value]) => value !== null && value !== '' && !isMasked(value),
	);
	return { ...EMPTY, ...Object.fromEntries(known) };
}
