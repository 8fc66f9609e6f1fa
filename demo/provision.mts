import type { Examples } from './examples.mts';
import type { CredentialWithData, N8nClient, Workflow } from '../n8n/client/client.mts';
import { DataTables } from '../n8n/client/data-tables.mts';
import type { CommandTarget } from '../n8n/client/command-line.mts';
import { importCredentials } from '../n8n/client/import-credentials.mts';

export interface Provision {
	client: N8nClient;
	/** The n8n that `client` is signed in to. */
	target: CommandTarget;
	credentials: CredentialWithData[];
	examples: Examples;
	/** Is told what is being done, a line at a time. */
	report: (line: string) => void;
}

/** Gives an n8n what the examples need and the examples: all that is missing, and nothing that is there. */
export async function provision(options: Provision): Promise<void> {
	await provisionCredentials(options);
	await provisionDataTables(options);
	await provisionWorkflows(options);
}

async function provisionCredentials(options: Provision): Promise<void> {
	const { client, target, credentials, report } = options;
	const missing = missingIn(await client.credentials(), credentials);
	if (missing.length === 0) return;
	report('Importing the demo credentials');
	await importCredentials(missing, target);
}

async function provisionDataTables({ client, examples, report }: Provision): Promise<void> {
	const tables = await DataTables.of(client);
	const existing = new Set((await tables.list()).map(({ name }) => name));
	for (const { rows, ...table } of examples.dataTables) {
		if (existing.has(table.name)) continue;
		report(`Creating the Data Table ${table.name}`);
		const { id } = await tables.create(table);
		if (rows) await tables.insert(id, rows);
	}
}

async function provisionWorkflows({ client, examples, report }: Provision): Promise<void> {
	const missing = new Set(
		missingIn(await client.workflows(), examples.workflows).map(({ id }) => id),
	);
	if (missing.size > 0) report('Importing the examples');
	// n8n lists what changed last first.
	for (const example of examples.workflows.toReversed()) {
		if (missing.has(example.id)) await client.createWorkflow(example);
		const workflow = await client.workflow(example.id);
		if (startsByItself(workflow) && isUntouched(workflow)) await client.publish(workflow);
	}
}

/** n8n would also publish a workflow that sends an e-mail and begins with a click. */
function startsByItself({ nodes }: Workflow): boolean {
	return nodes.some(({ type }) =>
		/(?<!\.(?:manual|chat))Trigger$|\.(?:webhook|connectPage)$/.test(type),
	);
}

/** The example that connects three companies from tokens. */
const quickProvision = 'ceExQuickQbo0001';

/** In a new world nobody is connected; the first example is about those who are. */
export async function connectFirstCompanies(
	client: N8nClient,
	report: (line: string) => void,
): Promise<void> {
	report('Connecting three companies');
	await client.run(quickProvision, 'Start Here');
}

/** As imported, and never published: one that its user unpublished keeps its count of triggers. */
function isUntouched({ activeVersionId, triggerCount, versionCounter }: Workflow): boolean {
	return activeVersionId === null && triggerCount === 0 && versionCounter === 1;
}

function missingIn<T extends { id: string }>(existing: Array<{ id: string }>, wanted: T[]): T[] {
	const ids = new Set(existing.map(({ id }) => id));
	return wanted.filter(({ id }) => !ids.has(id));
}
