import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { loader, nodeOf, workflowOf } from '../../support/engine/host.mts';
import { locator } from '../../support/locators.mts';

/** What the canvas shows under a node, worked out as the editor does it: without any item. */
async function subtitleOf(type: string, parameters: object): Promise<unknown> {
	const node = nodeOf(type, parameters as INodeParameters, {});
	const { expression } = workflowOf([node]);
	const { subtitle } = (loader.getNode(type).type as INodeType).description;
	await expression.acquireIsolate();
	try {
		return expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	} finally {
		await expression.releaseIsolate();
	}
}

const chosen = (value: string, mode = 'list') => locator(mode, value);
const fromItem = '={{ $json.x.y }}';

describe('The subtitle of', () => {
	it.each<[string, IDataObject, string]>([
		['getOAuthUrl', {}, 'for a customer'],
		['getOAuthUrl', { customerId: 'cus_42' }, 'for cus_42'],
		['getOAuthUrl', { customerId: fromItem }, "for the item's customer"],
		['inviteCustomer', { customerId: fromItem }, "for the item's customer"],
		['waitForCustomer', {}, 'at most 24 hours'],
		['waitForCustomer', { timeoutMinutes: 60 }, 'at most 60 minutes'],
		['oAuthCallbackTrigger', {}, '/webhook/…'],
		['oAuthCallbackTrigger', { path: 'cb' }, '/webhook/cb'],
		['createInstance', {}, 'from a callback'],
		['createInstance', { source: 'configuration' }, 'from configuration'],
		['createInstance', { source: 'tokens' }, 'from tokens'],
		['quickProvisionQbo', {}, 'from tokens'],
		['quickProvisionQbo', { realmId: '9130' }, 'company 9130'],
		['quickProvisionQbo', { realmId: fromItem }, "the item's company"],
		['manageInstance', {}, 'get many'],
		['manageInstance', { operation: 'ensure' }, 'create or re-provision'],
		['manageInstance', { operation: 'delete' }, 'delete'],
		['manageInstance', { resource: 'activity', operation: 'getUsageLog' }, 'get usage log'],
		['elementRequest', {}, 'get many'],
		['elementRequest', { object: chosen('customers') }, 'get many: customers'],
		['elementRequest', { object: chosen(fromItem, 'name') }, 'get many: {{ $json.x.y }}'],
		[
			'elementRequest',
			{ operation: 'upsert', object: chosen('customers', 'name') },
			'create or update: customers',
		],
		['elementRequest', { resource: 'customCall', operation: 'call', path: '/ping' }, 'GET /ping'],
		['elementEventTrigger', {}, 'all events'],
		['elementEventTrigger', { objects: 'customers' }, 'customers'],
		[
			'elementEventTrigger',
			{ objects: 'customers', eventTypes: ['CREATED', 'UPDATED'] },
			'customers: created, updated',
		],
		['connectionHealthTrigger', {}, 'all instances'],
		['connectionHealthTrigger', { scope: 'tag', tag: 'gold' }, 'tag gold'],
		['recordChangesTrigger', {}, 'all instances'],
		['recordChangesTrigger', { object: 'customers', scope: 'tag' }, 'customers: by tag'],
		['recordChangesTrigger', { object: 'bills', scope: 'instance' }, 'bills: one instance'],
		['quickBooksCustomApi', {}, 'query'],
		['quickBooksCustomApi', { statement: 'SELECT * FROM Item' }, 'query: Item'],
		['quickBooksCustomApi', { operation: 'get', recordType: 'Customer' }, 'get: Customer'],
		['quickBooksCustomApi', { resource: 'company', operation: 'get' }, 'get: company'],
		[
			'quickBooksCustomApi',
			{ resource: 'customRequest', operation: 'send', path: fromItem },
			'GET {{ $json.x.y }}',
		],
	])('%s with %j is "%s"', async (type, parameters, expected) => {
		expect(await subtitleOf(type, parameters)).toBe(expected);
	});

	it.each(Object.keys(loader.known.nodes).map((type) => [type] as const))(
		'%s fits below the node while nothing is filled in',
		async (type) => {
			expect(String(await subtitleOf(type, {})).length).toBeLessThanOrEqual(25);
		},
	);

	it.each(Object.keys(loader.known.nodes).map((type) => [type] as const))(
		'%s can be worked out as soon as the node is there',
		async (type) => {
			expect(await subtitleOf(type, {})).toMatch(/^(?!.*(undefined|null|\[object)).+$/);
		},
	);
});
