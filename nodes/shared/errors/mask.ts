import type { IDataObject } from 'n8n-workflow';

/** What the platform itself puts in place of a secret (docs/platform-api.md, "Instances"). */
export const MASK = '********';

// `oauth.token.url` or `oauth.user.refresh_time` only name what they belong to.
const SECRET_KEY =
	/(secret|pass(word|phrase)|\bpass$|pwd|token|verifier|code|signature|credential|private|session\.id|(api|access|account|subscription)[._-]?key)/i;
const PUBLIC_KEY = /(url|time|interval|type|enabled|header|basic\.header)$/i;

/** Below this a value would blot out ordinary words of a message. */
const SHORTEST_SECRET = 6;

function isSecret(key: string, entries: IDataObject): boolean {
	// Some elements take an API key as user name, without a password (docs/platform-api.md, "Per-element provisioning matrix").
	if (key === 'username') return !entries.password;
	return SECRET_KEY.test(key) && !PUBLIC_KEY.test(key);
}

/** The values among `configuration` or `providerData` entries that are secrets. */
export function secretEntries(entries: IDataObject): string[] {
	return Object.entries(entries)
		.filter(([key, value]) => isSecret(key, entries) && ['string', 'number'].includes(typeof value))
		.map(([, value]) => String(value as string | number));
}

/** A copy of an instance's `configuration` or `providerData` in which no secret can be read. */
export function maskEntries(entries: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(entries).map(([key, value]) => {
			const hasValue = value !== null && value !== undefined && value !== '';
			return [key, isSecret(key, entries) && hasValue ? MASK : value];
		}),
	);
}

/** The secrets as they can stand in a text, the longest first. */
function spellingsOf(secrets: readonly string[]): string[] {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [...new Set([secret, encodeURIComponent(secret)])])
		.sort((a, b) => b.length - a.length);
}

const maskSpellings = (text: string, spellings: readonly string[]) =>
	spellings.reduce((masked, spelling) => masked.replaceAll(spelling, MASK), text);

/** The text without the beginning of a secret at its end, as it stands where a text was cut. */
function maskCutEnd(text: string, spellings: readonly string[]): string {
	const end = text.replace(/…$/, '');
	for (const spelling of spellings) {
		for (let length = spelling.length - 1; length >= SHORTEST_SECRET; length--) {
			if (end.endsWith(spelling.slice(0, length))) return end.slice(0, -length) + MASK;
		}
	}
	return text;
}

/** Takes the given secrets out of a text, also where they stand URL-encoded, and where the text ends within one. */
export function maskText(text: string, secrets: readonly string[]): string {
	const spellings = spellingsOf(secrets);
	return maskCutEnd(maskSpellings(text, spellings), spellings);
}

/** The longest part of a secret that every encoding of it leaves as it is. */
function tellingPart(secret: string): string {
	const parts = secret.split(/[^A-Za-z0-9]+/);
	return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function maskDeep(value: unknown, spellings: readonly string[]): unknown {
	if (typeof value === 'string') return maskSpellings(value, spellings);
	if (Array.isArray(value)) return value.map((one) => maskDeep(one, spellings));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [
			maskSpellings(key, spellings),
			maskDeep(one, spellings),
		]),
	);
}

/**
 * A parsed answer without the given secrets, wherever the far side should repeat one.
 *
 * @param text what the value was parsed from. It is searched first, which costs next to nothing
 * beside looking at each value of 100,000 rows.
 */
export function maskValue(value: unknown, text: string, secrets: readonly string[]): unknown {
	const held = secrets.filter(
		(secret) => secret.length >= SHORTEST_SECRET && text.includes(tellingPart(secret)),
	);
	return held.length > 0 ? maskDeep(value, spellingsOf(held)) : value;
}
