import type { BulkJob } from './bulk/state.mts';
import { type CommonResources, createCommonResources } from './common-resources/state.mts';
import type { Instance } from './instance.mts';
import { createLimitState, type LimitState } from './limits.mts';
import type { ResourceStore } from './resources/store.mts';
import type { UsageEntry } from './usage.mts';

/** What the platform remembers of an OAuth 1.0a request token between step 1 and the instance. */
export interface IssuedRequestToken {
	readonly elementKey: string;
	readonly callbackUrl: string;
}

/** The platform's memory. */
export interface PlatformState {
	readonly instances: Map<number, Instance>;
	/** Instances by their token: looked up with every resource call. */
	readonly byToken: Map<string, Instance>;
	readonly requestTokens: Map<string, IssuedRequestToken>;
	/** Records of elements that have no books of their own, by element, customer and resource. */
	readonly resources: ResourceStore;
	readonly commonResources: CommonResources;
	readonly usage: UsageEntry[];
	readonly bulk: Map<string, BulkJob>;
	readonly limits: LimitState;
	nextInstanceId: number;
	nextConfigurationId: number;
}

/** A platform without instances. */
export function createPlatformState(): PlatformState {
	return {
		instances: new Map(),
		byToken: new Map(),
		requestTokens: new Map(),
		resources: { records: new Map(), volumes: new Map(), habits: new Map() },
		commonResources: createCommonResources(),
		usage: [],
		bulk: new Map(),
		limits: createLimitState(),
		nextInstanceId: 420101,
		nextConfigurationId: 8800001,
	};
}
