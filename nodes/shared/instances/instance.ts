import type { IDataObject } from 'n8n-workflow';

import { maskEntries } from '../mask';

/** An instance as the platform returns it. Only these three are always there (API reference, "Instances"). */
export interface Instance extends IDataObject {
	id: number;
	name: string;
	token: string;
}

/** Body of `POST /instances`. */
export interface InstanceBody {
	element: { key: string };
	providerData?: Record<string, string>;
	configuration: IDataObject;
	tags?: string[];
	name: string;
	externalAuthentication?: 'initial';
}

function isEntries(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The instance as a node outputs it: everything but the secrets in its configuration and provider data. */
export function toOutput(instance: Instance): IDataObject {
	const masked = { ...instance };
	for (const key of ['configuration', 'providerData']) {
		const entries = masked[key];
		if (isEntries(entries)) masked[key] = maskEntries(entries);
	}
	return masked;
}
