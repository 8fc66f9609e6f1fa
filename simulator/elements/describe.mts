import type { ElementDefinition } from './types.mts';

/** An element as the catalogue and an instance show it. Source: reference §2.1. */
export function describeElement(element: ElementDefinition): Record<string, unknown> {
	return {
		id: element.id,
		name: element.name,
		hookName: element.name.replace(/\W/g, ''),
		key: element.key,
		description: element.description,
		image: element.image,
		active: true,
		deleted: false,
		typeOauth: element.typeOauth,
		trialAccount: false,
		configDescription: element.configDescription,
		signupURL: element.signupURL,
		transformationsEnabled: true,
		bulkDownloadEnabled: true,
		bulkUploadEnabled: true,
		cloneable: true,
		extendable: true,
		beta: false,
		authentication: { type: element.authenticationType },
		extended: false,
		hub: element.hub,
		protocolType: 'http',
		parameters: [],
		private: false,
	};
}

/** An element's configuration list. Source: reference §2.1. */
export function describeConfiguration(element: ElementDefinition): Array<Record<string, unknown>> {
	return element.entries.map((entry, index) => ({
		id: element.id * 100 + index,
		name: entry.name,
		key: entry.key,
		description: entry.description,
		defaultValue: entry.defaultValue,
		resellerConfig: false,
		companyConfig: false,
		active: true,
		internal: entry.internal,
		groupControl: false,
		displayOrder: index + 1,
		type: entry.type,
		hideFromConsole: entry.hideFromConsole,
		required: entry.required,
	}));
}
