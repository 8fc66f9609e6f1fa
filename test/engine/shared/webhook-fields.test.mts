import { createRequire } from 'node:module';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import * as n8nWorkflow from 'n8n-workflow';
import type { INode, INodeParameters, INodeType, IWebhookDescription } from 'n8n-workflow';
import { loader, nodeOf, workflowOf } from '../../support/engine/host.mts';

const typeOf = (name: string) => loader.getNode(name).type as INodeType;
const webhooks = Object.keys(loader.known.nodes).flatMap((type) =>
	(typeOf(type).description.webhooks ?? []).map((webhook) => ({ type, webhook })),
);

const SETTINGS: INodeParameters[] = [
	{},
	{ path: 'a/b', options: {} },
	{ path: '', options: { answer: 'whenDone' } },
	{ path: 'a', options: { answer: 'atOnce' } },
];

/** The node as a workflow has it, with the defaults of its parameters. */
const placed = (type: string, parameters: INodeParameters) => {
	const workflow = workflowOf([nodeOf(type, parameters, {})]);
	return { workflow, node: Object.values(workflow.nodes)[0] as INode };
};

/** As n8n reads it where parameters are expressions. */
async function evaluated({ workflow, node }: ReturnType<typeof placed>, template: string) {
	const { expression } = workflow;
	await expression.acquireIsolate();
	try {
		return expression.getSimpleParameterValue(node, template, 'internal', {});
	} finally {
		await expression.releaseIsolate();
	}
}

const derived = webhooks.flatMap(({ type, webhook }) =>
	(['path', 'responseMode'] as const)
		.filter((field) => String(webhook[field]).startsWith('='))
		.map((field) => ({ type, webhook, field, method: webhook.httpMethod })),
);

describe('A node that receives requests', () => {
	it.each(webhooks)('$type is read by n8n without its expression engine', ({ type, webhook }) => {
		expect(n8nWorkflow.webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
		expect(typeOf(type).description).toMatchObject({ version: [1, 2], defaultVersion: 2 });
	});

	it.each(derived)(
		'$type has the same $field ($method) with it',
		async ({ type, webhook, field }) => {
			for (const parameters of SETTINGS) {
				const own = placed(type, parameters);
				const value = await evaluated(own, String(webhook[field]));
				const read = n8nWorkflow.resolveWebhookDescriptionField(own.node, webhook, field);
				expect(read).toEqual({ resolved: true, value });
			}
		},
	);
});

describe('On an n8n that only knows expressions', () => {
	const require = createRequire(import.meta.url);
	afterAll(() => {
		jest.dontMock('n8n-workflow');
		jest.resetModules();
	});

	it('the webhooks are described by expressions', () => {
		jest.resetModules();
		jest.doMock('n8n-workflow', () => ({
			...n8nWorkflow,
			webhookDescriptionFields: undefined,
		}));
		const { OAuthCallbackTrigger } =
			require('../../../build/nodes/OAuthCallbackTrigger/OAuthCallbackTrigger.node.js') as {
				OAuthCallbackTrigger: new () => INodeType;
			};
		const [webhook] = new OAuthCallbackTrigger().description.webhooks ?? [];
		expect(webhook).toMatchObject({
			path: '={{$parameter["path"]}}',
			responseMode: expect.stringContaining('whenDone'),
		});
		expect(Object.getOwnPropertySymbols(webhook as IWebhookDescription)).toEqual([]);
	});
});
