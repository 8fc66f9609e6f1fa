import { ExecutionStatusList } from 'n8n-workflow';
import {
	parseExecution,
	type Execution,
	type ExecutionPage,
	type ExecutionSummary,
	type RawExecution,
} from './executions.mts';
import { until, type PollOptions } from '../polling.mts';
import { RestError, RestSession } from './rest.mts';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialWithData extends Credential {
	/** Secrets are blanked; a blank sent back leaves the secret as it is. */
	data: Record<string, unknown>;
}

/** A workflow to create, as in an exported file. */
export interface WorkflowFile {
	id?: string;
	name: string;
	description?: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[key: string]: unknown;
}

export interface Workflow extends WorkflowFile {
	id: string;
	versionId: string;
	/** Null unless published. */
	activeVersionId: string | null;
	/** Triggers and webhooks of the version that was published last; 0 if none ever was. */
	triggerCount: number;
	/** Goes up each time the workflow is saved. */
	versionCounter: number;
}

interface PublicationStatus {
	status: string;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

const finished = new Set(['success', 'error', 'crashed', 'canceled']);

/** Does what the editor does: credentials, workflows, executions. Sign in first. */
export class N8nClient {
	readonly rest: RestSession;

	constructor(readonly origin: string) {
		this.rest = new RestSession(origin);
	}

	/** Makes the owner's account in a new n8n, and signs in. Gives false if the owner has another password. */
	async signIn(owner: Owner): Promise<boolean> {
		const { email, password } = owner;
		const settings = await this.rest.data<{ userManagement: { showSetupOnFirstLoad?: boolean } }>(
			'GET',
			'/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest.data('POST', '/owner/setup', owner);
		}
		try {
			await this.rest.data('POST', '/login', { emailOrLdapLoginId: email, password });
			return true;
		} catch (error) {
			if (error instanceof RestError && error.status === 401) return false;
			throw error;
		}
	}

	async credentials(): Promise<Credential[]> {
		return await this.rest.data('GET', '/credentials');
	}

	async credential(id: string): Promise<CredentialWithData> {
		return await this.rest.data('GET', `/credentials/${id}?includeData=true`);
	}

	/** n8n chooses the id; for one of your own see `importCredentials`. */
	async createCredential(credential: Omit<CredentialWithData, 'id'>): Promise<Credential> {
		return await this.rest.data('POST', '/credentials', credential);
	}

	async updateCredential({ id, name, type, data }: CredentialWithData): Promise<void> {
		await this.rest.data('PATCH', `/credentials/${id}`, { name, type, data });
	}

	/** What the editor shows after saving a credential. */
	async testCredential(id: string): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { name, type, data } = await this.credential(id);
		return await this.rest.data('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async workflows(): Promise<Array<Pick<Workflow, 'id' | 'name' | 'activeVersionId'>>> {
		return await this.rest.data('GET', '/workflows');
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.rest.data('GET', `/workflows/${id}`);
	}

	async createWorkflow(workflow: WorkflowFile): Promise<Workflow> {
		return await this.rest.data('POST', '/workflows', workflow);
	}

	/** Publishes a workflow and waits until its webhooks and triggers listen. Gives false if it has none. */
	async publish({ id, versionId }: Pick<Workflow, 'id' | 'versionId'>): Promise<boolean> {
		try {
			await this.rest.data('POST', `/workflows/${id}/activate`, { versionId });
		} catch (error) {
			if (error instanceof RestError && error.answer.includes('no trigger node')) return false;
			throw error;
		}
		await this.settled(id, 'published');
		return true;
	}

	async unpublish(id: string): Promise<void> {
		await this.rest.data('POST', `/workflows/${id}/deactivate`, {});
		await this.settled(id, 'not_published');
	}

	/** Publishing is work that n8n does after it has answered. */
	private async settled(id: string, wanted: 'published' | 'not_published'): Promise<void> {
		await until(`workflow ${id} being ${wanted}`, async () => {
			const { status, triggers } = await this.rest.data<PublicationStatus>(
				'GET',
				`/workflows/${id}/publication-status`,
			);
			const refused = triggers.find(({ errorMessage }) => errorMessage !== null);
			if (refused) throw new Error(`n8n cannot publish workflow ${id}: ${refused.errorMessage}`);
			return status === wanted ? true : undefined;
		});
	}

	/** Runs a saved workflow as its Execute button does, from the trigger named, and waits for its end. */
	async run(id: string, trigger: string, options?: PollOptions): Promise<Execution> {
		const { executionId } = await this.rest.data<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return await this.finishedExecution(executionId, options);
	}

	/** The newest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const { results } = await this.executionPage(workflowId);
		return results.sort((a, b) => Number(b.id) - Number(a.id));
	}

	/** All of a workflow, however many. */
	async allExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const all: ExecutionSummary[] = [];
		let cursor: string | null = '';
		while (cursor !== null) {
			const page: ExecutionPage = await this.executionPage(workflowId, cursor);
			all.push(...page.results);
			cursor = page.nextCursor ?? null;
		}
		return all;
	}

	/**
	 * Those of every status, by name: without, n8n asks for those that run and for those that have ended at the same
	 * time, and one that ends meanwhile is in neither.
	 */
	private async executionPage(workflowId: string, cursor = ''): Promise<ExecutionPage> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ExecutionStatusList }));
		const more = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		return await this.rest.data('GET', `/executions?filter=${filter}&limit=100${more}`);
	}

	async execution(id: string): Promise<Execution> {
		return parseExecution(await this.rest.data<RawExecution>('GET', `/executions/${id}`));
	}

	/** Waits until an execution has ended, well or badly. */
	async finishedExecution(id: string, options?: PollOptions): Promise<Execution> {
		return await until(
			`the end of execution ${id}`,
			async () => {
				const execution = await this.execution(id);
				return finished.has(execution.status) ? execution : undefined;
			},
			options,
		);
	}

	/** Waits for what nodes stored with `customData`: n8n writes it down after it has said how the execution ended. */
	async customData(executionId: string): Promise<Record<string, string>> {
		return await until(`the custom data of execution ${executionId}`, async () => {
			const { customData } = await this.execution(executionId);
			return Object.keys(customData).length > 0 ? customData : undefined;
		});
	}

	/** Waits for an execution of a workflow that is newer than the one given, and for its end. */
	async nextExecution(
		workflowId: string,
		after?: string,
		options?: PollOptions,
	): Promise<Execution> {
		const { id } = await until(
			`an execution of workflow ${workflowId}`,
			async () => {
				const executions = await this.executions(workflowId);
				return executions.findLast(({ id }) => Number(id) > Number(after ?? 0));
			},
			options,
		);
		return await this.finishedExecution(id, options);
	}
}
