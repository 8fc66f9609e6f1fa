import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { CompactReader, CompactWriter } from '../sealing/compactText';
import { openBytes, sealText } from '../sealing/jwe';
import { deriveKey } from '../sealing/keys';
import type { KeyAccount } from '../sealing/keys';
import { CALLBACK_URL, ENABLED, NOTIFICATION_TYPE, SIGNATURE_KEY } from './deliverTo';

/** Parameter of an enrolled instance's own callback URL that holds its sealed reference. */
const PARAMETER = 'enrolment';

/** First byte of a reference. */
const FORMAT = 1;

/** What servers and proxies take in a URL ends not far above it. */
const LONGEST_REFERENCE = 4000;

/** The entries that a reference keeps, in the order of format 1. */
export const KEPT = [ENABLED, NOTIFICATION_TYPE, CALLBACK_URL, SIGNATURE_KEY] as const;

/** What a reference says, and nobody but the account can have written. */
export interface Enrolment {
	/** The receiver's URL, without the reference. */
	receiverUrl: string;
	/** Which of the receiver's signature keys the instance has. */
	signatureVersion: number;
	instanceId: string;
	/** Key of its element; empty where the platform does not tell. */
	element: string;
	/** Empty where the instance is nobody's. */
	customerId: string;
	/** The customer's company, where the configuration shows it; else empty. */
	companyId: string;
	/** The entries of {@link KEPT} that were set before; absent where they are not known. */
	before?: IDataObject;
}

/** Address and key with which an instance's events arrive as its own. */
export interface EnrolledDelivery {
	callbackUrl: string;
	signatureKey: string;
}

const referenceKey = (account: KeyAccount) =>
	deriveKey(account, 'event reference', `v${FORMAT}`, account.baseUrl);

function encode(enrolment: Enrolment): Buffer {
	const { receiverUrl, signatureVersion, instanceId, element, customerId, companyId, before } =
		enrolment;
	const writer = new CompactWriter();
	writer.number(FORMAT);
	writer.number(signatureVersion);
	for (const text of [receiverUrl, instanceId, element, customerId, companyId]) writer.text(text);
	writer.number(before ? 1 : 0);
	for (const key of before ? KEPT : []) writer.text(String(before?.[key] ?? ''));
	return writer.toBuffer();
}

function readKept(reader: CompactReader): IDataObject {
	const entries = KEPT.map((key) => [key, reader.text()] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function decode(record: Buffer): Enrolment | undefined {
	try {
		const reader = new CompactReader(record);
		if (reader.number() !== FORMAT) return undefined;
		const signatureVersion = reader.number();
		const [receiverUrl = '', instanceId = '', element = '', customerId = '', companyId = ''] =
			Array.from({ length: 5 }, () => reader.text());
		const before = reader.number() === 1 && readKept(reader);
		if (!reader.atEnd) return undefined;
		return {
			receiverUrl,
			signatureVersion,
			instanceId,
			element,
			customerId,
			companyId,
			...(before && { before }),
		};
	} catch {
		return undefined;
	}
}

/**
 * The instance's own address at its receiver, and the key for it. The key is derived from both, so
 * whoever learns one instance's key can sign nothing for another instance.
 */
function deliveryOf(
	account: KeyAccount,
	{ receiverUrl, signatureVersion }: Enrolment,
	reference: string,
): EnrolledDelivery {
	const url = new URL(receiverUrl);
	url.searchParams.set(PARAMETER, reference);
	const key = deriveKey(account, 'event signature', `v${signatureVersion}`, url.href);
	return { callbackUrl: url.href, signatureKey: key.toString('base64url') };
}

/**
 * Seals an enrolment anew: another reference each time, so another address and key too.
 *
 * @throws InvalidInput when there is too much to be carried in a URL
 */
export function sealEnrolment(account: KeyAccount, enrolment: Enrolment): EnrolledDelivery {
	const reference = sealText(encode(enrolment), referenceKey(account));
	if (reference.length > LONGEST_REFERENCE) {
		throw new InvalidInput(
			`Instance ${enrolment.instanceId} delivers its events to an address that is too long to be remembered`,
			'Empty event.notification.callback.url of its configuration first, by Update.',
		);
	}
	return deliveryOf(account, enrolment, reference);
}

/** What a reference says and how its deliveries are signed, or nothing where this account did not seal it. */
export function openReference(
	account: KeyAccount,
	reference: string,
): (EnrolledDelivery & { enrolment: Enrolment }) | undefined {
	if (reference.length > LONGEST_REFERENCE) return undefined;
	const opened = openBytes(reference, referenceKey(account));
	const enrolment = 'content' in opened ? decode(opened.content) : undefined;
	return enrolment && { enrolment, ...deliveryOf(account, enrolment, reference) };
}

/** The one reference in a URL's query as a server reads it. */
export function referenceIn(query: unknown): string | undefined {
	const reference = (query as IDataObject | undefined)?.[PARAMETER];
	return typeof reference === 'string' ? reference : undefined;
}

/** The receiver and the reference in an instance's callback URL; nothing where it holds none. */
export function partsOf(
	callbackUrl: unknown,
): { receiverUrl: string; reference: string } | undefined {
	if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl)) return undefined;
	const url = new URL(callbackUrl);
	const reference = url.searchParams.get(PARAMETER);
	url.searchParams.delete(PARAMETER);
	return reference ? { receiverUrl: url.href, reference } : undefined;
}
