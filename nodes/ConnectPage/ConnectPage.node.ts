import type {
	IDataObject,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { ICON } from '../shared/fields';
import { typed } from '../shared/fields/subtitle';
import { PATH, nothingToSetUp, webhookFields, webhookNode } from '../shared/fields/webhook';
import { INVITATION_PARAMETER } from '../shared/oauth/invitation';
import { answerInAnyCase } from '../shared/pages/answerInAnyCase';
import type { Appearance } from '../shared/pages/appearance';
import { logReason } from '../shared/pages/browserNews';
import { holdBrowser, sendReply } from '../shared/pages/holdBrowser';
import { PAGE_HEADERS, policyHeaderOf } from '../shared/pages/page';
import { properties } from './ConnectPageDescription';
import { readChoice } from './choice';
import { OUTPUTS, readOffers } from './offers';
import { ConnectPages } from './pages';
import { TEXTS } from './texts';
import { admit } from './visit';
import type { ConnectPageReceiver } from './visit';

interface Options extends IDataObject {
	anybody?: boolean;
	pages?: Appearance;
}

async function receiverOf(
	context: IWebhookFunctions,
	{ anybody }: Options,
): Promise<ConnectPageReceiver> {
	return {
		account: await getAccount(context),
		path: String(context.getRequestObject().originalUrl.split('?')[0]),
		ownUrl: () => context.getNodeWebhookUrl('default') ?? '',
		offers: readOffers(context.getNodeParameter('offers', {})),
		anybody: anybody === true,
		now: new Date(),
	};
}

/** Shows the page, or says to the customer by a reference and to the log in words why it does not. */
function refuse(
	context: IWebhookFunctions,
	pages: ConnectPages,
	kind: 'expired' | 'refused',
	reason: string,
): IWebhookResponseData {
	const reference = logReason(context, reason);
	sendReply(context.getResponseObject(), pages.refused(kind, reference));
	return { noWebhookResponse: true };
}

function showPage(context: IWebhookFunctions, policy: string, html: string): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	response.setHeader('Content-Security-Policy', policyHeaderOf(policy));
	response.status(200).send(html);
	return { noWebhookResponse: true };
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const options = context.getNodeParameter('options', {}) as Options;
	const receiver = await receiverOf(context, options);
	const pages = new ConnectPages(receiver, options.pages ?? {});
	const given = (context.getQueryData() as IDataObject)[INVITATION_PARAMETER];
	const visitor = admit(given, receiver);
	if (visitor.kind !== 'visitor') return refuse(context, pages, visitor.kind, visitor.reason);

	const request = context.getRequestObject();
	if (request.method !== 'POST')
		return showPage(context, pages.policyFor(visitor), pages.choice(visitor));

	const fetchSite = request.headers['sec-fetch-site'];
	const choice = readChoice(context.getBodyData(), fetchSite, visitor, receiver);
	if (choice.kind === 'refused') return refuse(context, pages, 'refused', choice.reason);
	if (choice.kind === 'again')
		return showPage(context, pages.policyFor(visitor), pages.choice(visitor, choice));
	holdBrowser(context, (news) => pages.failed(news, typeof given === 'string' ? given : ''));
	const count = Math.max(...receiver.offers.map(({ index }) => index)) + 1;
	return {
		workflowData: Array.from({ length: count }, (_, output) =>
			output === choice.offer.index ? [{ json: choice.json }] : [],
		),
	};
}

export class ConnectPage implements INodeType {
	description: INodeTypeDescription = {
		...webhookNode,
		displayName: 'Cloud Elements: Connect Page',
		name: 'connectPage',
		icon: ICON,
		group: ['trigger'],
		subtitle: `={{ "/webhook/" + ${typed('path')} }}`,
		description: 'A page of yours where a customer chooses their software and connects it',
		defaults: { name: 'Connect Page' },
		inputs: [],
		outputs: OUTPUTS as `={{${string}}}`,
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		sensitiveOutputFields: ['visit'],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				...webhookFields({ path: PATH }),
				isFullPath: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'responseNode',
				...webhookFields({ path: PATH }),
				isFullPath: true,
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription: 'Waiting for a customer to choose a software at the page',
		activationMessage: 'The page is there for your customers now.',
		triggerPanel: {
			header: 'Let a customer choose what to connect',
			executionsHelp: {
				inactive:
					'<b>While building:</b> make an invitation with the test URL in Invite Customer, listen here, open the invitation and press a button.<br/><br/><b>For your customers:</b> publish the workflow and make invitations with the production URL.',
				active:
					'<b>While building:</b> make an invitation with the test URL in Invite Customer, listen here, open the invitation and press a button.<br/><br/><b>For your customers:</b> invitations with the production URL reach this workflow now; see its <a data-key="executions">executions</a>.',
			},
			activationHint: 'Publish the workflow so that the page is there for your customers.',
		},
		properties,
	};

	webhookMethods = { default: nothingToSetUp(properties) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerInAnyCase(this, properties, TEXTS, async () => await receive(this));
	}
}
