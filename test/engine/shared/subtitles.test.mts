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
		['getOAuthUrl', {}, 'callback URL of the app'],
		['getOAuthUrl', { callbackUrl: 'https://a.example/cb' }, 'https://a.example/cb'],
		['getOAuthUrl', { callbackUrl: fromItem }, '{{ $json.x.y }}'],
		['oAuthCallbackTrigger', {}, '/webhook/…'],
		['oAuthCallbackTrigger', { path: 'cb' }, '/webhook/cb'],
		['createInstance', {}, 'named by element and company'],
		['createInstance', { source: 'configuration' }, 'named by element'],
		['createInstance', { name: fromItem }, '{{ $json.x.y }}'],
		['quickProvisionQbo', {}, 'company …'],
		['quickProvisionQbo', { realmId: '9130' }, 'company 9130'],
		['quickProvisionQbo', { realmId: fromItem }, 'company {{ $json.x.y }}'],
		['manageInstance', {}, 'get many'],
		['manageInstance', { operation: 'ensure' }, 'create or re-provision'],
		['manageInstance', { operation: 'delete' }, 'delete'],
		['manageInstance', { resource: 'activity', operation: 'getUsageLog' }, 'get usage log'],
		['elementRequest', {}, 'get many: …'],
		['elementRequest', { object: chosen('customers') }, 'get many: customers'],
		['elementRequest', { object: chosen(fromItem, 'name') }, 'get many: {{ $json.x.y }}'],
		[
			'elementRequest',
			{ operation: 'upsert', object: chosen('customers', 'name') },
			'create or update: customers',
		],
		['elementRequest', { resource: 'customCall', operation: 'call', path: '/ping' }, 'call: /ping'],
		['elementEventTrigger', {}, 'all objects: all events'],
		[
			'elementEventTrigger',
			{ objects: 'customers', eventTypes: ['CREATED', 'UPDATED'] },
			'customers: created, updated',
		],
		['connectionHealthTrigger', {}, 'all instances'],
		['connectionHealthTrigger', { scope: 'tag', tag: 'gold' }, 'gold'],
		['recordChangesTrigger', {}, '…: all instances'],
		['recordChangesTrigger', { object: 'customers', scope: 'tag' }, 'customers: by tag'],
		['recordChangesTrigger', { object: 'bills', scope: 'instance' }, 'bills: one instance'],
		['quickBooksCustomApi', {}, 'query: …'],
		['quickBooksCustomApi', { statement: 'SELECT * FROM Item' }, 'query: SELECT * FROM Item'],
		['quickBooksCustomApi', { operation: 'get', recordType: 'Customer' }, 'get: Customer'],
		['quickBooksCustomApi', { resource: 'company', operation: 'get' }, 'get: company'],
		[
			'quickBooksCustomApi',
			{ resource: 'customRequest', operation: 'send', path: fromItem },
			'send: {{ $json.x.y }}',
		],
	])('%s with %j is "%s"', async (type, parameters, expected) => {
		expect(await subtitleOf(type, parameters)).toBe(expected);
	});

	it.each(Object.keys(loader.known.nodes).map((type) => [type] as const))(
		'%s can be worked out as soon as the node is there',
		async (type) => {
			expect(await subtitleOf(type, {})).toMatch(/^(?!.*(undefined|null|\[object)).+$/);
		},
	);
});
