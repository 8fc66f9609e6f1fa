import './quiet.mts';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	INodeType,
	IRunExecutionData,
} from 'n8n-workflow';
import { additionalDataOf, loader, nodeOf, withSelf, workflowOf } from './host.mts';

/** What the user reads under the fields of a credential. */
export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface RoutingError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/** What n8n says of a test whose request failed; it looks for a rule with the status of the answer. */
function verdictOn(error: RoutingError, rules: ICredentialTestRequest['rules']): string {
	const { response, code } = error.cause ?? {};
	if (!response) return code ?? error.message;
	const rule = (rules ?? []).find(({ properties }) => properties.value === response.status);
	return rule?.properties.message ?? response.statusText;
}

/**
 * Tests a credential with n8n's routing, as n8n does when the user saves it.
 *
 * @param fields as they were typed; what is not given has its default
 */
export async function testCredential(
	type: string,
	fields: ICredentialDataDecryptedObject,
): Promise<TestResult> {
	const credential = loader.getCredential(type).type;
	const { request, rules } = credential.test as ICredentialTestRequest;
	const defaults = Object.fromEntries(credential.properties.map((one) => [one.name, one.default]));
	const entered = { ...defaults, ...fields } as ICredentialDataDecryptedObject;
	const data = await withSelf(entered, 'internal');
	const credentials = { [type]: data };
	const node = { ...nodeOf('items', {}, credentials), type: 'test.items' };
	const description = {
		...loader.getNode('getOAuthUrl').type.description,
		credentials: [{ name: type, required: true }],
		properties: [
			{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
		],
	};
	const workflow = workflowOf([node]);
	// Only now: the workflow drops parameters that the node's own type does not have.
	node.parameters = { temp: '' };
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf([node], credentials),
		'internal',
		{ resultData: { runData: {} } } as unknown as IRunExecutionData,
		0,
		input.main[0] ?? [],
		input,
		{ node, data: input, source: null },
		[],
	);
	const routing = new RoutingNode(context, { description } as unknown as INodeType, {
		id: '1',
		name: 'credential',
		type,
		data,
	});
	const failure = await routing.runNode().then(
		() => undefined,
		(error: RoutingError) => error,
	);
	return failure
		? { status: 'Error', message: verdictOn(failure, rules) }
		: { status: 'OK', message: 'Connection successful!' };
}
