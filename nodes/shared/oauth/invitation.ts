import { CompactReader, CompactWriter } from '../sealing/compactText';
import { openBytes, sealText } from '../sealing/jwe';
import type { SealProblem } from '../sealing/jwe';
import { deriveKey } from '../sealing/keys';
import type { KeyAccount } from '../sealing/keys';
import {
	isPlainContext,
	readContext,
	readElements,
	readResumeUrl,
	writeContext,
	writeElements,
	writeResumeUrl,
} from './recordParts';

/** What an invitation to the Connect Page carries. Times are epoch seconds. */
export interface Invitation {
	/** URL of the page that it is for. */
	pageUrl: string;
	/** The builder's own id of the customer; empty where there is none. */
	customerId: string;
	/** The workflow's own data about the customer. */
	context?: unknown;
	/** Keys of the elements that may be connected; empty: all that the page offers. */
	elements: readonly string[];
	/** ID of the instance that is to be connected anew. */
	instanceId?: string;
	/** Where an execution waits for this customer. */
	resumeUrl?: string;
	/** The customer's site, where the page has asked for it. */
	siteAddress?: string;
	issuedAt: number;
	/** 0 where it does not expire, as for a visit without an invitation. */
	expiresAt: number;
}

/**
 * What a sealed record is for. An invitation is mailed. A visit is what the page puts into its form and
 * what travels from it to Get OAuth URL; whoever has one has seen the page.
 */
export type InvitationPurpose = 'invitation' | 'visit';

/** Browsers and mail programs carry this much; a longer one is refused when it is made. */
export const MAX_INVITATION_LENGTH = 1800;

const VERSION = 1;

/** Bits that say which of the optional fields there are. */
const HAS = {
	contextText: 1 << 0,
	contextJson: 1 << 1,
	instanceId: 1 << 2,
	resumeUrl: 1 << 3,
	siteAddress: 1 << 4,
} as const;

const KNOWN_BITS = Object.values(HAS).reduce((all, bit) => all | bit, 0);

/** Another key for each purpose: a state, an invitation and a visit are never taken for one another. */
export function deriveInvitationKey(account: KeyAccount, purpose: InvitationPurpose): Buffer {
	return deriveKey(account, purpose, 'v1', account.baseUrl);
}

function encode(invitation: Invitation): Buffer {
	const { pageUrl, customerId, context, elements, instanceId, resumeUrl, siteAddress } = invitation;
	const contextBit = isPlainContext(context) ? HAS.contextText : HAS.contextJson;
	const writer = new CompactWriter();
	writer.number(VERSION);
	writer.number(
		(context === undefined ? 0 : contextBit) |
			(instanceId === undefined ? 0 : HAS.instanceId) |
			(resumeUrl === undefined ? 0 : HAS.resumeUrl) |
			(siteAddress === undefined ? 0 : HAS.siteAddress),
	);
	writer.number(invitation.issuedAt);
	writer.number(invitation.expiresAt);
	writer.text(pageUrl);
	writer.text(customerId);
	writeElements(writer, elements);
	if (context !== undefined) writeContext(writer, context);
	if (instanceId !== undefined) writer.text(instanceId);
	if (resumeUrl !== undefined) writeResumeUrl(writer, resumeUrl);
	if (siteAddress !== undefined) writer.text(siteAddress);
	return writer.toBuffer();
}

/** Seals an invitation as a compact JWE (docs/flow.md, "Invitations"), as short as it can be. */
export function sealInvitation(invitation: Invitation, key: Buffer): string {
	return sealText(encode(invitation), key);
}

/** Whether two are the same, whenever they were made. */
export function isSameInvitation(one: Invitation, other: Invitation): boolean {
	return encode({ ...one, issuedAt: 0 }).equals(encode({ ...other, issuedAt: 0 }));
}

function read(reader: CompactReader, bits: number): Invitation {
	const has = (bit: number) => (bits & bit) !== 0;
	return {
		issuedAt: reader.number(),
		expiresAt: reader.number(),
		pageUrl: reader.text(),
		customerId: reader.text(),
		elements: readElements(reader),
		...(has(HAS.contextText | HAS.contextJson) && {
			context: readContext(reader, has(HAS.contextText)),
		}),
		...(has(HAS.instanceId) && { instanceId: reader.text() }),
		...(has(HAS.resumeUrl) && { resumeUrl: readResumeUrl(reader) }),
		...(has(HAS.siteAddress) && { siteAddress: reader.text() }),
	};
}

/** Why an invitation cannot be opened; words for a log, not for the browser. */
export type InvitationProblem = 'too long' | 'unknown version' | SealProblem;

/** Opens an invitation or a visit. It may be expired; everything else about it is true when it comes back. */
export function openInvitation(
	sealed: string,
	key: Buffer,
): { invitation: Invitation } | { problem: InvitationProblem } {
	if (sealed.length > MAX_INVITATION_LENGTH) return { problem: 'too long' };
	const opened = openBytes(sealed, key);
	if ('problem' in opened) return opened;
	try {
		const reader = new CompactReader(opened.content);
		if (reader.number() !== VERSION) return { problem: 'unknown version' };
		const bits = reader.number();
		if (bits > KNOWN_BITS || (bits & ~KNOWN_BITS) !== 0) return { problem: 'unknown version' };
		const invitation = read(reader, bits);
		return reader.atEnd ? { invitation } : { problem: 'malformed' };
	} catch {
		return { problem: 'malformed' };
	}
}

/** Whether an invitation has ended. */
export function isOver({ expiresAt }: Invitation, now: Date): boolean {
	return expiresAt !== 0 && now.getTime() >= expiresAt * 1000;
}

/** Query parameter of the page that carries the invitation. */
export const INVITATION_PARAMETER = 'invitation';

/** The page's URL with the invitation in it, as it is sent to the customer. */
export function inviteUrlOf(pageUrl: string, sealed: string): string {
	const url = new URL(pageUrl);
	url.searchParams.set(INVITATION_PARAMETER, sealed);
	return url.href;
}

/** The same relative to the page, which a proxy may show under another address; empty: no invitation. */
export function inviteQuery(sealed: string): string {
	return sealed === '' ? '?' : `?${INVITATION_PARAMETER}=${encodeURIComponent(sealed)}`;
}
