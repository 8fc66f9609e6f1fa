import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { forEachItem } = compiled<typeof import('../../../../nodes/shared/run/forEachItem.ts')>(
	'nodes/shared/run/forEachItem',
);
const { itemContext } = compiled<typeof import('../../../../nodes/shared/run/itemContext.ts')>(
	'nodes/shared/run/itemContext',
);

type Work = Parameters<typeof forEachItem>[2];
type Lane = Parameters<Work>[2];

const NODE = { name: 'Node', parameters: {} } as INode;
const never = new Promise<never>(() => undefined);

/** Runs so many items, two of them at a time. */
async function run(count: number, work: Work, signal?: AbortSignal) {
	const context = {
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getNodeParameter: (_name: string, _index: number, fallback: unknown) =>
			_name === 'options.parallelRequests' ? 2 : fallback,
		getNode: () => NODE,
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => false,
	};
	const output = await forEachItem(
		itemContext(context as unknown as IExecuteFunctions, []),
		async () => await Promise.resolve(undefined),
		work,
	);
	return output.map(({ json }) => json.n);
}

/** Something that is waited for until it is let go. */
function gate() {
	let open = () => {};
	const ready = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { ready, open };
}

describe('An item that waits for its turn', () => {
	it('lets others have its place, and comes before new ones when it goes on', async () => {
		const { ready, open } = gate();
		const steps: string[] = [];
		let atWork = 0;
		let most = 0;
		const step = async (name: string) => {
			steps.push(name);
			most = Math.max(most, ++atWork);
			await new Promise((resolve) => setImmediate(resolve));
			atWork--;
		};
		const output = await run(6, async (n, _shared, lane) => {
			if (n === 0) {
				await lane.yieldWhile(ready);
				await step('0 goes on');
			} else {
				if (n === 2) open();
				await step(`${n}`);
			}
			return { json: { n } };
		});
		expect(steps).toEqual(['1', '2', '0 goes on', '3', '4', '5']);
		expect(most).toBe(2);
		expect(output).toEqual([0, 1, 2, 3, 4, 5]);
	});

	it('goes on where another goes wrong, once something was done for it', async () => {
		const { ready, open } = gate();
		const went: number[] = [];
		const work = async (n: number, _shared: unknown, lane: Lane) => {
			if (n === 2) {
				setImmediate(open);
				throw new Error('wrong');
			}
			lane.hasBegun = n === 0;
			await lane.yieldWhile(n === 0 ? ready : never);
			went.push(n);
			return { json: { n } };
		};
		await expect(run(4, work)).rejects.toThrow('wrong');
		expect(went).toEqual([0]);
	});

	it('waits no longer than until the execution is cancelled, whatever was done for it', async () => {
		const cancelling = new AbortController();
		const work = async (n: number, _shared: unknown, lane: Lane) => {
			lane.hasBegun = n === 0;
			if (n === 3) cancelling.abort(new Error('cancelled'));
			await lane.yieldWhile(never);
			return { json: { n } };
		};
		await expect(run(5, work, cancelling.signal)).rejects.toThrow('cancelled');
	});
});
