import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A module as the build compiled it by itself; its type comes from its source. */
export function compiled<Module>(path: string): Module {
	return require(`../../build/${path}.js`) as Module;
}

/** What a function throws, for tests that look at more than its message. */
export function thrownBy(run: () => unknown): Error & { description?: string } {
	try {
		run();
	} catch (error) {
		return error as Error;
	}
	throw new Error('nothing was thrown');
}
