import type { N8nClient, Workflow, WorkflowFile, WorkflowNode } from '../../n8n/client/client.mts';
import { outputOf, type Execution } from '../../n8n/client/executions.mts';
import { until } from '../../n8n/polling.mts';
import { createChain, jsonOf, node, runChain, START } from './workflows.mts';

type Reference = { id: string | null; name: string };

/** An n8n in which customers are onboarded. */
export interface Place {
	client: N8nClient;
	/** Where its webhooks are. */
	origin: string;
	account: Reference;
	/** Provider apps by their element. */
	apps: Readonly<Record<'quickbooks' | 'freshbooks', Reference>>;
}

/** The demo's credentials in the n8n that runs for all tests. */
export const DEMO: Pick<Place, 'account' | 'apps'> = {
	account: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' },
	apps: {
		quickbooks: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
		freshbooks: { id: 'ceDemoFreshBooks1', name: 'FreshBooks app (demo)' },
	},
};

const PAGE_PATH = 'connect-here';
const CALLBACK_PATH = 'connected-here';

export const pageUrlOf = ({ origin }: Place) => `${origin}/webhook/${PAGE_PATH}`;
export const callbackUrlOf = ({ origin }: Place) => `${origin}/webhook/${CALLBACK_PATH}`;

/** Makes nodes of the package with the credentials of a place. */
export function nodesOf({ account, apps }: Place) {
	const ours = (name: string, type: string, parameters: object, more: object = {}): WorkflowNode =>
		node(
			name,
			`n8n-nodes-cloud-elements.${type}`,
			{ ...parameters },
			{
				credentials: { cloudElementsApi: account },
				...more,
			},
		);
	const withApp = (
		name: string,
		type: string,
		app: keyof Place['apps'],
		parameters: object,
	): WorkflowNode =>
		ours(name, type, parameters, {
			credentials: { cloudElementsApi: account, cloudElementsAppApi: apps[app] },
		});
	return { ours, withApp };
}

/** What a test wants to be otherwise in {@link pageWorkflow}, by node. */
export type Change = Partial<
	Record<'page' | 'quickbooks' | 'freshbooks' | 'callback' | 'connect', object>
>;

const settings = { executionOrder: 'v1' };
const to = (name: string) => [{ node: name, type: 'main', index: 0 }];

/** The Connect Page with a link for each software, and the callback trigger with what connects the account. */
export function pageWorkflow(
	place: Place,
	change: Change = {},
	connect: { type: string; parameters: object } = { type: 'createInstance', parameters: {} },
): WorkflowFile {
	const { ours, withApp } = nodesOf(place);
	const link = (name: string, app: keyof Place['apps']) =>
		withApp(name, 'getOAuthUrl', app, {
			callbackUrl: callbackUrlOf(place),
			options: { answerBrowser: true },
			...change[app],
		});
	const software = [
		{ element: 'quickbooks', label: 'QuickBooks Online' },
		{ element: 'freshbooks', label: 'FreshBooks' },
	];
	return {
		name: 'Connect Page',
		nodes: [
			ours(
				'Page',
				'connectPage',
				{ path: PAGE_PATH, offers: { software }, ...change.page },
				{ webhookId: PAGE_PATH },
			),
			link('QuickBooks Link', 'quickbooks'),
			link('FreshBooks Link', 'freshbooks'),
			...callbackNodes(place, change, connect),
		],
		connections: {
			Page: { main: [to('QuickBooks Link'), to('FreshBooks Link')] },
			Callback: { main: [to('Connect')] },
		},
		settings,
	};
}

function callbackNodes(
	place: Place,
	change: Change,
	connect: { type: string; parameters: object },
): WorkflowNode[] {
	const { ours, withApp } = nodesOf(place);
	return [
		ours(
			'Callback',
			'oAuthCallbackTrigger',
			{ path: CALLBACK_PATH, options: { answer: 'whenDone' }, ...change.callback },
			{ webhookId: CALLBACK_PATH },
		),
		withApp('Connect', connect.type, 'quickbooks', {
			options: { answerBrowser: true },
			...connect.parameters,
			...change.connect,
		}),
	];
}

/** Publishes a workflow for the time of some work. */
export async function whilePublished(
	{ client }: Place,
	file: WorkflowFile,
	work: (workflow: Workflow) => Promise<void>,
): Promise<void> {
	const workflow = await client.createWorkflow(file);
	await client.publish(workflow);
	try {
		await work(workflow);
	} finally {
		await client.unpublish(workflow.id);
	}
}

/** An invitation as Invite Customer makes it. */
export async function invite(place: Place, parameters: object = {}): Promise<string> {
	const { ours } = nodesOf(place);
	const made = await runChain(place.client, 'Invite', [
		ours('Invite', 'inviteCustomer', {
			pageUrl: pageUrlOf(place),
			customerId: 'cus_77',
			...parameters,
		}),
	]);
	return jsonOf(made, 'Invite')[0]?.inviteUrl as string;
}

/** Starts a workflow and gives the execution once it has that status. */
export async function startUntil(
	client: N8nClient,
	workflowId: string,
	status: 'waiting' | 'error',
): Promise<Execution> {
	const { executionId } = await client.rest.data<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: START } },
	);
	return await until(`execution ${executionId} to be ${status}`, async () => {
		const execution = await client.execution(executionId);
		return execution.status === status ? execution : undefined;
	});
}

/** A workflow that makes a link, or an invitation, and waits for its customer. */
export async function createWaiting(
	place: Place,
	{ wait = {}, by = 'link' }: { wait?: object; by?: 'link' | 'invitation' } = {},
): Promise<string> {
	const { ours, withApp } = nodesOf(place);
	const options = { resumeThisExecution: true };
	const make =
		by === 'link'
			? withApp('Make', 'getOAuthUrl', 'quickbooks', {
					callbackUrl: callbackUrlOf(place),
					customerId: 'cus_88',
					options,
				})
			: ours('Make', 'inviteCustomer', {
					pageUrl: pageUrlOf(place),
					customerId: 'cus_88',
					options,
				});
	const { id } = await createChain(place.client, 'Wait', [
		make,
		ours('Wait', 'waitForCustomer', wait),
	]);
	return id;
}

/** Starts an execution of such a workflow, which then waits. */
export async function startWaiting(
	place: Place,
	by?: 'link' | 'invitation',
): Promise<{ executionId: string; link: string }> {
	const id = await createWaiting(place, { by });
	const execution = await startUntil(place.client, id, 'waiting');
	const made = jsonOf(execution, 'Make')[0];
	return { executionId: execution.id, link: (made?.oauthUrl ?? made?.inviteUrl) as string };
}

/** JSON on each output of the node Wait. */
export const waitOutputs = (execution: Execution) =>
	Object.fromEntries(
		['timedOut', 'authorized', 'denied'].map((name, output) => [
			name,
			outputOf(execution, 'Wait', output).map(({ json }) => json),
		]),
	);
