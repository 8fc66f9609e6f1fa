import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { callbackUrlProblem, chooseFlow, elementKeyIn, readAppFields } from './app';
import type { AppCredential } from './app';
import { findElement } from '../elements';
import type { ConsentFlow } from '../elements/types';

// The nodes take such a URL, as the guides use one; somebody who sets up an app should know better.
function unencrypted(callbackUrl: string): string | undefined {
	const { protocol, hostname } = new URL(callbackUrl);
	if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
		return undefined;
	}
	return 'The callback URL must begin with https:// (http:// only for localhost), or the approval travels unencrypted';
}

/** Part of the URLs at which n8n listens only while somebody tests a workflow in the editor. */
const TEST_PATH = /\/webhook-test(\/|$)/;

// The node takes one too, for trying a link; the credential is for every customer.
function onlyForTests(callbackUrl: string): string | undefined {
	const { origin, pathname } = new URL(callbackUrl);
	if (!TEST_PATH.test(pathname)) return undefined;
	return `The callback URL ${origin}${pathname} is a test URL of n8n, at which it listens only while somebody tests in the editor. Enter the production URL (/webhook/) here, and the test URL in Get OAuth URL while you build`;
}

function keyProblem({ apiKey, apiSecret }: AppCredential): string | undefined {
	if (typeof apiKey !== 'string' || apiKey.trim() === '') return 'The API key is empty';
	if (typeof apiSecret !== 'string' || apiSecret.trim() === '') return 'The API secret is empty';
	if (apiKey !== apiKey.trim()) return 'The API key begins or ends with a blank';
	if (apiSecret !== apiSecret.trim()) return 'The API secret begins or ends with a blank';
	if (apiKey === apiSecret) return 'The API key and the API secret are the same text';
	return undefined;
}

function siteProblem(siteAddress: string, flow?: ConsentFlow): string | undefined {
	const label = flow?.required?.siteAddress;
	if (!label || !/[./]/.test(siteAddress)) return undefined;
	return `${label} is only what stands before the first dot, such as targetcompany`;
}

/** The first thing wrong with an app credential that can be seen without asking anybody. */
function problemOf(credential: AppCredential): string | undefined {
	const key = elementKeyIn(credential);
	if (key === '') return 'The element key is empty';
	if (/\s/.test(key)) return 'The element key holds a blank';
	const element = findElement(key);
	const chosen = element && chooseFlow(element, credential);
	const fields = readAppFields(credential);
	const prefix = chosen && element.keyPrefixes?.[chosen.authentication];
	const swapped = prefix?.test(fields.apiSecret) && !prefix.test(fields.apiKey);
	return (
		keyProblem(credential) ??
		(swapped ? 'The API key and the API secret look swapped' : undefined) ??
		callbackUrlProblem(fields.callbackUrl, chosen?.flow) ??
		unencrypted(fields.callbackUrl) ??
		onlyForTests(fields.callbackUrl) ??
		siteProblem(fields.siteAddress, chosen?.flow)
	);
}

function problemIn(credential: AppCredential): string | undefined {
	try {
		return problemOf(credential);
	} catch (error) {
		return (error as Error).message;
	}
}

// The editor shows words of its own beside the green tick; these are for whoever asks n8n's API.
const ONLY_THE_FORM =
	'Only the form was checked: keys, secret and callback URL are there and can be meant. The provider was not asked whether it knows them. That shows when Get OAuth URL makes a link and a customer opens it.';

/**
 * Test of the app credential. It works offline, because a credential cannot reach the account's
 * host: whether the provider accepts the keys shows when Get OAuth URL asks it.
 */
export async function cloudElementsAppApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = problemIn(credential.data ?? {});
	return problem ? { status: 'Error', message: problem } : { status: 'OK', message: ONLY_THE_FORM };
}
