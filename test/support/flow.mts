import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { compiled } from './compiled.mts';
import { answerConsent, type Choice } from './consent.mts';
import { credentialsOf, keyAccountOf, type App } from './credentials.mts';
import { authorizedItem, visitTrigger } from './engine/callback-visit.mts';
import { outputOf, runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import type { Simulator } from './simulator.mts';

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
	/** With OAuth 1.0a and a custom state only. */
	requestToken: { token: string; secret: string };
}

/** A customer on the way through link, consent page and trigger. */
export interface Journey {
	link: Link;
	callbackUrl: string;
	/** On the trigger's output Authorized. */
	item: IDataObject;
}

/** Runs Get OAuth URL with an app. */
export async function askLink(
	simulator: Simulator,
	app: App,
	parameters: INodeParameters = {},
	items?: IDataObject[],
): Promise<RunResult> {
	const credentials = credentialsOf(simulator, app);
	return await runNode({ type: 'getOAuthUrl', credentials, parameters, items });
}

/** A link as Get OAuth URL makes it, for one item. */
export async function makeLink(
	simulator: Simulator,
	app: App,
	parameters: INodeParameters = {},
): Promise<Link> {
	return outputOf(await askLink(simulator, app, parameters))[0] as Link;
}

/** A customer who approved a sealed link, as far as the trigger's item. */
export async function approve(
	simulator: Simulator,
	app: App,
	parameters: INodeParameters = {},
	choice: Choice = {},
): Promise<Journey> {
	const link = await makeLink(simulator, app, parameters);
	const callbackUrl = await answerConsent(link.oauthUrl, choice);
	const visit = await visitTrigger(callbackUrl, credentialsOf(simulator, app));
	return { link, callbackUrl, item: authorizedItem(visit) };
}

/** Runs Create Instance with an app, on items that hold callbacks. */
export async function create(
	simulator: Simulator,
	app: App,
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

function open(simulator: Simulator, state: string): { claims: StateClaims; key: Buffer } {
	const key = deriveStateKey(keyAccountOf(simulator));
	const opened = openState(state, key);
	if (!('claims' in opened)) throw new Error(`the state is ${opened.problem}`);
	return { claims: opened.claims, key };
}

/** The request token's secret that a sealed state carries. */
export function secretIn(simulator: Simulator, { state }: Link): string {
	return open(simulator, state).claims.s ?? 'no secret in the state';
}

/** What a sealed state carries. */
export function claimsIn(simulator: Simulator, { state }: Link): StateClaims {
	return open(simulator, state).claims;
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
