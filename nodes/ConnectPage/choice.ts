import type { IDataObject } from 'n8n-workflow';

import {
	deriveInvitationKey,
	isSameInvitation,
	openInvitation,
	sealInvitation,
} from '../shared/oauth/invitation';
import type { Offer } from './offers';
import type { ConnectPageReceiver, Visitor } from './visit';

/** Names of the form's fields. */
export const FORM = {
	element: 'element',
	offer: 'offer',
	site: 'siteAddress',
	visit: 'visit',
} as const;

/** What the customer decided at the page, or why the page comes again. */
export type Choice =
	| { kind: 'chosen'; offer: Offer; json: IDataObject }
	| { kind: 'again'; note: 'againText' }
	| { kind: 'again'; note: 'siteAddressWrongText'; offer: Offer; given: string }
	| { kind: 'refused'; reason: string };

/** A page that was open for longer is shown anew, so that nobody else at the computer goes on with it. */
const LONGEST_VISIT_S = 12 * 60 * 60;

/** The visit as the page puts it into its forms: bound to the invitation that it was opened with. */
export function sealVisit({ invitation }: Visitor, { account, now }: ConnectPageReceiver): string {
	const issuedAt = Math.floor(now.getTime() / 1000);
	return sealInvitation({ ...invitation, issuedAt }, deriveInvitationKey(account, 'visit'));
}

/** What is wrong with the visit in the form, or nothing. */
function visitProblem(
	given: unknown,
	{ invitation }: Visitor,
	{ account, now }: ConnectPageReceiver,
): string | undefined {
	if (typeof given !== 'string') return 'the form has no visit';
	const opened = openInvitation(given, deriveInvitationKey(account, 'visit'));
	if ('problem' in opened) return `the visit is ${opened.problem}`;
	const visit = opened.invitation;
	if (!isSameInvitation(visit, invitation)) return 'the visit belongs to another invitation';
	return now.getTime() / 1000 - visit.issuedAt > LONGEST_VISIT_S ? 'old' : undefined;
}

/** A site address as providers want it, also where somebody gave the whole address; empty where it cannot be one. */
function readSite(given: unknown): string {
	if (typeof given !== 'string') return '';
	const [host = ''] = given
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.split('/');
	const [site = ''] = host.split('.');
	return /^[a-z0-9][a-z0-9-]{0,62}$/.test(site) ? site : '';
}

/**
 * Reads the form that was sent.
 *
 * @param fetchSite what the browser says about where the form stood (`Sec-Fetch-Site`); older ones say nothing
 */
export function readChoice(
	body: IDataObject,
	fetchSite: unknown,
	visitor: Visitor,
	receiver: ConnectPageReceiver,
): Choice {
	if (fetchSite === 'cross-site' || fetchSite === 'same-site') {
		return { kind: 'refused', reason: `the form stood on another site (${fetchSite})` };
	}
	const problem = visitProblem(body[FORM.visit], visitor, receiver);
	if (problem === 'old') return { kind: 'again', note: 'againText' };
	if (problem !== undefined) return { kind: 'refused', reason: problem };
	const offer = visitor.offers.find(
		({ index, element }) => String(index) === body[FORM.offer] && element === body[FORM.element],
	);
	if (!offer) return { kind: 'again', note: 'againText' };
	const siteAddress = offer.siteAddressLabel ? readSite(body[FORM.site]) : null;
	if (siteAddress === '') {
		const given = body[FORM.site];
		return {
			kind: 'again',
			note: 'siteAddressWrongText',
			offer,
			given: typeof given === 'string' ? given : '',
		};
	}
	const { invitation, invited } = visitor;
	const visit = { ...invitation, ...(siteAddress !== null && { siteAddress }) };
	return {
		kind: 'chosen',
		offer,
		json: {
			element: offer.element,
			customerId: invitation.customerId || null,
			context: (invitation.context ?? {}) as IDataObject,
			instanceId: invitation.instanceId ?? null,
			siteAddress,
			invited,
			visit: sealInvitation(visit, deriveInvitationKey(receiver.account, 'visit')),
		},
	};
}
