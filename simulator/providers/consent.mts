import type { Brand, Choices } from './pages.mts';
import type { Subject } from './state.mts';

/** The outcome of an approval: what it is about and what the callback says of it, or the provider's reason to refuse. */
export type Approval =
	| { readonly subject: Subject; readonly returned: Readonly<Record<string, string>> }
	| { readonly refusal: string };

/** Whose consent page it is: the app that asks and, where the provider has them, the customer's address. */
export interface Visitor {
	readonly appKey: string;
	readonly site: string | undefined;
}

/** What both kinds of consent page need to know about a provider. */
export interface Consent {
	/** Where the provider's memory is kept. */
	readonly name: string;
	readonly brand: Brand;
	/** The customers' addresses, where the paths hold a `:site`. */
	readonly sites?: readonly string[];
	choices(visitor: Visitor): Choices;
	/** Judges the customer's choice; undefined if it is none of the choices. */
	approve(choice: string, visitor: Visitor): Approval | undefined;
}

/** What the consent form posts. */
export interface Decision {
	readonly decision?: string;
	readonly choice?: string;
}

/** The customer's address of a request; null where the provider has no such customer. */
export function siteOf(provider: Consent, params: unknown): string | undefined | null {
	if (provider.sites === undefined) return undefined;
	const { site = '' } = params as { site?: string };
	return provider.sites.includes(site) ? site : null;
}
