import type { IDataObject } from 'n8n-workflow';

/** An instance as the platform returns it. Only these three are always there (docs/platform-api.md, "Instances"). */
export interface Instance extends IDataObject {
	id: number;
	name: string;
	token: string;
}

/** Body of `POST /instances`. */
export interface InstanceBody {
	element: { key: string };
	providerData?: Record<string, string>;
	configuration: IDataObject;
	tags?: readonly string[];
	name: string;
	externalAuthentication?: 'initial';
}

/** What signs the customer in when this body is sent. */
export function signedInBy({
	externalAuthentication,
	providerData,
}: InstanceBody): 'approval' | 'tokens' | 'configuration' {
	if (externalAuthentication) return 'tokens';
	return providerData ? 'approval' : 'configuration';
}

/** Whether a value is an object with entries. */
export function isEntries(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names and tags as the platform keeps them: without markup (docs/platform-api.md, "Instances"). */
export const asKept = (text: string) => text.replace(/<[^>]*>/g, '').trim();

/** The tags as texts; some hosts return `{id, name}` for each (docs/platform-api.md, "Instances"). */
export function tagsOf({ tags }: Instance): string[] {
	if (!Array.isArray(tags)) return [];
	return (tags as unknown[]).map((tag) => String(isEntries(tag) ? tag.name : tag));
}

/** Catalogue key of the instance's element, as far as the answer tells. */
export function elementKeyOf({ element }: Instance): string | undefined {
	return isEntries(element) && typeof element.key === 'string' ? element.key : undefined;
}

/** The instance's configuration, secrets masked by the platform; empty where the answer has none. */
export function configurationOf({ configuration }: Instance): IDataObject {
	return isEntries(configuration) ? configuration : {};
}
