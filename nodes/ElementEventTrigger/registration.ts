import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../shared/errors/failure';
import type { PlatformClient } from '../shared/api/platformClient';
import {
	CALLBACK_URL,
	KEY_LOST,
	SIGNATURE_KEY,
	agrees,
	deliverTo,
	entriesBefore,
	isMasked,
} from '../shared/events/deliverTo';
import { getInstance } from '../shared/instances/findInstance';
import { configurationOf } from '../shared/instances/instance';
import { modeOf, openEntries, readRegistrations, sealEntries, writeRegistrations } from './memory';
import type { MemoryContext, Registrations, Remembered } from './memory';

/** The trigger's webhook, and the instance that delivers there. */
export interface Registered {
	client: PlatformClient;
	instanceId: string;
	url: string;
	/** Seals what is remembered. */
	sealingKey: Buffer;
}

/** The trigger's webhook, and the instance whose events it wants. */
export interface Registration extends Registered {
	/** Configuration under which the platform delivers there, from `commonConfiguration`. */
	entries: IDataObject;
}

const isGone = (outcome: unknown): outcome is CallFailure =>
	outcome instanceof CallFailure && outcome.details.statusCode === 404;

/** @throws CallFailure when the platform does not give it; without an instance it names the one asked for */
async function readConfiguration({ client, instanceId }: Registered): Promise<IDataObject> {
	const outcome = await getInstance(client, { id: instanceId }).catch(
		(error: unknown) => error as Error,
	);
	if (!(outcome instanceof Error)) return configurationOf(outcome.body);
	if (!isGone(outcome)) throw outcome;
	throw new CallFailure({
		...outcome.details,
		code: 'not_found',
		message: `There is no instance ${instanceId} in this account`,
		advice: 'Choose another one, or check the environment of the Cloud Elements credential.',
	});
}

/** Newer elements name their objects in another entry, and in another way (docs/platform-api.md, "Common configuration"). */
function adapt(entries: IDataObject, current: IDataObject): IDataObject {
	const { 'event.poller.urls': urls, ...others } = entries;
	if (urls === undefined || 'event.poller.urls' in current || !('event.objects' in current)) {
		return entries;
	}
	return { ...others, 'event.objects': String(urls).replaceAll('|', ',') };
}

/** Whether the platform delivers to this webhook already, with this key and these settings. */
export async function isRegistered(registration: Registration): Promise<boolean> {
	const current = await readConfiguration(registration);
	const wanted = adapt(registration.entries, current);
	return Object.entries(wanted).every(([key, value]) => agrees(current[key], value));
}

/** Whether what is there was set by this trigger: at this address, with its key, or before n8n moved. */
function isOwn(
	{ url, entries }: Pick<Registration, 'url' | 'entries'>,
	current: IDataObject,
	registrations: Registrations,
	mode: keyof Registrations,
): boolean {
	const byKey = mode === 'production' && current[SIGNATURE_KEY] === entries[SIGNATURE_KEY];
	return byKey || [url, registrations[mode]?.url].includes(current[CALLBACK_URL] as string);
}

/**
 * What to remember about the configuration that is about to be replaced. When it is this trigger's
 * own (n8n has moved, or was stopped without ceremony), it is what was remembered then.
 */
function rememberBefore(
	{ url, entries, sealingKey }: Registration,
	current: IDataObject,
	registrations: Registrations,
	mode: keyof Registrations,
): string | undefined {
	if (!isOwn({ url, entries }, current, registrations, mode)) {
		const before = Object.keys(entries).map((key) => [key, current[key] ?? null]);
		return sealEntries(Object.fromEntries(before) as IDataObject, sealingKey);
	}
	const { test, production } = registrations;
	return [production, test].find((one) => one?.url === current[CALLBACK_URL])?.before;
}

/**
 * Points the instance's events at the webhook.
 *
 * @returns what cannot be put back afterwards, if anything
 * @throws CallFailure when the platform does not let it
 */
export async function register(
	registration: Registration,
	memory: MemoryContext,
	mode: keyof Registrations,
): Promise<string | undefined> {
	const current = await readConfiguration(registration);
	const entries = adapt(registration.entries, current);
	const registrations = readRegistrations(memory);
	const before = rememberBefore({ ...registration, entries }, current, registrations, mode);
	const { client, url, instanceId } = registration;
	await deliverTo(client, instanceId, entries);
	const remembered = { url, instanceId, ...(before && { before }) };
	writeRegistrations(memory, { ...registrations, [mode]: remembered });
	const own = isOwn({ ...registration, entries }, current, registrations, mode);
	return own || !isMasked(current[SIGNATURE_KEY]) ? undefined : KEY_LOST;
}

/** Puts back what was there before, or returns why it was not to be done. */
async function restore(
	registration: Registered,
	remembered: Remembered | undefined,
): Promise<string | undefined> {
	const current = await readConfiguration(registration);
	if (![registration.url, remembered?.url].includes(current[CALLBACK_URL] as string)) {
		return 'the events of the instance go elsewhere by now, so its configuration was left alone';
	}
	const before = openEntries(remembered?.before, registration.sealingKey);
	await deliverTo(registration.client, registration.instanceId, entriesBefore(before));
	return undefined;
}

/**
 * Puts back what was there before, if the events still go to this webhook.
 *
 * @returns what to tell about it when nothing was put back
 * @throws CallFailure when the platform does not let it; not when the instance is gone
 */
export async function unregister(
	registration: Registered,
	memory: MemoryContext,
): Promise<string | undefined> {
	const registrations = readRegistrations(memory);
	const mode = modeOf(registrations, registration.url);
	const remembered = mode && registrations[mode];
	const outcome = await restore(registration, remembered).catch((error: unknown) => error as Error);
	if (outcome instanceof Error && !isGone(outcome)) throw outcome;
	if (mode) writeRegistrations(memory, { ...registrations, [mode]: undefined });
	return outcome instanceof Error ? 'the instance does not exist any more' : outcome;
}
