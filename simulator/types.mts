/** The two secrets every platform call is made with. Source: docs/platform-api.md, "Authorization header". */
export interface AccountSecrets {
	readonly userSecret: string;
	readonly organizationSecret: string;
}

/** One request as it arrived, secrets in clear: tests compare it with what a guide writes. */
export interface RecordedRequest {
	method: string;
	/** Path as received, percent-encoding kept, without the query. */
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON body, or undefined when there was none or it was not JSON. */
	body: unknown;
	/** Simulator clock, epoch milliseconds. */
	at: number;
	/** Status handled, also when a fault kept the answer from the client; 0 when the call was dropped unhandled. */
	status: number;
	/** How it ended for the caller, who may have gone before the whole answer was sent; nothing while it is under way. */
	end?: 'answered' | 'broken off';
}

/** A body to answer with: text and bytes go out as they are (give a content type), anything else as JSON. */
export type FaultBody = unknown;

/**
 * A fault to inject, at the platform or at a provider: the path says where.
 * `path` as text is the source of a regular expression that has to match the whole path, either as received
 * or relative to `/elements/api-v2`; as a RegExp it is tested against the path as received.
 *
 * `status` or `body` answer instead of handling the call. The others change the real answer, after the work was done;
 * `cutAfter` and `echo` go with either. Nothing of it needs more than JSON, so that it can be posted to the controls;
 * bytes are given there as `{"base64": "…"}`.
 */
export interface FaultRule {
	method?: string;
	path: string | RegExp;
	/** How often it strikes; default 1, or without end when `rate` is given. */
	times?: number;
	/** How many matching calls go through first. */
	after?: number;
	/** Share of matching calls it strikes, 0..1; the sequence is the same on each run. */
	rate?: number;
	/** Answer with this instead of handling the call; 200 where only a body is given. An empty text is an empty body. */
	status?: number;
	body?: FaultBody;
	/** Headers of the answer; beside `replaceBody` and alone they change the real one. */
	headers?: Record<string, string>;
	/** Handle the call, then answer with this body in place of the real one. */
	replaceBody?: FaultBody;
	/** Names of headers that are taken out of the answer. */
	withoutHeaders?: readonly string[];
	/** Each record of the answer repeats the request's `authorization` header, as far sides do that mean to help. */
	echo?: true;
	/** Send the head and this many bytes of the body (0: none), then break the connection. */
	cutAfter?: number;
	/**
	 * Handle the call, say by an interim answer (102) that it was handled, and then send nothing more: with
	 * `cutAfter` after the head and so many bytes, where the connection would break otherwise.
	 */
	hangs?: true;
	/** Send the body in sixteen pieces, so many milliseconds apart. */
	dripMs?: number;
	/** Send blanks behind the body, `dripMs` apart, and never end; an interim answer (103) comes first. */
	endless?: true;
	/** Handle the call, then destroy the socket. */
	loseAnswer?: true;
	/** Destroy the socket before handling. */
	drop?: true;
	/** Destroy the socket at once, and handle the call nevertheless when the clock is so many milliseconds further. */
	lateMs?: number;
	delayMs?: number;
	/** Beginning of the sequence of `rate`; each fault has one of its own unless it is given. */
	seed?: number;
}

/** Something that changed at a provider. */
export interface ProviderChange {
	objectType: string;
	objectId: string;
	eventType: 'CREATED' | 'UPDATED' | 'DELETED' | 'UNKNOWN';
}

/** What a resource is to do unlike its element's others. */
export interface ResourceHabits {
	/** When lists hand out `Elements-Next-Page-Token`; `never`: a list that knows page numbers only. */
	readonly token?: 'always' | 'until the end' | 'repeats' | 'never';
	/** Whether `page` counts. */
	readonly pages?: boolean;
	/** The most records on a page. */
	readonly max?: number;
	/** Ids are numbers from this one on, written as digits, exact however long: `7615917337495251231`. */
	readonly firstId?: string;
}

/** Which recorded requests to list; `path` is matched like that of a fault. */
export interface RequestFilter {
	path?: string | RegExp;
	method?: string;
}

/** What a test holds of a running simulator. */
export interface Simulator {
	readonly origin: string;
	readonly apiUrl: string;
	readonly accounts: { readonly main: AccountSecrets; readonly other: AccountSecrets };
	reset(): void;
	/** All that it remembers but calls and faults, for `startSimulator` to go on with. */
	save(): Uint8Array;
	requests(filter?: RequestFilter): RecordedRequest[];
	/** What arrived at the providers: consent pages, token endpoints, APIs; the platform's own calls among them. */
	providerRequests(filter?: RequestFilter): RecordedRequest[];
	/** How many calls faults struck. */
	faultsStruck(): number;
	/** Every account's instances as they are, without asking the platform. */
	instances(): ReadonlyArray<{ readonly id: number; readonly tags: readonly string[] }>;
	peakInFlight(): number;
	fault(rule: FaultRule): void;
	latency(ms: number): void;
	readonly clock: { set(epochMs: number): void; advance(ms: number): void; reset(): void };
	/** Sets how many records a resource of an element starts with; what calls changed in it is forgotten. */
	populate(element: string, resource: string, count: number, habits?: ResourceHabits): void;
	/** Lets a change happen at the provider: listed as an event of the instance and sent as its configuration says. */
	emit(instanceId: number, changes: readonly ProviderChange[], shape?: 'current' | 'older'): void;
	/** Resolves when no notification is being sent any more; retries wait for the clock. */
	settled(): Promise<void>;
	/** Lets providers count calls and refuse those beyond their limits; with `headers`, what they tell comes through. */
	limitCalls(options?: { headers?: boolean }): void;
	/** Takes the customer's consent back: the provider's tokens of an instance are dead. */
	revoke(instanceId: number): void;
	close(): Promise<void>;
}
