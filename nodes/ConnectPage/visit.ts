import { deriveInvitationKey, isOver, openInvitation } from '../shared/oauth/invitation';
import type { Invitation } from '../shared/oauth/invitation';
import type { KeyAccount } from '../shared/sealing/keys';
import type { Offer } from './offers';

/** What is known about the page. */
export interface ConnectPageReceiver {
	account: KeyAccount;
	/** Path at which n8n received the request, `/webhook/…`. */
	path: string;
	/** Gives the page's own URL, for which n8n evaluates an expression: asked only where it is needed. */
	ownUrl: () => string;
	offers: readonly Offer[];
	/** Whether somebody without an invitation may come. */
	anybody: boolean;
	now: Date;
}

/** Somebody whom the page serves. */
export interface Visitor {
	kind: 'visitor';
	invited: boolean;
	invitation: Invitation;
	/** What this visitor may choose from. */
	offers: readonly Offer[];
}

/** What a request comes to, before anything was chosen. */
export type Admission =
	| Visitor
	| { kind: 'expired'; reason: string }
	| { kind: 'refused'; reason: string };

const refuse = (reason: string): Admission => ({ kind: 'refused', reason });

const withoutSlash = (path: string) => path.replace(/\/+$/, '');

/** Behind a proxy n8n may see less of the path than the world does, never another end of it. */
function isForThisPage({ pageUrl }: Invitation, { path }: ConnectPageReceiver): boolean {
	return withoutSlash(new URL(pageUrl).pathname).endsWith(withoutSlash(path));
}

const uninvited = ({ ownUrl, now }: ConnectPageReceiver): Invitation => ({
	pageUrl: ownUrl(),
	customerId: '',
	elements: [],
	issuedAt: Math.floor(now.getTime() / 1000),
	expiresAt: 0,
});

/** Decides whether the page serves a request. @param given the query parameter `invitation` */
export function admit(given: unknown, receiver: ConnectPageReceiver): Admission {
	const { offers } = receiver;
	if (given === undefined || given === '') {
		if (!receiver.anybody) return refuse('no invitation, and Anybody is off');
		return { kind: 'visitor', invited: false, invitation: uninvited(receiver), offers };
	}
	if (typeof given !== 'string') return refuse('more than one invitation');
	const opened = openInvitation(given, deriveInvitationKey(receiver.account, 'invitation'));
	if ('problem' in opened) return refuse(`the invitation is ${opened.problem}`);
	const { invitation } = opened;
	if (!isForThisPage(invitation, receiver)) {
		return refuse(`the invitation is for the page ${invitation.pageUrl}`);
	}
	if (isOver(invitation, receiver.now)) {
		const end = new Date(invitation.expiresAt * 1000).toISOString();
		return { kind: 'expired', reason: `the invitation expired at ${end}` };
	}
	const { elements } = invitation;
	const offered = offers.filter(
		({ element }) => elements.length === 0 || elements.includes(element),
	);
	if (offered.length === 0) {
		return refuse(
			`the invitation is for ${elements.join(', ') || 'any software'}, which the page does not offer`,
		);
	}
	return { kind: 'visitor', invited: true, invitation, offers: offered };
}
