import { InvalidInput } from '../errors/failure';
import type { PlatformClient } from '../api/platformClient';
import { resolveElement } from '../elements/catalogue';
import type { AppFields, Authentication, ConsentFlow, ElementDefinition } from '../elements/types';
import { choiceIn, switchIn, textIn } from '../api/credentialFields';
import { hashOf, isHashOf } from '../oauth/sealedState';

/** One provider app: which element it belongs to, how it signs customers in, and its keys. */
export interface App {
	element: ElementDefinition;
	authentication: Authentication;
	flow: ConsentFlow;
	fields: AppFields;
}

/** The app credential as n8n hands it over. */
export type AppCredential = Partial<
	Record<keyof AppFields | 'element' | 'elementKey' | 'authentication', unknown>
>;

/** The ways to sign customers in, as people call them. */
export const AUTHENTICATION_NAMES: Readonly<Record<Authentication, string>> = {
	oAuth1: 'OAuth 1.0a',
	oAuth2: 'OAuth 2.0',
};

/**
 * Catalogue key of the credential's element; empty text when it names none.
 *
 * @throws InvalidInput when it is no text
 */
export function elementKeyIn(credential: AppCredential): string {
	return textIn(credential, credential.element === 'other' ? 'elementKey' : 'element');
}

/**
 * The credential's fields as the data of an element refers to them.
 *
 * @throws InvalidInput for what a field cannot hold
 */
export function readAppFields(credential: AppCredential): AppFields {
	return {
		apiKey: textIn(credential, 'apiKey'),
		apiSecret: textIn(credential, 'apiSecret'),
		callbackUrl: textIn(credential, 'callbackUrl'),
		siteAddress: textIn(credential, 'siteAddress'),
		signature: textIn(credential, 'signature'),
		subscriptionKey: textIn(credential, 'subscriptionKey'),
		scope: textIn(credential, 'scope'),
		partnerApp: switchIn(credential, 'partnerApp'),
		sandbox: switchIn(credential, 'sandbox'),
	};
}

/**
 * How customers of this app give their consent: as the credential says, else the element's only way.
 *
 * @throws InvalidInput when the credential says what there is not
 */
export function chooseFlow(
	element: ElementDefinition,
	credential: AppCredential,
): { authentication: Authentication; flow: ConsentFlow } {
	const flows = Object.entries(element.consent) as Array<[Authentication, ConsentFlow]>;
	const wanted = choiceIn(credential, 'authentication', ['oAuth1', 'oAuth2']);
	const chosen = flows.find(([name]) => name === wanted) ?? flows[0];
	if (!chosen) throw new InvalidInput(`${element.displayName} does not sign customers in by OAuth`);
	return { authentication: chosen[0], flow: chosen[1] };
}

/**
 * The app that a credential holds.
 *
 * @throws InvalidInput when the credential names no element that can be used
 * @throws CallFailure when the account's catalogue does not know the element
 */
export async function readApp(client: PlatformClient, credential: AppCredential): Promise<App> {
	const key = elementKeyIn(credential);
	if (key === '') {
		throw new InvalidInput(
			'The app credential names no element',
			'Choose the element in the Cloud Elements App credential.',
			'credential_incomplete',
		);
	}
	const element = await resolveElement(client, key);
	return { element, ...chooseFlow(element, credential), fields: readAppFields(credential) };
}

const identityOf = ({ element, authentication, fields }: App) =>
	[element.key, authentication, fields.apiKey, fields.apiSecret] as const;

/** A short text that is the same for the same app keys only, and tells nothing about them. */
export function fingerprintOf(app: App): string {
	return hashOf(...identityOf(app));
}

/** Whether a state carries {@link fingerprintOf} this app, or its beginning. */
export function hasFingerprint(app: App, claim: string): boolean {
	return isHashOf(claim, ...identityOf(app));
}

/**
 * What is wrong with a callback URL, in words, or nothing. OAuth 1.0a providers get the state in
 * the callback's own query, so there it must not have one already (docs/platform-api.md, "OAuth helpers").
 */
export function callbackUrlProblem(callbackUrl: string, flow?: ConsentFlow): string | undefined {
	if (callbackUrl === '') return 'The callback URL is empty';
	if (!URL.canParse(callbackUrl)) return `The callback URL "${callbackUrl}" is not a web address`;
	const url = new URL(callbackUrl);
	if (!/^https?:$/.test(url.protocol)) return 'The callback URL must begin with https://';
	if (url.hash) return 'The callback URL must not have a part behind #';
	if (flow?.requestToken && url.search) {
		return 'The callback URL must not have a question mark: with OAuth 1.0a the state goes there';
	}
	return undefined;
}

/** What an item may say in place of the app credential. */
export interface AppOverrides {
	siteAddress?: string;
	scope?: string;
}

/** The app for one item, and what of it differs from the credential, which travels with the state. */
export function withOverrides(
	app: App,
	callbackUrl: string,
	{ siteAddress, scope }: AppOverrides,
): { app: App; overridden: AppOverrides } {
	const given = Object.entries({ siteAddress: siteAddress?.trim(), scope: scope?.trim() });
	const overridden: AppOverrides = Object.fromEntries(given.filter(([, value]) => value));
	const fields = {
		...app.fields,
		...overridden,
		callbackUrl: callbackUrl || app.fields.callbackUrl,
	};
	return { app: { ...app, fields }, overridden };
}

/**
 * Checks that the app has what every call about it needs.
 *
 * @throws InvalidInput naming what is missing
 */
export function checkApp({ element, flow, fields }: App): void {
	const labels = { apiKey: 'API Key', apiSecret: 'API Secret', ...flow.required };
	const missing = Object.entries(labels).filter(([name]) => !fields[name as keyof AppFields]);
	if (missing.length > 0) {
		const names = missing.map(([, label]) => label).join(' and ');
		throw new InvalidInput(
			`${element.displayName} needs ${names}`,
			'Enter it in the Cloud Elements App credential. What differs from customer to customer can be given in the options of the node.',
			'credential_incomplete',
		);
	}
	const problem = callbackUrlProblem(fields.callbackUrl, flow);
	if (problem) {
		throw new InvalidInput(
			problem,
			'Enter it in the node or in the Cloud Elements App credential.',
		);
	}
}
