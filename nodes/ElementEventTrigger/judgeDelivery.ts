import type { IWebhookFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import type { Account } from '../shared/api/account';
import { openReference, referenceIn } from '../shared/events/enrolment';
import type { Owner } from './owner';
import { ownInstanceId } from './ownInstance';
import { isOfEnrolled, readOwnVersion, readSubject, webhookIdOf } from './parameters';
import { SIGNATURE_HEADER, isSigned, signatureKey } from './signature';

/** Whose a delivery is, or why it is not taken, in words for n8n's log. */
type Judgement = { owner: Owner } | { refusal: string };

const signedWith = (context: IWebhookFunctions, key: string) =>
	isSigned(context.getHeaderData()[SIGNATURE_HEADER], key, context.getRequestObject().rawBody);

/** Behind a proxy n8n may see less of the path than the world does, never another end of it. */
const arrivedAt = (context: IWebhookFunctions, receiverUrl: string) =>
	new URL(receiverUrl).pathname.endsWith(
		String(context.getRequestObject().originalUrl.split('?')[0]),
	);

/** While instances are being moved to a new key, that before is taken too. */
function takesVersion(context: IWebhookFunctions, version: number): boolean {
	const own = readOwnVersion(context);
	return version === own || version === own - 1;
}

/** Checks reference and signature of a delivery to the receiver of many instances. */
function judgeEnrolled(context: IWebhookFunctions, account: Account): Judgement {
	const reference = referenceIn(context.getQueryData());
	if (reference === undefined) return { refusal: 'an event without a reference to its instance' };
	const opened = openReference(account, reference);
	if (!opened) {
		return {
			refusal:
				'an event whose reference to its instance was not made with the secrets of this account',
		};
	}
	const { enrolment, signatureKey: key } = opened;
	const { instanceId, receiverUrl, signatureVersion } = enrolment;
	if (!arrivedAt(context, receiverUrl)) {
		return { refusal: `an event of instance ${instanceId}, which is enrolled at ${receiverUrl},` };
	}
	if (!takesVersion(context, signatureVersion)) {
		return {
			refusal: `an event of instance ${instanceId}, which is enrolled with Event Signature Version ${signatureVersion},`,
		};
	}
	if (signedWith(context, key)) return { owner: { kind: 'enrolled', enrolment } };
	return { refusal: `an event without the signature of instance ${instanceId}` };
}

/** Whether a delivery was sent by the platform for this trigger, and whose it is. */
export async function judgeDelivery(context: IWebhookFunctions): Promise<Judgement> {
	const account = await getAccount(context);
	if (isOfEnrolled(context)) return judgeEnrolled(context, account);
	const key = signatureKey(account, readSubject(context), webhookIdOf(context));
	if (!signedWith(context, key)) {
		return { refusal: 'an event without the signature of this instance' };
	}
	return { owner: { kind: 'chosen', instanceId: await ownInstanceId(context) } };
}
