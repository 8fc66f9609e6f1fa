import { jsonParse } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { openText, sealText } from '../shared/sealing/jwe';

/** A context that gives out what n8n keeps with the workflow. */
export interface MemoryContext {
	getNode(): { id: string };
	getWorkflowStaticData(type: 'global'): IDataObject;
}

/** An instance's registration, and its configuration before. */
export interface Remembered {
	/** Webhook that it was registered for. */
	url: string;
	/** Of whom; absent where an earlier version of the package registered it. */
	instanceId?: string;
	/** Sealed, because a signature key is among it; absent where it was not known. */
	before?: string;
}

/** What an editor test and the published workflow have registered; they have different webhooks. */
export type Registrations = { [mode in 'test' | 'production']?: Remembered };

/** n8n may have moved since, and takes webhooks down under its new address; the path stays. */
const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url);

/** Which of the two was registered for a webhook, if any. */
export function modeOf(registrations: Registrations, url: string): keyof Registrations | undefined {
	const modes = ['test', 'production'] as const;
	return modes.find((one) => pathOf(registrations[one]?.url ?? '') === pathOf(url));
}

// Data "of the node" is kept by its name and lost with it, so what must survive a rename goes by its id.
const keyOf = (context: MemoryContext) => `cloudElementsEvents:${context.getNode().id}`;

export function readRegistrations(context: MemoryContext): Registrations {
	return { ...(context.getWorkflowStaticData('global')[keyOf(context)] as Registrations) };
}

/** The instance that was registered for a webhook, where that is known. */
export function registeredInstanceId(context: MemoryContext, url: string): string | undefined {
	const registrations = readRegistrations(context);
	const mode = modeOf(registrations, url);
	return mode && registrations[mode]?.instanceId;
}

/** Registrations to be remembered; without any, nothing is left behind. */
export function writeRegistrations(context: MemoryContext, registrations: Registrations): void {
	const data = context.getWorkflowStaticData('global');
	const kept = Object.entries(registrations).filter(([, remembered]) => remembered);
	if (kept.length > 0) data[keyOf(context)] = Object.fromEntries(kept) as IDataObject;
	else delete data[keyOf(context)];
}

export function sealEntries(entries: IDataObject, key: Buffer): string {
	return sealText(JSON.stringify(entries), key);
}

/** The entries, or nothing when they are not known or a secret of the account has changed since. */
export function openEntries(sealed: string | undefined, key: Buffer): IDataObject | undefined {
	const opened = sealed === undefined ? undefined : openText(sealed, key);
	if (!opened || 'problem' in opened) return undefined;
	return jsonParse<IDataObject>(opened.text);
}
