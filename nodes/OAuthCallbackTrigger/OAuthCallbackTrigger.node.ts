import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { ICON } from '../shared/fields';
import { typed } from '../shared/fields/subtitle';
import { deriveStateKey } from '../shared/oauth/sealedState';
import { safeAppearance } from './appearance';
import type { Appearance } from './appearance';
import { judgeCallback } from './verdict';
import type { Receiver } from './verdict';
import { properties } from './OAuthCallbackTriggerDescription';
import { PAGE_HEADERS, policyOf, renderPage } from './page';
import { pageFor } from './pages';

interface Options extends IDataObject {
	acceptCustomStates?: boolean;
	forwardedFrom?: string;
	pages?: Appearance;
}

async function receiverOf(context: IWebhookFunctions): Promise<Receiver> {
	const options = context.getNodeParameter('options', {}) as Options;
	const forwardedFrom = (options.forwardedFrom ?? '').split(',').map((url) => url.trim());
	return {
		key: deriveStateKey(await getAccount(context)),
		path: String(context.getRequestObject().originalUrl.split('?')[0]),
		url: context.getNodeWebhookUrl('default') ?? '',
		forwardedFrom: forwardedFrom.filter((url) => url !== ''),
		acceptCustomStates: options.acceptCustomStates === true,
		now: new Date(),
	};
}

export class OAuthCallbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: OAuth Callback Trigger',
		name: 'oAuthCallbackTrigger',
		icon: ICON,
		group: ['trigger'],
		version: [1],
		subtitle: `={{ "/webhook/" + ${typed('path')} }}`,
		description: 'Receives the customer when the provider sends them back after consent',
		defaults: { name: 'OAuth Callback Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Authorized', 'Denied'],
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		sensitiveOutputFields: ['state', 'providerData'],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				responseData: '',
				path: '={{$parameter["path"]}}',
				isFullPath: true,
			},
		],
		eventTriggerDescription: 'Waiting for a customer to come back from the provider',
		activationMessage: 'Customers who approve now reach this workflow.',
		triggerPanel: {
			header: 'Receive the customer after consent',
			executionsHelp: {
				inactive:
					'<b>While building:</b> the test URL is another callback URL than the production URL. Register both with the provider, make the link with the test URL in Get OAuth URL, then listen here and open the link.<br/><br/><b>For your customers:</b> publish the workflow and make links with the production URL.',
				active:
					'<b>While building:</b> the test URL is another callback URL than the production URL. Register both with the provider, make the link with the test URL in Get OAuth URL, then listen here and open the link.<br/><br/><b>For your customers:</b> links with the production URL reach this workflow now; see its <a data-key="executions">executions</a>.',
			},
			activationHint:
				'Publish the workflow so that links with the production URL reach it. A link made with the test URL never does.',
		},
		properties,
	};

	// The callback URL is registered with the provider by hand, once for the app: there is nothing
	// to set up when a workflow is published, and nothing to take away.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receiver = await receiverOf(this);
		const verdict = judgeCallback(this.getQueryData() as object, receiver);
		const { pages } = this.getNodeParameter('options', {}) as Options;
		const page = pageFor(verdict, safeAppearance(pages ?? {}));
		const response = this.getResponseObject();
		for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);

		if (verdict.kind === 'refused') {
			const { reference, reason } = verdict;
			// For whoever reads the log; the customer only sees the reference.
			this.logger.warn(`OAuth callback refused, reference ${reference}: ${reason}`);
			response.setHeader('Content-Security-Policy', `${policyOf(page)}; frame-ancestors 'none'`);
			response.status(400).send(renderPage(page));
			return { noWebhookResponse: true };
		}
		const items = [{ json: verdict.json }];
		if (verdict.redirect)
			response.status(303).setHeader('Location', new URL(verdict.redirect).href);
		return {
			// n8n sends the page only after it has recorded the execution.
			webhookResponse: renderPage(page),
			workflowData: verdict.kind === 'authorized' ? [items, []] : [[], items],
		};
	}
}
