import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { compiled } from './compiled.mts';
import { outputOf, runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import {
	quickbooksCredentials,
	REALM,
	type Authentication,
	type Simulator,
} from './quickbooks.mts';
import { authorizedItem, visitTrigger } from './engine/callback-visit.mts';

const { openState, sealState, deriveStateKey } = compiled<
	typeof import('../../nodes/shared/oauth/sealedState.ts')
>('nodes/shared/oauth/sealedState');

type StateClaims = import('../../nodes/shared/oauth/sealedState.ts').StateClaims;

/** What Get OAuth URL put out. */
export interface Link extends IDataObject {
	oauthUrl: string;
	state: string;
	callbackUrl: string;
	expiresAt: string;
}

/** A link as Get OAuth URL makes it. */
export async function makeLink(
	simulator: Simulator,
	authentication: Authentication,
	parameters: INodeParameters = {},
): Promise<Link> {
	const credentials = quickbooksCredentials(simulator, authentication);
	const result = await runNode({ type: 'getOAuthUrl', credentials, parameters });
	return outputOf(result)[0] as Link;
}

/** Opens the link as a browser does, answers the consent page, and returns where it leads. */
export async function decide(
	oauthUrl: string,
	decision: 'approve' | 'deny' = 'approve',
	choice = REALM,
): Promise<string> {
	const page = await fetch(oauthUrl);
	if (page.status !== 200) throw new Error(`${page.status}: ${await page.text()}`);
	const body = new URLSearchParams({ decision, choice });
	const answer = await fetch(oauthUrl, { method: 'POST', body, redirect: 'manual' });
	const location = answer.headers.get('location');
	if (location === null) throw new Error(`${answer.status}: ${await answer.text()}`);
	return location;
}

/** A customer who approved: the link, the callback URL, and the item of the trigger. */
export async function approve(
	simulator: Simulator,
	authentication: Authentication,
	parameters: INodeParameters = {},
): Promise<{ link: Link; callbackUrl: string; item: IDataObject }> {
	const link = await makeLink(simulator, authentication, parameters);
	const callbackUrl = await decide(link.oauthUrl);
	const credentials = quickbooksCredentials(simulator, authentication);
	const item = authorizedItem(await visitTrigger(callbackUrl, credentials));
	return { link, callbackUrl, item };
}

/** Runs Create Instance on items of callbacks. */
export async function create(
	simulator: Simulator,
	authentication: Authentication,
	items: IDataObject[],
	{ credentials, ...options }: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		type: 'createInstance',
		credentials: credentials ?? quickbooksCredentials(simulator, authentication),
		items,
		...options,
		parameters: { callback: '={{ $json }}', ...options.parameters },
	});
}

function open(simulator: Simulator, state: string): { claims: StateClaims; key: Buffer } {
	const key = deriveStateKey({ ...simulator.accounts.main, baseUrl: simulator.apiUrl });
	const opened = openState(state, key);
	if (!('claims' in opened)) throw new Error(`the state is ${opened.problem}`);
	return { claims: opened.claims, key };
}

/** The request token's secret that a sealed state carries. */
export function secretIn(simulator: Simulator, { state }: Link): string {
	return open(simulator, state).claims.s ?? 'no secret in the state';
}

/** A true state of the same account that says something else. */
export function reseal(simulator: Simulator, state: string, change: Partial<StateClaims>): string {
	const { claims, key } = open(simulator, state);
	return sealState({ ...claims, ...change }, key);
}

/** Query of a callback URL. */
export function queryOf(callbackUrl: string): Record<string, string> {
	return Object.fromEntries(new URL(callbackUrl).searchParams);
}
