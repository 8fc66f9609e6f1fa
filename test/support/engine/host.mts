import './quiet.mts';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecutionLifecycleHooks, LazyPackageDirectoryLoader } from 'n8n-core';
import { ICredentialsHelper, Workflow, setSafeRegexEngine } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

const required = createRequire(import.meta.url)('n8n-workflow') as typeof import('n8n-workflow');

// n8n's own gives up after 250 ms of wall time, which a busy machine may take to come back to it.
const patientEngine: Parameters<typeof setSafeRegexEngine>[0] = {
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, text) => input.replace(new RegExp(pattern, flags), text),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.replace('g', '') + 'g')),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
};
// n8n-core has the copy that is required, this module the one that is imported.
setSafeRegexEngine(patientEngine);
required.setSafeRegexEngine(patientEngine);

const PACKAGE = 'n8n-nodes-cloud-elements';
const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The compiled package, found and loaded as n8n does it, but each class from its own module. */
export const loader = new LazyPackageDirectoryLoader(projectFolder);
await loader.loadAll();
for (const known of [loader.known.nodes, loader.known.credentials].flatMap(Object.values)) {
	known.sourcePath = known.sourcePath.replace('dist/', 'build/');
}

/** Name of the node that a test runs. */
export const NODE_NAME = 'Node under test';

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
			: // The twin that a model calls has the code of its node.
				(loader.getNode(name.replace(`${PACKAGE}.`, '').replace(/Tool$/, '')).type as INodeType),
	getKnownTypes: () => ({}),
};

/** Credentials of the running test, by type, as a user would have entered them. */
export type TestCredentials = Record<string, ICredentialDataDecryptedObject>;

/** Fields of a credential may be expressions over its other fields, and over what n8n is doing. */
export async function withSelf(
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
): Promise<ICredentialDataDecryptedObject> {
	const node = { ...nodeOf('items', {}, {}), type: 'test.items' };
	const { expression } = workflowOf([node]);
	await expression.acquireIsolate();
	try {
		return expression.getComplexParameterValue(
			node,
			data as INodeParameters,
			mode,
			{},
			undefined,
			undefined,
			data,
		) as ICredentialDataDecryptedObject;
	} finally {
		await expression.releaseIsolate();
	}
}

class TestCredentialsHelper extends ICredentialsHelper {
	constructor(private readonly entered: TestCredentials) {
		super();
	}

	getParentTypes(type: string): string[] {
		return loader.getCredential(type).type.extends ?? [];
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

	/** As n8n's: only where the field for it is empty, or a request was refused with 401. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		_node: INode,
		expired: boolean,
	): Promise<undefined> {
		const { preAuthentication, properties } = loader.getCredential(type).type;
		const field = properties.find(({ typeOptions }) => typeOptions?.expirable === true);
		if (field && (expired || credentials[field.name] === '')) {
			await preAuthentication?.call(helpers, credentials);
		}
	}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('credentials are given decrypted');
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
	): Promise<ICredentialDataDecryptedObject> {
		const defaults = this.getCredentialsProperties(type).map(
			({ name, default: value }) => [name, value] as const,
		);
		const data = {
			...(Object.fromEntries(defaults) as ICredentialDataDecryptedObject),
			...this.entered[type],
		};
		return await withSelf(data, mode);
	}

	async updateCredentials(): Promise<void> {}

	/** Where a test can see what n8n would have saved. */
	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData = {} }: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.entered[type] = { ...this.entered[type], oauthTokenData };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return loader.getCredential(type).type.properties;
	}
}

/** A node of the package as it stands in a workflow. */
export function nodeOf(
	type: string,
	parameters: INodeParameters,
	credentials: TestCredentials,
	more: Partial<INode> = {},
): INode {
	return {
		id: 'node',
		name: NODE_NAME,
		type: `${PACKAGE}.${type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		...more,
	};
}

/** A workflow of these nodes, each leading to the next. */
export function workflowOf(nodes: INode[]): Workflow {
	const pairs = nodes.slice(1).map((node, index) => [(nodes[index] as INode).name, node] as const);
	return new Workflow({
		id: 'workflow',
		name: 'Workflow',
		nodes,
		connections: Object.fromEntries(
			pairs.map(([from, { name }]) => [
				from,
				{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
			]),
		),
		active: false,
		nodeTypes,
	});
}

/** What n8n gives each execution beside its data. */
export function additionalDataOf(
	nodes: INode[],
	credentials: TestCredentials,
	more: object = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new TestCredentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('trigger', 'execution', {
			id: 'workflow',
			name: 'Workflow',
			nodes,
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
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		logAiEvent: () => undefined,
		...more,
	} as unknown as IWorkflowExecuteAdditionalData;
}
