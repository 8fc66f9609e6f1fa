import type {
	IDataObject,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { KeyAccount } from '../sealing/keys';
import { findElement } from '../elements';
import type { DerivedField } from '../fields/webhook';
import type { Settled } from '../oauth/judgeCallback';
import { deriveInvitationKey, inviteUrlOf, sealInvitation } from '../oauth/invitation';
import type { StateClaims } from '../oauth/sealedState';
import { lookOf, wordsOf } from './appearance';
import type { Appearance } from './appearance';
import { logReason } from './browserNews';
import type { BrowserNews } from './browserNews';
import { CALLBACK_TEXTS } from './callbackTexts';
import { holdBrowser, sendReply } from './holdBrowser';
import type { Reply } from './holdBrowser';
import { PAGE_HEADERS, foreignText, renderPage } from './page';
import type { Page } from './page';

/** When the customer's browser gets its page. */
export type AnswerTime = 'atOnce' | 'whenDone';

/** Option of nodes that receive callbacks. Without expressions, which would see the request. */
export const answerField: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'At Once',
			value: 'atOnce',
			description:
				'The page says that the approval was received; the account is connected after that',
		},
		{
			name: 'When Done',
			value: 'whenDone',
			description:
				'The page waits and says what came of it. Switch on Answer Browser in the node that connects the account.',
		},
	],
	default: 'atOnce',
	description: "When the customer's browser gets its page",
};

/** A webhook's response mode, as {@link answerField} says. */
export const RESPONSE_MODE: DerivedField = {
	template: '={{ $parameter["options"]["answer"] === "whenDone" ? "responseNode" : "onReceived" }}',
	resolve: ({ options }) =>
		(options as IDataObject | undefined)?.answer === 'whenDone' ? 'responseNode' : 'onReceived',
};

/** How a node that receives callbacks answers. */
export interface CallbackReplies {
	account: KeyAccount;
	appearance: Appearance;
	answer: AnswerTime;
	now: Date;
}

/** Which company was connected, in the provider's own term, where the provider says it. */
function companyOf(element: unknown, query: Readonly<Record<string, string>>): string | undefined {
	const company = findElement(String(element))?.company;
	const id = company && query[company.parameter];
	return id ? `${company.label}: ${foreignText(id)}` : undefined;
}

/** A new invitation to the Connect Page for the customer of a state, or the page's own URL where anybody may come. */
function wayBackOf(claims: StateClaims | undefined, { account, now }: CallbackReplies) {
	if (!claims?.p) return undefined;
	const { u: pageUrl, e: elements, x: expiresAt } = claims.p;
	if (expiresAt === 0) return pageUrl;
	const sealed = sealInvitation(
		{
			pageUrl,
			customerId: claims.k ?? '',
			context: claims.c,
			elements,
			instanceId: claims.j,
			resumeUrl: claims.w,
			issuedAt: Math.floor(now.getTime() / 1000),
			expiresAt,
		},
		deriveInvitationKey(account, 'invitation'),
	);
	return inviteUrlOf(pageUrl, sealed);
}

type Judged = Extract<Settled, { kind: 'authorized' | 'denied' }>;

/** The builder's own page for this end, where there is one; who came too late has not denied anything. */
function redirectOf(verdict: Judged): string | undefined {
	if (verdict.kind === 'denied' && verdict.json.error === 'expired') return undefined;
	const { s: success, d: denied } = verdict.claims?.r ?? {};
	const page = verdict.kind === 'authorized' ? success : denied;
	return page && new URL(page).href;
}

/** Makes the pages of one callback. */
class CallbackPages {
	private readonly words: ReturnType<typeof wordsOf<typeof CALLBACK_TEXTS>>;

	constructor(
		private readonly replies: CallbackReplies,
		private readonly claims?: StateClaims,
	) {
		this.words = wordsOf(CALLBACK_TEXTS, replies.appearance);
	}

	private page(page: Omit<Page, 'look'>): Page {
		return { ...page, look: lookOf(this.replies.appearance) };
	}

	private back(): Pick<Page, 'link'> {
		const href = wayBackOf(this.claims, this.replies);
		return href === undefined ? {} : { link: { href, text: this.words('backText') } };
	}

	private reference(reference: string): string {
		return this.words('referenceText', { reference });
	}

	refused(reference: string): Reply {
		const page = this.page({
			mood: 'failure',
			title: this.words('refusedTitle'),
			text: this.words('refusedText'),
			detail: this.reference(reference),
		});
		return { status: 400, page };
	}

	/** Says what has happened and no more: the instance is made after this. */
	received(verdict: Judged): Page {
		if (verdict.kind === 'authorized') {
			return this.page({
				mood: 'received',
				title: this.words('authorizedTitle'),
				text: this.words('authorizedText'),
				detail: companyOf(verdict.json.element, verdict.query),
			});
		}
		const which = verdict.json.error === 'expired' ? 'expired' : 'denied';
		return this.page({
			mood: which,
			title: this.words(`${which}Title`),
			text: this.words(`${which}Text`),
			...this.back(),
		});
	}

	/** Says what came of it. */
	done(news: BrowserNews): Reply {
		if (news.kind === 'connected') {
			if (this.claims?.r?.s) return { redirect: new URL(this.claims.r.s).href };
			const company = foreignText(news.company);
			const page = this.page({
				mood: 'success',
				title: this.words('connectedTitle', { company }),
				text: this.words('connectedText', { company }),
			});
			return { status: 200, page };
		}
		const detail = this.reference(news.reference);
		if (news.kind === 'slow') {
			const [title, text] = [this.words('slowTitle'), this.words('slowText')];
			return { status: 202, page: this.page({ mood: 'received', title, text, detail }) };
		}
		const text = news.code === 'other_company' ? 'otherCompanyText' : 'failedText';
		const page = this.page({
			mood: 'failure',
			title: this.words('failedTitle'),
			text: this.words(text),
			detail,
			...this.back(),
		});
		return { status: 500, page };
	}
}

/**
 * Answers the browser that came with a callback, and says what the execution goes on with.
 *
 * @param outputsFor puts the item on the outputs of the node
 */
export function replyToCallback(
	context: IWebhookFunctions,
	verdict: Settled,
	replies: CallbackReplies,
	outputsFor: (kind: Judged['kind'], json: IDataObject) => IWebhookResponseData['workflowData'],
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (verdict.kind === 'refused') {
		// For whoever reads the log; the customer only sees the reference.
		const reference = logReason(context, verdict.reason);
		sendReply(response, new CallbackPages(replies).refused(reference));
		return { noWebhookResponse: true };
	}
	const { claims } = verdict;
	const pages = new CallbackPages(replies, claims);
	const redirect = redirectOf(verdict);
	const workflowData = outputsFor(verdict.kind, verdict.json);
	if (replies.answer === 'whenDone') {
		if (verdict.kind === 'authorized') {
			holdBrowser(context, (news) => pages.done(news));
			return { workflowData };
		}
		const reply: Reply =
			redirect === undefined ? { status: 200, page: pages.received(verdict) } : { redirect };
		sendReply(response, reply);
		return { noWebhookResponse: true, workflowData };
	}
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	if (redirect !== undefined) response.status(303).setHeader('Location', redirect);
	// n8n sends the page only after it has recorded the execution.
	return { webhookResponse: renderPage(pages.received(verdict)), workflowData };
}
