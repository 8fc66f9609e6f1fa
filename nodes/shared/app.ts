import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from './api/failure';
import { findElement } from './elements';
import type { AppFields, Authentication, ConsentFlow, ElementDefinition } from './elements/types';
import { hashOf } from './oauth/sealedState';

/** One provider app: which element it belongs to, how it signs customers in, and its keys. */
export interface App {
	element: ElementDefinition;
	authentication: Authentication;
	fields: AppFields;
}

/** The app credential as n8n hands it over. */
export type AppCredential = Partial<
	Record<keyof AppFields | 'element' | 'elementKey' | 'authentication', unknown>
>;

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** @throws InvalidInput when the credential names an element that the package holds no data about */
export function readApp(credential: AppCredential): App {
	const key =
		credential.element === 'other' ? text(credential.elementKey) : text(credential.element);
	const element = findElement(key);
	if (!element) {
		throw new InvalidInput(
			key
				? `The element "${key}" is not known to this package`
				: 'The app credential names no element',
			'Choose the element in the Cloud Elements App credential.',
		);
	}
	const [only] = Object.keys(element.consent) as Authentication[];
	const chosen = text(credential.authentication) as Authentication;
	return {
		element,
		authentication: element.consent[chosen] ? chosen : (only as Authentication),
		fields: {
			apiKey: text(credential.apiKey),
			apiSecret: text(credential.apiSecret),
			callbackUrl: text(credential.callbackUrl),
			siteAddress: text(credential.siteAddress),
			signature: text(credential.signature),
			scope: text(credential.scope),
			partnerApp: credential.partnerApp === true,
			sandbox: credential.sandbox === true,
		},
	};
}

/** The app that the node's credential holds. One credential serves every item of a run. */
export async function getApp(context: IExecuteFunctions): Promise<App> {
	return readApp(await context.getCredentials<AppCredential>('cloudElementsAppApi'));
}

/** How this app's customers give their consent. */
export function consentFlow(app: App): ConsentFlow {
	return app.element.consent[app.authentication] as ConsentFlow;
}

/** A short text that is the same for the same app keys only, and tells nothing about them. */
export function fingerprintOf({ element, authentication, fields }: App): string {
	return hashOf(element.key, authentication, fields.apiKey, fields.apiSecret);
}

/**
 * What is wrong with a callback URL, in words, or nothing. OAuth 1.0a providers get the state in
 * the callback's own query, so there it must not have one already (API reference, "OAuth helpers").
 */
export function callbackUrlProblem(callbackUrl: string, flow: ConsentFlow): string | undefined {
	if (callbackUrl === '') return 'The callback URL is empty';
	if (!URL.canParse(callbackUrl)) return `The callback URL "${callbackUrl}" is not a web address`;
	const url = new URL(callbackUrl);
	if (!/^https?:$/.test(url.protocol)) return 'The callback URL must begin with https://';
	if (url.hash) return 'The callback URL must not have a part behind #';
	if (flow.requestToken && url.search) {
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
): { app: App; overridden: Record<string, string> } {
	const given = Object.entries({ siteAddress: text(siteAddress), scope: text(scope) });
	const overridden = Object.fromEntries(given.filter(([, value]) => value !== ''));
	const fields = {
		...app.fields,
		...overridden,
		callbackUrl: callbackUrl || app.fields.callbackUrl,
	};
	return { app: { ...app, fields }, overridden };
}
