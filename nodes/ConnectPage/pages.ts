import { inviteQuery } from '../shared/oauth/invitation';
import { lookOf, wordsOf } from '../shared/pages/appearance';
import type { Appearance } from '../shared/pages/appearance';
import type { BrowserNews } from '../shared/pages/browserNews';
import type { Reply } from '../shared/pages/holdBrowser';
import { escapeHtml, foreignText, policyOf, renderDocument } from '../shared/pages/page';
import type { Page } from '../shared/pages/page';
import { FORM, sealVisit } from './choice';
import type { Choice } from './choice';
import { markOf } from './mark';
import type { Offer } from './offers';
import { TEXTS } from './texts';
import type { ConnectPageReceiver, Visitor } from './visit';

type Again = Extract<Choice, { kind: 'again' }>;

/** Makes everything that the Connect Page shows. */
export class ConnectPages {
	private readonly words: ReturnType<typeof wordsOf<typeof TEXTS>>;

	constructor(
		private readonly receiver: ConnectPageReceiver,
		private readonly appearance: Appearance,
	) {
		this.words = wordsOf(TEXTS, appearance);
	}

	/** Browsers hold a redirect behind a form to this too, so it cannot be ours alone. */
	policyFor({ invitation }: Visitor): string {
		const plain = new URL(invitation.pageUrl).protocol === 'http:' ? ' http:' : '';
		return policyOf(lookOf(this.appearance), `'self' https:${plain}`);
	}

	private siteField({ index, label }: Offer, again: Again | undefined): string {
		const wrong = again && 'offer' in again && again.offer.index === index ? again : undefined;
		const id = `site-${index}`;
		const given = wrong ? ` value="${escapeHtml(foreignText(wrong.given))}"` : '';
		const described = wrong ? ` aria-invalid="true" aria-describedby="${id}-wrong" autofocus` : '';
		const words = escapeHtml(this.words('siteAddressText', { software: label }));
		return [
			`<label for="${id}">${words}</label>`,
			`<input id="${id}" name="${FORM.site}" type="text" required autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200"${given}${described}>`,
			...(wrong
				? [
						`<p class="wrong" id="${id}-wrong">${escapeHtml(this.words('siteAddressWrongText'))}</p>`,
					]
				: []),
		].join('\n');
	}

	private form(offer: Offer, visit: string, again: Again | undefined): string {
		const { index, element, label } = offer;
		const hidden = (name: string, value: string) =>
			`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
		return [
			`<form method="post" aria-labelledby="software-${index}">`,
			`<div class="software">${markOf(label)}<h2 id="software-${index}">${escapeHtml(label)}</h2></div>`,
			hidden(FORM.visit, visit),
			hidden(FORM.offer, String(index)),
			hidden(FORM.element, element),
			...(offer.siteAddressLabel ? [this.siteField(offer, again)] : []),
			`<button type="submit" class="button">${escapeHtml(this.words('buttonText', { software: label }))}</button>`,
			'</form>',
		].join('\n');
	}

	/** The page itself. @param again why it comes again */
	choice(visitor: Visitor, again?: Again): string {
		const reconnects = visitor.invitation.instanceId !== undefined;
		const title = this.words(reconnects ? 'reconnectTitle' : 'title');
		const visit = sealVisit(visitor, this.receiver);
		return renderDocument(
			title,
			lookOf(this.appearance),
			this.policyFor(visitor),
			[
				`<h1>${escapeHtml(title)}</h1>`,
				`<p>${escapeHtml(this.words(reconnects ? 'reconnectText' : 'text'))}</p>`,
				...(again?.note === 'againText'
					? [`<p class="note" role="status">${escapeHtml(this.words('againText'))}</p>`]
					: []),
				...visitor.offers.map((offer) => this.form(offer, visit, again)),
				`<p class="soft">${escapeHtml(this.words('sharedText'))}</p>`,
			].join('\n'),
		);
	}

	private page(page: Omit<Page, 'look' | 'detail'>, reference: string): Page {
		const detail = this.words('referenceText', { reference });
		return { ...page, detail, look: lookOf(this.appearance) };
	}

	/** Somebody whom the page does not serve. */
	refused(kind: 'expired' | 'refused', reference: string): Reply {
		const [title, text] = [this.words(`${kind}Title`), this.words(`${kind}Text`)];
		const mood = kind === 'expired' ? 'expired' : 'failure';
		return {
			status: kind === 'expired' ? 410 : 403,
			page: this.page({ mood, title, text }, reference),
		};
	}

	/** Somebody who could not be sent to the software. @param invitation as it stood in the page's URL */
	failed(news: BrowserNews, invitation: string): Reply {
		const reference = 'reference' in news ? news.reference : '';
		const page = this.page(
			{
				mood: 'failure',
				title: this.words('failedTitle'),
				text: this.words('failedText'),
				link: { href: inviteQuery(invitation), text: this.words('backText') },
			},
			reference,
		);
		return { status: news.kind === 'slow' ? 504 : 502, page };
	}
}
