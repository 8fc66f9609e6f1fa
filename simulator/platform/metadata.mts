import type { ElementDefinition } from '../elements/types.mts';
import { resourcesOf } from './resources/definitions.mts';
import type { ResourceDefinition } from './resources/resource.mts';

/** How an element notices changes; those that are not named do not. Source: docs/platform-api.md, "Resources of each element". */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
	freshbooks: ['webhook'],
	freshbooksv2: ['webhook'],
	quickbooks: ['polling', 'webhook'],
	sageone: ['polling'],
	sfdc: ['polling', 'webhook'],
	xero: ['polling'],
};

const OPERATIONS = { C: 'create', R: 'retrieve', U: 'update', D: 'delete', S: 'search' };

function describeResource({ name, verbs }: ResourceDefinition, methods: readonly string[]) {
	const can = Object.entries(OPERATIONS).filter(([verb]) => verbs.includes(verb));
	return {
		canonicalName: name,
		operations: can.map(([, operation]) => operation),
		events: {
			supported: methods.length > 0,
			methods,
			eventTypes: methods.length > 0 ? ['CREATED', 'UPDATED', 'DELETED'] : [],
		},
		bulk: {
			upload: { supported: verbs.includes('C'), native: false },
			download: { supported: verbs.includes('S'), native: false },
		},
		customField: { get: false, create: false, update: false, delete: false },
	};
}

/** What an element can do; `expand` adds its resources with their verbs and events. Source: docs/platform-api.md, "Catalogue", "Objects and metadata". */
export function describeMetadata(
	element: ElementDefinition,
	expand: boolean,
): Record<string, unknown> {
	const { id, key, name, description, hub } = element;
	const methods = EVENTS[key] ?? [];
	const bulk = key !== 'xero';
	return {
		id,
		key,
		name,
		description,
		image: `elements/provider_${key}.png`,
		displayOrder: id,
		active: element.inactive !== true,
		beta: false,
		transformations: true,
		elementType: 'REST',
		normalizedPaging: true,
		swaggerValidated: true,
		cloneable: true,
		authenticationType: element.authenticationType,
		events: { supported: methods.length > 0, methods },
		...(expand
			? {
					hub,
					api: { type: 'rest', contentType: 'json' },
					usage: true,
					bulk: { upload: bulk, download: bulk },
					discovery: {
						customFields: false,
						customObjects: false,
						endpointCustomFields: false,
						endpointCustomObjects: false,
					},
					resources: resourcesOf(element).map((resource) => describeResource(resource, methods)),
				}
			: {}),
	};
}
