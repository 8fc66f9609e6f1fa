import which from 'which';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Path of a Chromium on the PATH, if there is one. */
export const findChromium = (): string | undefined =>
	NAMES.map((name) => which.sync(name, { nothrow: true })).find((path) => path !== null);

/** For who wanted to use one. */
export const NO_CHROMIUM = `No Chromium is on the PATH (${NAMES.join(', ')}). Debian, Ubuntu: sudo apt-get install -y chromium`;
