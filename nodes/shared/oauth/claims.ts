import type { Authentication } from '../elements/types';
import { CompactReader, CompactWriter } from '../sealing/compactText';
import {
	isPlainContext,
	readContext,
	readElement,
	readElements,
	readResumeUrl,
	writeContext,
	writeElement,
	writeElements,
	writeResumeUrl,
} from './recordParts';

/** What a sealed state carries from the link to the callback. Times are epoch seconds. */
export interface StateClaims {
	/** Element key. */
	e: string;
	/** How the app signs customers in. */
	a: Authentication;
	/** Request token's secret, where the element needs a request token. */
	s?: string;
	/** Beginning of the hash of the request token, which the callback must bring as `oauth_token`. */
	t?: string;
	/** Callback URL that the link was made with. */
	u: string;
	/** Beginning of the hash of the app's element, authentication, key and secret. */
	f: string;
	/** Values that the item gave in place of the app credential's. */
	o?: { siteAddress?: string; scope?: string };
	/** The workflow's own data about who asked. */
	c?: unknown;
	/** Where to send the browser afterwards: on success, on denial. https only. */
	r?: { s?: string; d?: string };
	/** Customer ID. */
	k?: string;
	/** ID of the instance that the approval is to connect anew. */
	j?: string;
	/** Where the execution waits that made the link: its resume URL. */
	w?: string;
	/** The way back to the Connect Page at which the link was asked for. */
	p?: WayBack;
	/** Nonce: names this link, and the instance made from it. */
	n: string;
	/** Issued at. */
	i: number;
	/** Expires at. */
	x: number;
}

/** What an invitation to the Connect Page is made of anew, when something went wrong behind it. */
export interface WayBack {
	/** URL of the page. */
	u: string;
	/** Elements that may be connected, by their keys; all where empty. */
	e: readonly string[];
	/** When the invitation expires; 0 for a visit without one. */
	x: number;
}

/** First byte of these records. Those of version 1 are JSON and begin with a brace. */
const VERSION = 2;

const FINGERPRINT_BYTES = 6;
const TOKEN_HASH_BYTES = 9;

/**
 * Bits that say which claims there are. The first seven fit into one byte, so they are those of
 * claims that most links have. A bit that is not here belongs to a later version of the package.
 */
const HAS = {
	oAuth1: 1 << 0,
	requestToken: 1 << 1,
	contextText: 1 << 2,
	contextJson: 1 << 3,
	customerId: 1 << 4,
	instanceId: 1 << 5,
	resumeUrl: 1 << 6,
	siteAddress: 1 << 7,
	scope: 1 << 8,
	successRedirect: 1 << 9,
	deniedRedirect: 1 << 10,
	wayBack: 1 << 11,
} as const;

const KNOWN_BITS = Object.values(HAS).reduce((all, bit) => all | bit, 0);

/** Claims that are a text each, by the bit that announces them. */
const TEXTS: ReadonlyArray<
	readonly [bit: number, read: (claims: StateClaims) => string | undefined]
> = [
	[HAS.siteAddress, ({ o }) => o?.siteAddress],
	[HAS.scope, ({ o }) => o?.scope],
	[HAS.successRedirect, ({ r }) => r?.s],
	[HAS.deniedRedirect, ({ r }) => r?.d],
	[HAS.customerId, ({ k }) => k],
	[HAS.instanceId, ({ j }) => j],
];

function bitsOf(claims: StateClaims): number {
	const { a, s, c, w, p } = claims;
	const context = isPlainContext(c) ? HAS.contextText : HAS.contextJson;
	return TEXTS.reduce(
		(bits, [bit, read]) => (read(claims) === undefined ? bits : bits | bit),
		(a === 'oAuth1' ? HAS.oAuth1 : 0) |
			(s === undefined ? 0 : HAS.requestToken) |
			(c === undefined ? 0 : context) |
			(w === undefined ? 0 : HAS.resumeUrl) |
			(p === undefined ? 0 : HAS.wayBack),
	);
}

/** Bytes of what is a hash in base64url; a multiple of three, so that no character is cut in two. */
function hashBytes(hash: string, length: number): Buffer {
	return Buffer.from(hash, 'base64url').subarray(0, length);
}

/**
 * Writes claims as a record of version 2, in as few bytes as they need: providers cut a state that
 * is too long. The nonce is not among them; whoever seals the record keeps it beside.
 */
export function encodeClaims(claims: StateClaims): Buffer {
	const writer = new CompactWriter();
	const bits = bitsOf(claims);
	writer.number(VERSION);
	writer.number(bits);
	writeElement(writer, claims.e);
	writer.bytes(hashBytes(claims.f, FINGERPRINT_BYTES));
	writer.number(claims.i);
	writer.number(claims.x - claims.i);
	writer.text(claims.u);
	if (claims.s !== undefined) {
		writer.text(claims.s);
		writer.bytes(hashBytes(claims.t ?? '', TOKEN_HASH_BYTES));
	}
	if (claims.c !== undefined) writeContext(writer, claims.c);
	for (const [, read] of TEXTS) {
		const text = read(claims);
		if (text !== undefined) writer.text(text);
	}
	if (claims.w !== undefined) writeResumeUrl(writer, claims.w);
	if (claims.p !== undefined) {
		const { u, e, x } = claims.p;
		writer.text(u);
		writeElements(writer, e);
		writer.number(x);
	}
	return writer.toBuffer();
}

function readClaims(reader: CompactReader, bits: number): Omit<StateClaims, 'n'> {
	const has = (bit: number) => (bits & bit) !== 0;
	const e = readElement(reader);
	const f = reader.bytes(FINGERPRINT_BYTES).toString('base64url');
	const i = reader.number();
	const x = i + reader.number();
	const u = reader.text();
	const token = has(HAS.requestToken) && {
		s: reader.text(),
		t: reader.bytes(TOKEN_HASH_BYTES).toString('base64url'),
	};
	const context = has(HAS.contextText | HAS.contextJson) && {
		c: readContext(reader, has(HAS.contextText)),
	};
	const [siteAddress, scope, success, denied, customerId, instanceId] = TEXTS.map(([bit]) =>
		has(bit) ? reader.text() : undefined,
	);
	const resume = has(HAS.resumeUrl) && { w: readResumeUrl(reader) };
	const wayBack = has(HAS.wayBack) && {
		p: { u: reader.text(), e: readElements(reader), x: reader.number() },
	};
	return {
		e,
		a: has(HAS.oAuth1) ? 'oAuth1' : 'oAuth2',
		...token,
		u,
		f,
		...((siteAddress !== undefined || scope !== undefined) && {
			o: {
				...(siteAddress !== undefined && { siteAddress }),
				...(scope !== undefined && { scope }),
			},
		}),
		...context,
		...((success !== undefined || denied !== undefined) && {
			r: {
				...(success !== undefined && { s: success }),
				...(denied !== undefined && { d: denied }),
			},
		}),
		...(customerId !== undefined && { k: customerId }),
		...(instanceId !== undefined && { j: instanceId }),
		...resume,
		...wayBack,
		i,
		x,
	};
}

/** Reads what {@link encodeClaims} wrote, and says of anything else what is the matter with it. */
export function decodeClaims(
	record: Buffer,
): { claims: Omit<StateClaims, 'n'> } | { problem: 'unknown version' | 'malformed' } {
	try {
		const reader = new CompactReader(record);
		if (reader.number() !== VERSION) return { problem: 'unknown version' };
		const bits = reader.number();
		if (bits > KNOWN_BITS || (bits & ~KNOWN_BITS) !== 0) return { problem: 'unknown version' };
		const claims = readClaims(reader, bits);
		return reader.atEnd ? { claims } : { problem: 'malformed' };
	} catch {
		return { problem: 'malformed' };
	}
}
