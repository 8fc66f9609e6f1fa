import './quiet.mts';
import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	INodeType,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { compiled } from '../compiled.mts';
import { additionalDataOf, loader, nodeOf, workflowOf, type TestCredentials } from './host.mts';

/** What n8n gives to the methods with which the editor fills a node's lists. */
export function editorContext(
	parameters: INodeParameters,
	credentials: TestCredentials,
	type = 'createInstance',
): ILoadOptionsFunctions {
	const node = nodeOf(type, parameters, credentials);
	const additionalData = additionalDataOf([node], credentials, {
		currentNodeParameters: parameters,
	});
	return new LoadOptionsContext(workflowOf([node]), node, additionalData, 'parameters');
}

const methodsOf = (type = 'createInstance') =>
	(loader.getNode(type).type as INodeType).methods ?? {};

/** A page of the list "Element". */
export async function searchElements(
	credentials: TestCredentials,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const method = methodsOf().listSearch?.searchElements;
	if (!method) throw new Error('Create Instance has no search for elements');
	const context = editorContext({ source: 'configuration' }, credentials);
	return await method.call(context, filter, paginationToken);
}

/** The parameter Element Fields as the editor builds it. */
export async function elementFields(
	parameters: INodeParameters,
	credentials: TestCredentials,
): Promise<ResourceMapperFields> {
	const method = methodsOf().resourceMapping?.getElementFields;
	if (!method) throw new Error('Create Instance has no element fields');
	return await method.call(editorContext(parameters, credentials));
}

/** The parameter Fields of Element Request as the editor builds it. */
export async function recordFields(
	parameters: INodeParameters,
	credentials: TestCredentials,
): Promise<ResourceMapperFields> {
	const method = methodsOf('elementRequest').resourceMapping?.getRecordFields;
	if (!method) throw new Error('Element Request has no record fields');
	return await method.call(editorContext(parameters, credentials, 'elementRequest'));
}

/** The common resources that Manage Instance offers. */
export async function searchCommonResources(
	parameters: INodeParameters,
	credentials: TestCredentials,
	filter?: string,
): Promise<INodeListSearchResult> {
	const method = methodsOf('manageInstance').listSearch?.searchCommonResources;
	if (!method) throw new Error('Manage Instance has no search for common resources');
	return await method.call(editorContext(parameters, credentials, 'manageInstance'), filter);
}

/** The fields by their ids. */
export function fieldsById({ fields }: ResourceMapperFields): Record<string, ResourceMapperField> {
	return Object.fromEntries(fields.map((field) => [field.id, field]));
}

const { PlatformClient } = compiled<typeof import('../../../nodes/shared/api/platformClient.ts')>(
	'nodes/shared/api/platformClient',
);
const { getAccount } = compiled<typeof import('../../../nodes/shared/api/account.ts')>(
	'nodes/shared/api/account',
);

/** The package's way to the platform, in n8n's own context. */
export async function clientOf(
	credentials: TestCredentials,
): Promise<InstanceType<typeof PlatformClient>> {
	const context = editorContext({}, credentials);
	return new PlatformClient(context as never, await getAccount(context));
}
