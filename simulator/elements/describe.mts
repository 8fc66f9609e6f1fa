import type { ElementDefinition } from './types.mts';

/** An element as the catalogue and an instance show it. Source: docs/platform-api.md, "Catalogue". */
export function describeElement(element: ElementDefinition): Record<string, unknown> {
	return {
		id: element.id,
		name: element.name,
		hookName: element.name.replace(/\W/g, ''),
		key: element.key,
		description: element.description,
		image: `elements/provider_${element.key}.png`,
		active: element.inactive !== true,
		deleted: element.deleted === true,
		typeOauth: element.typeOauth,
		trialAccount: false,
		configDescription: `An account is made at the sign-up page of ${element.name}`,
		signupURL: `https://signup.example/${element.key}`,
		transformationsEnabled: true,
		bulkDownloadEnabled: true,
		bulkUploadEnabled: true,
		cloneable: true,
		extendable: true,
		beta: false,
		authentication: { type: element.authenticationType },
		extended: element.extended === true,
		hub: element.hub,
		protocolType: 'http',
		parameters: [],
		private: element.privateTo !== undefined,
	};
}

/** An element's configuration list. Source: docs/platform-api.md, "Catalogue". */
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
