import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { ICON } from '../shared/fields';
import { refuseUnfit } from '../shared/fields/parameterCheck';
import { nothingToSetUp, webhookFields, webhookNode } from '../shared/fields/webhook';
import { judgeAwaited } from '../shared/oauth/judgeCallback';
import { deriveStateKey } from '../shared/oauth/sealedState';
import { answerInAnyCase } from '../shared/pages/answerInAnyCase';
import type { Appearance } from '../shared/pages/appearance';
import { RESPONSE_MODE, replyToCallback } from '../shared/pages/callbackReply';
import type { AnswerTime } from '../shared/pages/callbackReply';
import { CALLBACK_TEXTS } from '../shared/pages/callbackTexts';
import { forEachItem } from '../shared/run/forEachItem';
import { itemContext } from '../shared/run/itemContext';
import { resumeUrlOf } from '../shared/run/resumeUrl';
import { properties } from './WaitForCustomerDescription';
import { checkAwaited, checkGoesOn } from './checkAwaited';
import { readEnd } from './parameters';

interface Options extends IDataObject {
	answer?: AnswerTime;
	pages?: Appearance;
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const account = await getAccount(context);
	const { pages = {}, answer = 'atOnce' } = context.getNodeParameter('options', {}) as Options;
	const now = new Date();
	const verdict = judgeAwaited(context.getQueryData() as object, {
		key: deriveStateKey(account),
		request: context.getRequestObject().originalUrl,
		now,
	});
	return replyToCallback(
		context,
		verdict,
		{ account, appearance: pages, answer, now },
		(kind, json) => (kind === 'authorized' ? [[], [{ json }], []] : [[], [], [{ json }]]),
	);
}

export class WaitForCustomer implements INodeType {
	description: INodeTypeDescription = {
		...webhookNode,
		displayName: 'Cloud Elements: Wait for Customer',
		name: 'waitForCustomer',
		icon: ICON,
		group: ['transform'],
		subtitle:
			'={{ "at most " + ($parameter["timeoutMinutes"] % 60 || $parameter["timeoutMinutes"] < 120 ? $parameter["timeoutMinutes"] + " minutes" : $parameter["timeoutMinutes"] / 60 + " hours") }}',
		description: 'Pause until the customer is back from the provider',
		defaults: { name: 'Wait for Customer' },
		inputs: [NodeConnectionTypes.Main],
		// When the time is over n8n itself hands the input to the first output.
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Timed Out', 'Authorized', 'Denied'],
		// No agent waits for hours, and what comes is an approval.
		usableAsTool: undefined,
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		sensitiveOutputFields: ['state', 'providerData'],
		waitingNodeTooltip: 'Waiting for the customer to come back from the provider',
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET',
				...webhookFields({ responseMode: RESPONSE_MODE }),
				responseData: '',
				path: '',
				restartWebhook: true,
			},
		],
		properties,
	};

	webhookMethods = { default: nothingToSetUp(properties) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = itemContext(this, properties);
		const checked = await forEachItem(
			context,
			async () => await getAccount(context),
			async (itemIndex, account) => {
				// What the customer comes back to is looked through now, while somebody can be told.
				const options = context.getNodeParameter('options', itemIndex, {}) as Options;
				refuseUnfit(properties, { options });
				readEnd(context, itemIndex, new Date());
				checkGoesOn(context);
				return await checkAwaited(context, resumeUrlOf(context, itemIndex), account);
			},
		);
		const [first] = checked;
		if (!first || 'error' in first.json) return [checked, [], []];
		await context.putExecutionToWait(readEnd(context, 0, new Date()));
		return [context.getInputData(), [], []];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerInAnyCase(this, properties, CALLBACK_TEXTS, async () => await receive(this));
	}
}
