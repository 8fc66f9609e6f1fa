import { randomBytes } from 'node:crypto';

/** 24 hexadecimal digits, the form of a request id. Source: docs/platform-api.md, "Requests and answers". */
export function requestId(): string {
	return randomBytes(12).toString('hex');
}

/** Letters and digits only, as providers make their tokens and codes. */
export function opaque(length: number): string {
	let text = '';
	while (text.length < length)
		text += randomBytes(length)
			.toString('base64')
			.replace(/[^A-Za-z0-9]/g, '');
	return text.slice(0, length);
}

/** An element token: base64 that always holds `/`, `+` and `=`, so that careless encoding shows. Source: docs/platform-api.md, "Words". */
export function elementToken(): string {
	return `${opaque(3)}/${opaque(12)}+${opaque(16)}/${opaque(10)}=`;
}
