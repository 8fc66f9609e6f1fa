import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { ICON } from '../shared/fields';
import { splitList } from '../shared/fields/list';
import { typed } from '../shared/fields/subtitle';
import { PATH, nothingToSetUp, webhookFields, webhookNode } from '../shared/fields/webhook';
import { judgeCallback } from '../shared/oauth/judgeCallback';
import type { Receiver } from '../shared/oauth/judgeCallback';
import { deriveStateKey } from '../shared/oauth/sealedState';
import { answerInAnyCase } from '../shared/pages/answerInAnyCase';
import type { Appearance } from '../shared/pages/appearance';
import { RESPONSE_MODE, replyToCallback } from '../shared/pages/callbackReply';
import type { AnswerTime } from '../shared/pages/callbackReply';
import { CALLBACK_TEXTS } from '../shared/pages/callbackTexts';
import { PAGE_HEADERS } from '../shared/pages/page';
import type { KeyAccount } from '../shared/sealing/keys';
import { properties } from './OAuthCallbackTriggerDescription';
import { resumeAddress } from './resumeAddress';

interface Options extends IDataObject {
	acceptCustomStates?: boolean;
	answer?: AnswerTime;
	forwardedFrom?: string;
	pages?: Appearance;
}

function receiverOf(context: IWebhookFunctions, account: KeyAccount, options: Options): Receiver {
	return {
		key: deriveStateKey(account),
		path: String(context.getRequestObject().originalUrl.split('?')[0]),
		ownUrl: () => context.getNodeWebhookUrl('default') ?? '',
		forwardedFrom: splitList('Forwarded From', options.forwardedFrom),
		acceptCustomStates: options.acceptCustomStates === true,
		now: new Date(),
	};
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const account = await getAccount(context);
	const options = context.getNodeParameter('options', {}) as Options;
	const receiver = receiverOf(context, account, options);
	const verdict = judgeCallback(context.getQueryData() as object, receiver);
	if (verdict.kind === 'waiting') {
		const response = context.getResponseObject();
		for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
		const address = resumeAddress(verdict.resumeUrl, context.getRequestObject().originalUrl);
		response.status(303).setHeader('Location', address).send('');
		return { noWebhookResponse: true };
	}
	const { pages = {}, answer = 'atOnce' } = options;
	return replyToCallback(
		context,
		verdict,
		{ account, appearance: pages, answer, now: receiver.now },
		(kind, json) => (kind === 'authorized' ? [[{ json }], []] : [[], [{ json }]]),
	);
}

export class OAuthCallbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		...webhookNode,
		displayName: 'Cloud Elements: OAuth Callback Trigger',
		name: 'oAuthCallbackTrigger',
		icon: ICON,
		group: ['trigger'],
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
				...webhookFields({ path: PATH, responseMode: RESPONSE_MODE }),
				responseData: '',
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

	// The callback URL is registered with the provider by hand, once for the app.
	webhookMethods = { default: nothingToSetUp(properties) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerInAnyCase(this, properties, CALLBACK_TEXTS, async () => await receive(this));
	}
}
