import type { Instance } from './instance.mts';

/** What the platform remembers of an OAuth 1.0a request token between step 1 and the instance. */
export interface IssuedRequestToken {
	readonly elementKey: string;
	readonly callbackUrl: string;
}

/** The platform's memory. */
export interface PlatformState {
	readonly instances: Map<number, Instance>;
	readonly requestTokens: Map<string, IssuedRequestToken>;
	nextInstanceId: number;
}

/** A platform without instances. */
export function createPlatformState(): PlatformState {
	return { instances: new Map(), requestTokens: new Map(), nextInstanceId: 420101 };
}
