import { InvalidInput } from '../errors/failure';

/** Names that tell a callback from any other address. */
const TELLING = ['state', 'code', 'oauth_token', 'oauth_verifier', 'error', 'denied'] as const;

/** How many wrappings are taken off; more are nobody's. */
const MOST_WRAPPINGS = 5;

const isTelling = (query: URLSearchParams) => TELLING.some((name) => query.has(name));

/** What `**A`, `**B`, … of a URL Defense address stand for: how many characters were taken out there. */
const RUN_LENGTHS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * URL Defense, version 3: `…/v3/__https://a.example/cb?code=4*abc__;Lw!!…`. The characters where an
 * asterisk stands follow in base64url behind `__;`.
 */
function fromUrlDefense3(text: string): string | undefined {
	const [, address, encoded] = /\/v3\/__(.+?)__;([\w-]*)!/.exec(text) ?? [];
	if (address === undefined || encoded === undefined) return undefined;
	const characters = [...Buffer.from(encoded, 'base64url').toString('utf8')];
	const restored = address.replace(/\*(?:\*(.))?/g, (_, run?: string) =>
		characters.splice(0, run === undefined ? 1 : RUN_LENGTHS.indexOf(run) + 2).join(''),
	);
	return restored.replace(/^(https?:\/)(?=[^/])/, '$1/');
}

/** URL Defense, version 2: hyphens for percent signs, underscores for slashes. */
function fromUrlDefense2(url: URL): string | undefined {
	const given = /\/v2\/url$/.test(url.pathname) ? url.searchParams.get('u') : null;
	if (given === null) return undefined;
	try {
		return decodeURIComponent(given.replaceAll('-', '%').replaceAll('_', '/'));
	} catch {
		return undefined;
	}
}

/** The address of a callback that stands, encoded, in the one parameter of another address. */
function fromParameter({ searchParams }: URL): string | undefined {
	if (isTelling(searchParams)) return undefined;
	const inside = [...searchParams.values()].filter(
		(value) => URL.canParse(value) && /^https?:/.test(value) && value.includes('='),
	);
	return inside.length === 1 ? inside[0] : undefined;
}

/** What a mail scanner wrapped, or nothing where the text is no wrapping. */
function unwrap(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const url = new URL(text);
	if (/(^|\.)urldefense\./.test(url.hostname)) {
		return fromUrlDefense3(text) ?? fromUrlDefense2(url) ?? fromParameter(url);
	}
	return fromParameter(url);
}

/** Takes off what comes along when an address is copied from a mail, a log or a page. */
function strip(text: string): string {
	const [, quoted] = /"GET (\S+) HTTP\/[\d.]+"/.exec(text) ?? [];
	return (quoted ?? text)
		.trim()
		.replace(/^<(.*)>$/s, '$1')
		.replace(/^GET\s+/, '')
		.replace(/\s+HTTP\/[\d.]+$/, '')
		.replace(/&(amp;)+/g, '&');
}

function addressIn(given: string): string {
	let text = strip(given);
	for (let count = 0; count < MOST_WRAPPINGS; count++) {
		const inside = unwrap(text);
		if (inside === undefined) break;
		text = strip(inside);
	}
	return text;
}

/**
 * The query of a callback that was given as text: an address, its path or its query alone, as it was
 * copied from a browser, a mail or a line of a log. Only what cannot be meant in another way is undone.
 *
 * @throws InvalidInput when more than an address is left
 */
export function queryInText(given: string): URLSearchParams {
	const text = addressIn(given);
	if (/\s/.test(text)) {
		throw new InvalidInput(
			'The callback holds more than an address',
			'Give the one address to which the provider sent the customer, from https:// to its end, without the text around it.',
		);
	}
	// A part behind # never belongs to the query; some providers add one.
	const [address = ''] = text.split('#');
	const search = URL.canParse(address) ? new URL(address).search : address.replace(/^[^?]*\?/, '');
	return new URLSearchParams(search);
}
