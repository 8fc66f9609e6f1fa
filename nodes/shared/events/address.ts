import { InvalidInput } from '../errors/failure';

const LOOPBACK = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$|\.localhost$/i;
const PRIVATE =
	/^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cde])|\.(local|internal|lan)$|^[^.[]+$/i;

/**
 * What to warn of about the address at which the platform shall deliver, or nothing.
 *
 * @param anywhere whether the platform may be on this machine or network, as a simulator is
 * @throws InvalidInput when it can never be reached there
 */
export function checkAddress(url: string, anywhere: boolean): string | undefined {
	const { hostname, origin } = new URL(url);
	if (LOOPBACK.test(hostname) && !anywhere) {
		throw new InvalidInput(
			`The platform cannot deliver events to ${origin}, which is this machine only`,
			'Give n8n an address that can be reached from outside, by its setting WEBHOOK_URL.',
		);
	}
	if (!LOOPBACK.test(hostname) && !PRIVATE.test(hostname)) return undefined;
	return `Events will only arrive if the platform can reach ${origin}, which looks like an address of a private network. Give n8n a public one by its setting WEBHOOK_URL.`;
}
