import type { ProviderApp } from '../seed.mts';
import type { Brand, Choices } from './pages.mts';
import type { Subject } from './state.mts';

/** The outcome of an approval: what it is about, or the provider's reason to refuse. */
export type Approval = { readonly subject: Subject } | { readonly refusal: string };

/** What both kinds of consent page need to know about a provider. */
export interface Consent {
	readonly brand: Brand;
	choices(): Choices;
	/** Judges the customer's choice; undefined if it is none of the choices. */
	approve(choice: string, app: ProviderApp): Approval | undefined;
}

/** What the consent form posts. */
export interface Decision {
	readonly decision?: string;
	readonly choice?: string;
}
