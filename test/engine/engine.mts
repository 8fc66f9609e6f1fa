import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecutionLifecycleHooks, LazyPackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import { ICredentialsHelper, Workflow, createRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

export const PACKAGE = 'n8n-nodes-cloud-elements';
const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The compiled package, found and loaded as n8n does it. */
export const loader = new LazyPackageDirectoryLoader(projectFolder);
await loader.loadAll();

/** Stands in for whatever hands items to the node under test. */
const itemSource: INodeType = {
	description: {
		displayName: 'Items',
		name: 'items',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const nodeTypes: INodeTypes = {
	getByName: (name) => nodeTypes.getByNameAndVersion(name),
	getByNameAndVersion: (name) =>
		name === 'test.items'
			? itemSource
			: (loader.getNode(name.replace(`${PACKAGE}.`, '')).type as INodeType),
	getKnownTypes: () => ({}),
};

/** Credentials of the running test, by type, as a user would have entered them. */
export type TestCredentials = Record<string, ICredentialDataDecryptedObject>;

class TestCredentialsHelper extends ICredentialsHelper {
	constructor(private readonly entered: TestCredentials) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = loader.getCredential(type).type;
		return typeof authenticate === 'function'
			? await authenticate(credentials, requestOptions)
			: requestOptions;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('credentials are given decrypted');
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const defaults = this.getCredentialsProperties(type).map(
			({ name, default: value }) => [name, value] as const,
		);
		return {
			...(Object.fromEntries(defaults) as ICredentialDataDecryptedObject),
			...this.entered[type],
		};
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return loader.getCredential(type).type.properties;
	}
}

export interface RunOptions {
	/** Node type without the package's name. */
	type: string;
	parameters?: INodeParameters;
	credentials: TestCredentials;
	/** JSON of the input items; one empty item unless given. */
	items?: IDataObject[];
	onError?: INode['onError'];
	/** Gets the run before it starts, to cancel it while it goes on. */
	started?: (run: { cancel(): void }) => void;
}

export interface RunResult {
	run: IRun;
	/** Items on the node's outputs, in order; the last is the error output where there is one. */
	outputs: INodeExecutionData[][];
	/** The error that ended the node, with what n8n would store of it. */
	error?: Error & { description?: string; context: IDataObject; httpCode?: string };
	/** The execution's searchable custom data. */
	customData: Record<string, string>;
	/** All that n8n would store about the execution, as text. */
	stored: string;
}

const NODE = 'Node under test';

/** Runs one node of the package on n8n's own engine, with items before it. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { type, parameters = {}, credentials, items = [{}], onError } = options;
	const source: INode = {
		id: 'source',
		name: 'Items',
		type: 'test.items',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node: INode = {
		id: 'node',
		name: NODE,
		type: `${PACKAGE}.${type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		...(onError && { onError }),
	};
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Workflow',
		nodes: [source, node],
		connections: { Items: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
	});
	const additionalData = {
		credentialsHelper: new TestCredentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('trigger', 'execution', {
			id: 'workflow',
			name: 'Workflow',
			nodes: [source, node],
			connections: {},
			active: false,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			activeVersionId: null,
		}),
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: source, data: { main: [items.map((json) => ({ json }))] }, source: null },
			],
		},
	});
	const running = new WorkflowExecute(additionalData, 'trigger', runData).processRunExecutionData(
		workflow,
	);
	options.started?.(running);
	const run = await running;
	const task = run.data.resultData.runData[NODE]?.[0];
	return {
		run,
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: task?.error as RunResult['error'],
		customData: run.data.resultData.metadata ?? {},
		stored: JSON.stringify(run.data.resultData),
	};
}
