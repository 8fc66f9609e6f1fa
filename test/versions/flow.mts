import { demoCredentials } from '../../demo/credentials.mts';
import { owner } from '../../demo/settings.mts';
import { N8nClient, type Workflow } from '../../n8n/client/client.mts';
import type { CommandTarget } from '../../n8n/client/command-line.mts';
import { importCredentials } from '../../n8n/client/import-credentials.mts';
import { RestError } from '../../n8n/client/rest.mts';
import { until } from '../../n8n/polling.mts';
import { freePort } from '../../n8n/start/ports.mts';
import { startN8n } from '../../n8n/start/process.mts';
import type { Simulator } from '../../simulator/index.mts';
import { answerConsent } from '../support/consent.mts';
import { ACCOUNT, APPS } from '../../bench/world.mts';
import { CUSTOMER, mainFlow, OBJECT } from './workflows.mts';

/** A line of the table: how far the main flow came. */
export interface Row {
	version: string;
	node: string;
	/** n8n has started and published workflows with the package's nodes. */
	loads: boolean;
	link: boolean;
	/** The callback was accepted. */
	callback: boolean;
	/** The platform has the instance of the customer. */
	instance: boolean;
	/** That n8n gave, of so many at the platform. */
	records: string;
	/** What went wrong first. */
	error: string;
}

export const newRow = (version: string): Row => ({
	...{ version, node: '', loads: false, link: false, callback: false },
	...{ instance: false, records: '', error: '' },
});

const RECORDS = 250;

/** An n8n does not start if it is told to switch off a module that it does not have yet. */
const settings = { N8N_DISABLED_MODULES: undefined };

/**
 * Runs the main flow on an n8n that is installed, in a home of its own, and writes into the row how far it
 * came. Fails at the first thing that goes wrong.
 */
export async function runFlow(
	n8nTarget: Omit<CommandTarget, 'environment'>,
	simulator: Simulator,
	row: Row,
): Promise<void> {
	const target = { ...n8nTarget, environment: settings };
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const n8n = await startN8n({ ...target, port });
	try {
		await prepare(target, origin, simulator);
		row.loads = true;
		const { oauthUrl } = (await visit(`${origin}/webhook/link`, target.signal)) as {
			oauthUrl: string;
		};
		row.link = true;
		await visit(await answerConsent(oauthUrl), target.signal);
		row.callback = true;
		await until(
			'the instance',
			async () => {
				const [instance, another] = simulator.instances();
				if (another) throw new Error('The customer has two instances.');
				return instance?.tags.includes(`customer:${CUSTOMER}`) ? true : undefined;
			},
			{ signal: target.signal },
		);
		row.instance = true;
		simulator.populate('quickbooks', OBJECT, RECORDS);
		const records = (await visit(`${origin}/webhook/records`, target.signal)) as unknown[];
		row.records = `${records.length} of ${RECORDS}`;
	} finally {
		await n8n.stop();
	}
}

async function prepare(target: CommandTarget, origin: string, simulator: Simulator): Promise<void> {
	const { rest } = new N8nClient(origin);
	await rest.data('POST', '/owner/setup', owner);
	const credentials = demoCredentials(
		{ n8n: origin, api: simulator.apiUrl, smtpPort: await freePort() },
		simulator.accounts.main,
	);
	const used = JSON.stringify([ACCOUNT, APPS]);
	await importCredentials(
		credentials.filter(({ id }) => used.includes(id)),
		target,
	);
	for (const workflow of mainFlow(origin)) {
		const { id, versionId } = await rest.data<Workflow>('POST', '/workflows', workflow);
		try {
			await rest.data('POST', `/workflows/${id}/activate`, { versionId });
		} catch (error) {
			if (!(error instanceof RestError && error.status === 404)) throw error;
			// Before version 2 nothing was published: a workflow was switched on.
			await rest.data('PATCH', `/workflows/${id}`, { active: true, versionId });
		}
	}
}

/**
 * Calls a webhook and gives what it answers, which may be a page. n8n publishes workflows after it has
 * begun to answer.
 */
async function visit(url: string, signal: AbortSignal | undefined): Promise<unknown> {
	const { pathname } = new URL(url);
	const published = async () => {
		const response = await fetch(url);
		if (response.status === 404) return void (await response.arrayBuffer());
		return response;
	};
	const response = await until(`${pathname} being published`, published, { signal });
	const text = await response.text();
	if (response.status !== 200) throw new Error(`${pathname} answered: ${text}`);
	const isJson = response.headers.get('content-type')?.includes('json');
	return isJson ? JSON.parse(text) : text;
}
