import { createHmac } from 'node:crypto';

/**
 * Sage's request signature: method, address and nonce, keyed with the app's signing secret and the
 * access token. No source says more than that there is a signature (docs/platform-api.md, "Per-element
 * provisioning matrix"); the form is ours.
 */
export function sageSignature(
	call: { method: string; url: string; nonce: string },
	signingSecret: string,
	accessToken: string,
): string {
	const base = [call.method, encodeURIComponent(call.url), call.nonce].join('&');
	const key = `${encodeURIComponent(signingSecret)}&${encodeURIComponent(accessToken)}`;
	return createHmac('sha1', key).update(base).digest('base64');
}
