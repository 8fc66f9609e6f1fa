import type { CallLimits } from '../api/connection';
import type { KnownRefusal } from '../errors/explanation';

/** How a provider app signs its customers in; the values of the credential field `authentication`. */
export type Authentication = 'oAuth1' | 'oAuth2';

/** What the app credential holds about one provider app, blanks trimmed; empty text where not given. */
export interface AppFields {
	apiKey: string;
	apiSecret: string;
	callbackUrl: string;
	siteAddress: string;
	signature: string;
	subscriptionKey: string;
	scope: string;
	partnerApp: boolean;
	sandbox: boolean;
}

/** Tokens that a provider gave out earlier, for an instance without a consent screen. */
export interface TokenFields {
	realmId: string;
	dataSource: string;
	userToken: string;
	userTokenSecret: string;
	accessToken: string;
	refreshToken: string;
	/** Seconds. */
	refreshInterval: string;
	/** Epoch milliseconds. */
	refreshTime: string;
}

/**
 * Where the value of one query parameter or configuration entry comes from. Empty text without a
 * default is left out; a boolean field is sent only when it is on.
 */
export type ValueSource<Fields> =
	| { readonly field: keyof Fields; readonly default?: string }
	| { readonly value: string };

/** Query parameters or configuration entries by the platform's own name. */
export type ValueSources<Fields> = Readonly<Record<string, ValueSource<Fields>>>;

/** A configuration entry about the customer's account, which no app credential can hold. */
export interface CustomerEntry {
	readonly label: string;
	readonly required: boolean;
}

/** How long a consent lasts, as far as the provider publishes it (docs/elements.md, "How long a consent lasts"). */
export interface TokenLife {
	/** Days from the last renewal of the tokens, if nobody renews them. */
	readonly unusedDays?: number;
	/** Days from the customer's approval, however often the tokens are renewed. */
	readonly absoluteDays?: number;
	/** The day from which these count where the customer approved earlier. */
	readonly absoluteSince?: string;
}

/** One way to connect an account of an element by the customer's consent (a guide's steps 1 to 3). */
export interface ConsentFlow {
	/** Whether `GET oauth/token` comes first: OAuth 1.0a, whose token and secret are needed later. */
	readonly requestToken: boolean;
	/** App fields that this element needs beside key, secret and callback URL, with what they are called. */
	readonly required?: Readonly<Partial<Record<keyof AppFields, string>>>;
	/** Query parameters beside `apiKey`, `apiSecret` and `callbackUrl`, on both helper calls. */
	readonly query: ValueSources<AppFields>;
	/** Callback parameters that `POST /instances` wants in `providerData`; `all`: as they came. */
	readonly providerData:
		| 'all'
		| { readonly required: readonly string[]; readonly optional: readonly string[] };
	/** Whether the guide's body repeats the element key as `providerData.state`. */
	readonly stateInProviderData: boolean;
	/** `configuration` of `POST /instances`. */
	readonly configuration: ValueSources<AppFields>;
	/** Callback parameters that become configuration entries: `{ country: 'country' }`. */
	readonly configurationFromCallback?: Readonly<Record<string, string>>;
	/** Entries that somebody has to give for each customer. */
	readonly customerEntries?: Readonly<Record<string, CustomerEntry>>;
	/**
	 * Whether the provider's callback brings the state back. One that binds the callback at the
	 * request token (strict OAuth 1.0a) does not, and a sealed state would be lost.
	 */
	readonly returnsState: boolean;
	readonly tokenLife?: TokenLife;
	/** What the user should know about instances of an app that has this field off. */
	readonly caveat?: { readonly unless: keyof AppFields; readonly text: string };
}

/** One way to create an instance from tokens, with `externalAuthentication: "initial"`. */
export interface TokenFlow {
	/** Fields without which the platform could not reach the provider. */
	readonly required: readonly (keyof TokenFields)[];
	/** Entries that somebody has to give for each customer, where no token field holds them. */
	readonly customerEntries?: Readonly<Record<string, CustomerEntry>>;
	/** `configuration` of `POST /instances`. */
	readonly configuration: ValueSources<AppFields & TokenFields>;
}

/** How an element tells which records changed since a time (docs/elements.md, "Records that changed"). */
export interface ChangeDates {
	/** Where a record says when it changed last; dots lead into objects. */
	readonly field: string;
	/** Where it says when it was created, if it does. */
	readonly createdField?: string;
	readonly since: {
		/** What asks for them, `{date}` standing for the time. */
		readonly clause: string;
		/** How the time is written: in UTC with milliseconds, to the second, with an offset, or as a day. */
		readonly form: 'millisecond' | 'second' | 'offset' | 'day';
	};
	/** Set where dates are in the zone of the customer's account, which nobody tells. */
	readonly accountZone?: true;
	/** Field of the ID by object, where it is not `id`. */
	readonly idFields?: Readonly<Record<string, string>>;
}

/** An element of the catalogue as data: nodes read it and know no element by name. */
export interface ElementDefinition {
	/** Catalogue key, by which the platform addresses the element. */
	readonly key: string;
	/** Stands for the key in a sealed state, from 1 on. Never given to another element: links hold it. */
	readonly code?: number;
	readonly displayName: string;
	/** Set where the package holds no data about the element: this is what the account's catalogue says, partly a guess. */
	readonly fromCatalogue?: true;
	readonly consent: Readonly<Partial<Record<Authentication, ConsentFlow>>>;
	readonly tokens?: Readonly<Partial<Record<Authentication, TokenFlow>>>;
	/** The customer's company: its callback parameter, configuration entry, and the provider's word for it. */
	readonly company?: {
		readonly parameter: string;
		readonly configuration?: string;
		readonly label: string;
		/** What every ID of a company looks like, where the provider has just one form, and in words. */
		readonly form?: { readonly pattern: RegExp; readonly words: string };
	};
	/** Where the name of the customer's company is: in the first row of a resource, or in the configuration. */
	readonly companyName?:
		| { readonly resource: string; readonly property: string }
		| { readonly configuration: string };
	/** Absent where it is not known how the element tells changes. */
	readonly changes?: ChangeDates;
	/** Characters of a state beyond which the provider is known to cut it. */
	readonly stateLimit?: number;
	/** How many calls the provider takes for each company, as far as it is published (docs/elements.md, "How many calls a company takes"). */
	readonly limits?: CallLimits;
	/** What this provider's own words of refusal mean. */
	readonly refusals?: readonly KnownRefusal[];
	/** What the provider's app keys begin with, to notice a swapped key and secret. */
	readonly keyPrefixes?: Readonly<Partial<Record<Authentication, RegExp>>>;
}
