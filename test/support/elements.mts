import { expect } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { answerConsent, type Choice } from './consent.mts';
import { outputOf, runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import { CALLBACK_URL, quickbooksCredentials, type Simulator } from './quickbooks.mts';
import type { Link } from './flow.mts';
import type { TestCredentials } from './engine/host.mts';
import { authorizedItem, visitTrigger } from './engine/callback-visit.mts';

/** What a user enters for the app of one provider. */
export interface AppOf {
	element: string;
	apiKey: string;
	apiSecret: string;
	[field: string]: string | boolean;
}

/** The two credentials of a user who has an app of any element. */
export function credentialsOf(simulator: Simulator, app: AppOf): TestCredentials {
	const { cloudElementsApi } = quickbooksCredentials(simulator, 'oAuth2');
	return {
		cloudElementsApi: cloudElementsApi ?? {},
		cloudElementsAppApi: { callbackUrl: CALLBACK_URL, ...app },
	};
}

/** Runs Get OAuth URL with an app. */
export async function askLink(
	simulator: Simulator,
	app: AppOf,
	parameters: INodeParameters = {},
	items?: IDataObject[],
): Promise<RunResult> {
	const credentials = credentialsOf(simulator, app);
	return await runNode({ type: 'getOAuthUrl', credentials, parameters, items });
}

/** A link as Get OAuth URL makes it, for one item. */
export async function linkOf(
	simulator: Simulator,
	app: AppOf,
	parameters: INodeParameters = {},
): Promise<Link & { requestToken: { token: string; secret: string } }> {
	return outputOf(await askLink(simulator, app, parameters))[0] as never;
}

/** A customer on the way through link, consent page and trigger. */
export interface Journey {
	link: Link;
	callbackUrl: string;
	item: IDataObject;
}

/** A customer who approved a sealed link, as far as the trigger's item. */
export async function journey(
	simulator: Simulator,
	app: AppOf,
	{ parameters = {}, choice = {} }: { parameters?: INodeParameters; choice?: Choice } = {},
): Promise<Journey> {
	const link = await linkOf(simulator, app, parameters);
	const callbackUrl = await answerConsent(link.oauthUrl, choice);
	const visit = await visitTrigger(callbackUrl, credentialsOf(simulator, app));
	return { link, callbackUrl, item: authorizedItem(visit) };
}

/** Runs Create Instance with an app, on items that hold callbacks. */
export async function createFor(
	simulator: Simulator,
	app: AppOf,
	items: IDataObject[],
	options: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		type: 'createInstance',
		credentials: credentialsOf(simulator, app),
		items,
		...options,
		parameters: { callback: '={{ $json }}', ...options.parameters },
	});
}

/** Parameter Element Fields as the editor stores it. */
export function fieldsWith(value: Record<string, unknown>): INodeParameters {
	return { elementFields: { mappingMode: 'defineBelow', value: value as never } };
}

/** Makes an instance from configuration only. */
export async function createDirectly(
	simulator: Simulator,
	element: string,
	parameters: INodeParameters = {},
	items?: IDataObject[],
): Promise<RunResult> {
	const { cloudElementsApi = {} } = quickbooksCredentials(simulator, 'oAuth2');
	return await runNode({
		type: 'createInstance',
		credentials: { cloudElementsApi },
		items,
		parameters: {
			source: 'configuration',
			element: { __rl: true, mode: 'list', value: element },
			...parameters,
		},
	});
}

/** Tag that an instance made from configuration only is found by. */
export const OWN_TAG = expect.stringMatching(/^n8n-[\w-]{16}$/) as unknown as string;

/** Body of the one POST /instances; fails when there were others. */
export function postedBody(simulator: Simulator): Record<string, unknown> {
	const posts = simulator.requests({ path: '/instances', method: 'POST' });
	expect(posts).toHaveLength(1);
	return posts[0]?.body as Record<string, unknown>;
}

/** What the node warned of beside its output. */
export function hintsOf({ run }: RunResult): string[] {
	const task = run.data.resultData.runData['Node under test']?.[0];
	return (task?.hints ?? []).filter(({ type }) => type === 'warning').map(({ message }) => message);
}

/** Status of a call with an instance's own token. */
export async function statusOf(
	simulator: Simulator,
	path: string,
	token: unknown,
): Promise<number> {
	const { userSecret } = simulator.accounts.main;
	const authorization = `User ${userSecret}, Element ${String(token)}`;
	return (await fetch(`${simulator.apiUrl}${path}`, { headers: { authorization } })).status;
}
