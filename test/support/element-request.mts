import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { accountCredential } from './credentials.mts';
import { runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import type { FaultRule } from '../../simulator/types.mts';
import { locator } from './locators.mts';
import type { Simulator } from './simulator.mts';

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
			object: locator('name', 'customers'),
			...parameters,
		} as RunOptions['parameters'],
	});
}

/** {@link request} for the records of one customer, whose item comes in unless others do. */
export const recordsOf =
	(holder: { simulator: Simulator }, customer: IDataObject) =>
	async (operation: string, parameters: IDataObject = {}, items: IDataObject[] = [customer]) =>
		await request(holder.simulator, { operation, ...parameters }, { items });

/** Calls of resources as they arrived, without those about instances. */
export function resourceCalls(simulator: Simulator) {
	return simulator.requests().filter(({ path }) => !path.includes('/instances'));
}

/** {@link resourceCalls} as lines: `GET /elements/api-v2/customers`. */
export const callLines = (simulator: Simulator) =>
	resourceCalls(simulator).map(({ method, path }) => `${method} ${path}`);

/** A binary field's content as text. */
export function fileOf(item: INodeExecutionData | undefined, field = 'data'): string {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64').toString('utf8');
}

/** A body with a good status, for faults. */
export const answered = (
	body: string,
	{ type = 'application/json' }: { type?: string } = {},
): Partial<FaultRule> => ({ status: 200, body, headers: { 'content-type': type } });
