import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeCredentialDescription, INodeTypeDescription } from 'n8n-workflow';

/** The account at the platform, as a node that takes one asks for it. */
export const accountSlot: INodeCredentialDescription = {
	name: 'cloudElementsApi',
	displayName: 'Cloud Elements Account',
	required: true,
};

/** The provider app, tested by `cloudElementsAppApiTest`, which the node has to have among its methods. */
export const appSlot: INodeCredentialDescription = {
	name: 'cloudElementsAppApi',
	displayName: 'Provider App',
	required: true,
	testedBy: 'cloudElementsAppApiTest',
};

/** What all nodes have in common that work on items. */
export const itemNode = {
	group: ['transform'],
	version: [1],
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
} satisfies Partial<INodeTypeDescription>;
