import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { itemContext } = compiled<typeof import('../../../../nodes/shared/run/itemContext.ts')>(
	'nodes/shared/run/itemContext',
);
const { forEachItem } = compiled<typeof import('../../../../nodes/shared/run/forEachItem.ts')>(
	'nodes/shared/run/forEachItem',
);

/** A run of one item. n8n 2.0 and older give nodes no custom data, 1.66 and older no hints. */
const runOn = async (newer: Partial<IExecuteFunctions>) => {
	const context = itemContext(
		{
			getInputData: () => [{ json: {} }],
			getNode: () => ({ name: 'Node', parameters: {} }),
			getExecutionCancelSignal: () => undefined,
			continueOnFail: () => false,
			getNodeParameter: (_: string, __: number, fallback: unknown) => fallback,
			...newer,
		} as unknown as IExecuteFunctions,
		[],
	);
	const nothing = async () => await Promise.resolve({});
	return await forEachItem(context, nothing, async () => {
		return await Promise.resolve({ json: { id: 7 }, trace: { instanceId: '7' }, hint: 'Look' });
	});
};

describe('Custom data and hints of an execution', () => {
	it('are done without on an n8n that has none for nodes', async () => {
		const kept: Record<string, string> = {};
		const set = (key: string, value: string) => void (kept[key] = value);
		const customData = { set } as unknown as IExecuteFunctions['customData'];
		const hints: string[] = [];
		const addExecutionHints = ({ message }: { message: string }) => void hints.push(message);
		const onNew = await runOn({ customData, addExecutionHints });
		const onOld = await runOn({});
		expect(onOld).toEqual(onNew);
		expect(onOld).toHaveLength(1);
		expect(hints).toEqual(['Look']);
		expect(kept).toEqual({ cloudElementsInstanceId: '7' });
	});
});
