import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCredentials } from '../demo/credentials.mts';
import { owner } from '../demo/settings.mts';
import { N8nClient, type WorkflowNode } from '../n8n/client/client.mts';
import { importCredentials } from '../n8n/client/import-credentials.mts';
import { ensureInstalled } from '../n8n/install/install.mts';
import { freePort } from '../n8n/start/ports.mts';
import { startN8n } from '../n8n/start/process.mts';
import { startSimulator, type Simulator } from '../simulator/index.mts';

/** A real n8n with the package, and the platform that it calls. */
export interface World {
	simulator: Simulator;
	client: N8nClient;
	origin: string;
	pid: number;
	/** Publishes a workflow of these nodes, each leading to the next. */
	publish: (name: string, nodes: WorkflowNode[]) => Promise<void>;
}

/** A node of a workflow; the credentials are those of the demo. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credentials?: WorkflowNode['credentials'],
): WorkflowNode {
	return {
		...{ id: name, name, type, typeVersion, parameters, position: [0, 0] },
		...(credentials && { credentials }),
		...(type.endsWith('webhook') && { webhookId: `bench-${String(parameters.path)}` }),
	};
}

/** A core Webhook that starts a workflow and answers with what its last node gave. */
export const start = (path: string) =>
	node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
		path,
		httpMethod: 'GET',
		responseMode: 'lastNode',
		options: {},
	});

export const ACCOUNT = {
	cloudElementsApi: { id: 'ceDemoAccount0001', name: 'Cloud Elements (demo)' },
};

/** The QuickBooks apps, by how their customers consent. */
export const APPS = {
	oAuth1: {
		cloudElementsAppApi: { id: 'ceDemoQboOAuth101', name: 'QuickBooks app OAuth 1.0a (demo)' },
	},
	oAuth2: {
		cloudElementsAppApi: { id: 'ceDemoQboOAuth201', name: 'QuickBooks app OAuth 2.0 (demo)' },
	},
};

/**
 * A call to the platform in n8n's own node. The secrets are in the credential, as they have to be
 * (docs/credentials.md), and a customer's token in the header that the credential reads it from.
 */
export const httpRequest = (
	name: string,
	{ token, ...parameters }: Record<string, unknown> & { token?: string },
) =>
	node(
		name,
		'n8n-nodes-base.httpRequest',
		4.2,
		{
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'cloudElementsApi',
			options: {},
			...(token !== undefined && {
				sendHeaders: true,
				headerParameters: {
					parameters: [{ name: 'x-cloud-elements-element-token', value: token }],
				},
			}),
			...parameters,
		},
		ACCOUNT,
	);

/** So that n8n answers with one item, whatever the number. */
export const LAST = node('Last', 'n8n-nodes-base.limit', 1, { maxItems: 1, keep: 'lastItems' });

/** Starts both, with more variables for n8n, and ends them after the work. */
export async function inWorld(
	environment: Record<string, string>,
	work: (world: World) => Promise<void>,
): Promise<void> {
	await ensureInstalled({ report: console.error });
	const home = await mkdtemp(join(tmpdir(), 'cloud-elements-bench-'));
	const logFile = join(home, 'n8n.log');
	const simulator = await startSimulator();
	const n8n = await startN8n({ home, logFile, port: await freePort(), environment });
	try {
		const client = new N8nClient(n8n.origin);
		await client.signIn(owner);
		const addresses = { n8n: n8n.origin, api: simulator.apiUrl, smtpPort: await freePort() };
		const credentials = demoCredentials(addresses, simulator.accounts.main);
		await importCredentials(
			credentials.filter(({ id }) =>
				[ACCOUNT, ...Object.values(APPS)].some((slot) => JSON.stringify(slot).includes(id)),
			),
			{ home, logFile },
		);
		const publish: World['publish'] = async (name, nodes) => {
			const links = nodes.slice(1).map(({ name: to }, index) => {
				const from = (nodes[index] as WorkflowNode).name;
				return [from, { main: [[{ node: to, type: 'main', index: 0 }]] }] as const;
			});
			const connections = Object.fromEntries(links);
			const settings = { executionOrder: 'v1', saveDataSuccessExecution: 'none' };
			const workflow = await client.createWorkflow({ name, nodes, connections, settings });
			await client.publish(workflow);
		};
		await work({ simulator, client, origin: n8n.origin, pid: n8n.pid, publish });
	} finally {
		await n8n.stop();
		await simulator.close();
		await rm(home, { recursive: true, force: true });
	}
}

/** Calls a webhook of n8n and fails unless it went well. */
export async function visit(url: string): Promise<string> {
	const response = await fetch(url, { redirect: 'manual' });
	const text = await response.text();
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text}`);
	return text;
}
