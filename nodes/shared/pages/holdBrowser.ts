import type { IWebhookFunctions } from 'n8n-workflow';

import { pause } from '../api/pause';
import { logReason, newsInBody } from './browserNews';
import type { BrowserNews } from './browserNews';
import { PAGE_HEADERS, policyHeaderOf, policyOf, renderPage } from './page';
import type { Page } from './page';

/** What the browser gets: a page, or where to go. */
export type Reply = { status: number; page: Page } | { redirect: string };

/** Nobody looks at an empty window for longer. */
const LONGEST_WAIT_MS = 50_000;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Sends a page or a redirect. */
export function sendReply(response: Response, reply: Reply): void {
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	if ('redirect' in reply) {
		response.status(303).setHeader('Location', reply.redirect);
		response.send('');
		return;
	}
	const { status, page } = reply;
	response.setHeader('Content-Security-Policy', policyHeaderOf(policyOf(page.look)));
	response.status(status).send(renderPage(page));
}

/** n8n answers once more when the workflow ends, which is too late then. */
function closeToLaterAnswers(response: Response): void {
	const nothing = () => response;
	Object.assign(response, {
		end: nothing,
		json: nothing,
		send: nothing,
		setHeader: nothing,
		setHeaders: nothing,
		status: nothing,
	});
}

/** Gives `slow` when nobody has answered for long; ends with the connection. */
async function watch(response: Response, slow: () => void): Promise<void> {
	const over = new AbortController();
	response.once('close', () => over.abort());
	try {
		await pause(LONGEST_WAIT_MS, over.signal);
	} catch {
		return;
	}
	if (response.headersSent) return;
	slow();
	closeToLaterAnswers(response);
}

/**
 * Lets the browser wait for a node of the workflow, for a webhook with the response mode
 * `responseNode`. A node sends it elsewhere with an answer of text, or has news for it in an answer of
 * data. What n8n answers by itself is data too: that the workflow failed, or nothing where no node has
 * answered. The customer sees a page in every case, and after less than a minute.
 *
 * @param replyTo makes the page of the news
 */
export function holdBrowser(
	context: IWebhookFunctions,
	replyTo: (news: BrowserNews) => Reply,
): void {
	const response = context.getResponseObject();
	const reply = (news: BrowserNews) => sendReply(response, replyTo(news));
	const unanswered = (kind: 'failed' | 'slow', reason: string) => {
		reply({ kind, reference: logReason(context, reason) });
	};
	response.json = (body?: unknown) => {
		const news = newsInBody(body);
		if (news) reply(news);
		else
			unanswered(
				'failed',
				'the workflow failed or ended, and no node with Answer Browser had answered the customer. See its executions.',
			);
		return response;
	};
	void watch(response, () =>
		unanswered('slow', 'no node with Answer Browser answered the customer within a minute.'),
	);
}
