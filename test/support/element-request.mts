import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	runNode,
	type RunOptions,
	type RunResult,
	type TestCredentials,
} from './engine/run-node.mts';
import { quickbooksCredentials, type Simulator } from './quickbooks.mts';

export { connect, type Connected } from './connected.mts';

/** The credential of the account. */
export function accountCredential(simulator: Simulator): TestCredentials {
	const { cloudElementsApi } = quickbooksCredentials(simulator, 'oAuth1');
	return { cloudElementsApi: cloudElementsApi ?? {} };
}

/** Runs Element Request; the token comes from the item unless a test says otherwise. */
export async function request(
	simulator: Simulator,
	parameters: IDataObject,
	options: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		type: 'elementRequest',
		credentials: accountCredential(simulator),
		...options,
		parameters: {
			object: { __rl: true, mode: 'name', value: 'customers' },
			...parameters,
		} as RunOptions['parameters'],
	});
}

/** Calls of resources as they arrived, without those about instances. */
export function resourceCalls(simulator: Simulator) {
	return simulator.requests().filter(({ path }) => !path.includes('/instances'));
}

/** What the node warned of beside its output. */
export function hintsOf({ run }: RunResult): string[] {
	const [task] = run.data.resultData.runData['Node under test'] ?? [];
	return (task?.hints ?? []).filter(({ type }) => type === 'warning').map(({ message }) => message);
}

/** A binary field's content as text. */
export function fileOf(item: INodeExecutionData | undefined, field = 'data'): string {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64').toString('utf8');
}
