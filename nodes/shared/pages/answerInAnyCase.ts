import type { INodeProperties, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { checkParameters } from '../fields/parameterCheck';
import { lookOf, wordsOf } from './appearance';
import type { Appearance, PageTexts } from './appearance';
import { logReason } from './browserNews';
import { sendReply } from './holdBrowser';

type FailureTexts = PageTexts & Record<'failedTitle' | 'failedText' | 'referenceText', unknown>;

/**
 * Answers a customer's browser. Where that cannot be, because of what the node or its credential is set
 * to, the customer gets a page with a reference, and n8n's log says why: n8n's own answer would tell
 * neither.
 *
 * @param fields of the node, whose values are looked through before
 */
export async function answerInAnyCase(
	context: IWebhookFunctions,
	fields: readonly INodeProperties[],
	texts: FailureTexts,
	answer: () => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	let pages: Appearance = {};
	try {
		checkParameters(context, fields);
		pages = context.getNodeParameter('options.pages', {}) as Appearance;
		return await answer();
	} catch (error) {
		const { message, description } = error as { message: string; description?: string };
		const reference = logReason(context, [message, description].filter(Boolean).join('. '));
		const words = wordsOf(texts, pages);
		sendReply(context.getResponseObject(), {
			status: 500,
			page: {
				mood: 'failure',
				title: words('failedTitle'),
				text: words('failedText'),
				detail: words('referenceText', { reference }),
				look: lookOf(pages),
			},
		});
		return { noWebhookResponse: true };
	}
}
