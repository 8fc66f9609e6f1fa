import { expect } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountCredential } from './credentials.mts';
import { runNode, type RunResult } from './engine/run-node.mts';
import { locator } from './locators.mts';
import { posts } from './platform.mts';
import type { Simulator } from './simulator.mts';

/** Parameter Element Fields as the editor stores it. */
export function fieldsWith(value: Record<string, unknown>): INodeParameters {
	return { elementFields: { mappingMode: 'defineBelow', value: value as never } };
}

/** Makes an instance from configuration only. */
export async function createDirectly(
	simulator: Simulator,
	element: string,
	parameters: INodeParameters = {},
	items?: IDataObject[],
): Promise<RunResult> {
	return await runNode({
		type: 'createInstance',
		credentials: accountCredential(simulator),
		items,
		parameters: {
			source: 'configuration',
			element: locator('list', element),
			...parameters,
		},
	});
}

/** Tag that an instance made from configuration only is found by. */
export const OWN_TAG = expect.stringMatching(/^n8n-[\w-]{16}$/) as unknown as string;

/** Body of the one POST /instances; fails when there were others. */
export function postedBody(simulator: Simulator): Record<string, unknown> {
	const sent = posts(simulator);
	expect(sent).toHaveLength(1);
	return sent[0]?.body as Record<string, unknown>;
}
