import type { AccountName } from '../seed.mts';
import type { World } from '../state.mts';

/** One entry of an element's configuration list. Source: docs/platform-api.md, "Catalogue". */
export interface ConfigurationEntry {
	readonly key: string;
	readonly name: string;
	readonly description: string;
	readonly type: string;
	readonly defaultValue: string | null;
	readonly required: boolean;
	readonly hideFromConsole: boolean;
	readonly internal: boolean;
}

/** What is known of a connection that has just been made, to look whether it works. */
export interface FreshConnection {
	readonly world: World;
	readonly configuration: Readonly<Record<string, string | null>>;
}

interface FlowBase {
	/** Configuration that has to be sent. Source: docs/platform-api.md, "Per-element provisioning matrix". */
	readonly configuration: readonly string[];
	/** Configuration of token based provisioning; absent where that is not possible. */
	readonly external?: readonly string[];
	/** Callback parameters beyond token, verifier and code that have to come back, with the configuration key they become. */
	readonly providerData: Readonly<Record<string, string>>;
	/** The customer's address below the provider: its parameter at the OAuth helpers, and the configuration that holds it. */
	readonly site?: { readonly parameter: string; readonly configuration: string };
	/** What the platform adds to the configuration of its own accord. */
	readonly derive?: (
		configuration: Readonly<Record<string, string | null>>,
	) => Record<string, string>;
	/** How long a connection lives that nobody can renew; undefined where it can be. */
	readonly lifetimeMs?: (
		configuration: Readonly<Record<string, string | null>>,
	) => number | undefined;
	/** The call that shows whether the connection works. */
	readonly check?: (connection: FreshConnection) => Promise<void>;
}

/** OAuth 1.0a: request token, consent, verifier. Paths are below the simulator's origin; `{site}` is the customer's address. */
export interface OAuth1Flow extends FlowBase {
	readonly type: 'oauth1';
	readonly paths: {
		readonly requestToken: string;
		readonly consent: string;
		readonly accessToken: string;
	};
}

/** OAuth 2.0 with a code. */
export interface OAuth2Flow extends FlowBase {
	readonly type: 'oauth2';
	readonly paths: { readonly consent: string; readonly token: string };
	/** What is asked for where the caller does not say. Source: docs/platform-api.md, "Per-element provisioning matrix". */
	readonly defaultScope?: string;
}

/** No consent: the configuration is all there is. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export interface DirectFlow extends FlowBase {
	readonly type: 'basic' | 'apiKey' | 'custom';
}

/** A way to authenticate an instance of an element. */
export type Flow = OAuth1Flow | OAuth2Flow | DirectFlow;

/** What a provider takes of one company. Source: docs/platform-api.md, "Provider limits". */
export interface CallLimits {
	readonly atOnce?: number;
	readonly perMinute?: number;
	readonly perDay?: number;
	/** Whether its refusals say how long to wait. */
	readonly tells?: true;
}

/** A catalogue entry. Source: docs/platform-api.md, "Catalogue"; the sample of each guide. */
export interface ElementDefinition {
	readonly id: number;
	readonly key: string;
	readonly name: string;
	readonly description: string;
	readonly hub: string;
	/** What the catalogue says, which is not always what the element does. Source: docs/platform-api.md, "Catalogue". */
	readonly authenticationType: string;
	readonly typeOauth: boolean;
	readonly entries: readonly ConfigurationEntry[];
	/** The first one is used where nothing says which. */
	readonly flows: readonly [Flow, ...Flow[]];
	/** Counted where a test wants it. */
	readonly limits?: CallLimits;
	/** Listed, but not to be connected. */
	readonly inactive?: true;
	/** Listed as deleted, and not to be connected. */
	readonly deleted?: true;
	/** Not listed, but there. Source: docs/elements.md, "Sage One US". */
	readonly hidden?: true;
	/** Only this account sees it. Source: docs/platform-api.md, "Which call needs which". */
	readonly privateTo?: AccountName;
	readonly extended?: true;
}
