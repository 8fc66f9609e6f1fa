import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Account } from '../api/account';
import { InvalidInput } from '../errors/failure';
import { textOf } from '../fields/wireText';
import { checkAddress } from './address';
import { partsOf } from './enrolment';

/** Where enrolled instances shall deliver their events. */
export interface EventReceiver {
	url: string;
	signatureVersion: number;
	/** What to warn of about the URL. */
	warning?: string;
}

/** URL of the trigger that receives the events of enrolled instances. */
export const eventReceiverUrlField: INodeProperties = {
	displayName: 'Event Receiver URL',
	name: 'eventReceiverUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/…/events',
	description: 'Production URL of the Element Event Trigger that receives enrolled instances',
};

/** Which signature key is meant, at the trigger and where instances are enrolled. */
export const eventSignatureVersionField: INodeProperties = {
	displayName: 'Event Signature Version',
	name: 'eventSignatureVersion',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Version of the keys that sign the events of enrolled instances',
};

/** @throws InvalidInput for what is no whole number from 1 on */
export function readSignatureVersion({ eventSignatureVersion = 1 }: IDataObject): number {
	const version = Number(eventSignatureVersion);
	if (Number.isSafeInteger(version) && version >= 1) return version;
	throw new InvalidInput('Event Signature Version must be a whole number, at least 1');
}

/**
 * A receiver's URL in one spelling; empty where none is given.
 *
 * @throws InvalidInput for what is no address of a receiver
 */
export function readReceiverUrl(value: unknown): string {
	const text = textOf('Event Receiver URL', value);
	if (text === '') return '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new InvalidInput('Event Receiver URL must be a web address that begins with https://');
	}
	if (url.username || url.password || url.hash || partsOf(text)) {
		throw new InvalidInput(
			'Event Receiver URL holds more than the address of a receiver',
			"Copy the production URL of the Element Event Trigger. An instance's own callback URL is none.",
		);
	}
	// As a reference is added to it, and taken off again.
	url.search = url.searchParams.toString();
	return url.href;
}

/**
 * Where an item wants an instance to deliver its events; nothing where it does not say.
 *
 * @throws InvalidInput for an address at which the platform can never deliver, or a version that is none
 */
export function readReceiver(
	account: Account,
	value: unknown,
	options: IDataObject,
): EventReceiver | undefined {
	const url = readReceiverUrl(value);
	if (url === '') return undefined;
	const warning = checkAddress(url, account.credential.environment === 'custom');
	return { url, signatureVersion: readSignatureVersion(options), warning };
}
