import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { itemContext } = compiled<typeof import('../../../../nodes/shared/run/itemContext.ts')>(
	'nodes/shared/run/itemContext',
);
const { forEachItem } = compiled<typeof import('../../../../nodes/shared/run/forEachItem.ts')>(
	'nodes/shared/run/forEachItem',
);

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const STORED: IDataObject = {
	literal: 'customers',
	text: '={{ $json.id }}',
	record: '={{ $json }}',
	instance: locator('={{ $json.token }}'),
	options: { fields: '={{ $json.fields }}' },
};

const EVALUATED: IDataObject = {
	literal: 'customers',
	text: 'A-1',
	record: { mode: 'a field of the record', value: 7 },
	instance: locator('theToken'),
	options: { fields: 'id' },
	'options.fields': 'id',
};

/** A run of so many items, and what n8n was asked to evaluate, as `name of item`. */
function runOf(count = 2) {
	const asked: string[] = [];
	const context = itemContext(
		{
			getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
			getNode: () => ({ name: 'Node', parameters: STORED }),
			getExecutionCancelSignal: () => undefined,
			continueOnFail: () => false,
			getWorkflowDataProxy: () => ({ $json: EVALUATED.record }),
			getNodeParameter: (
				name: string,
				index: number,
				fallback: unknown,
				options: IDataObject = {},
			) => {
				asked.push(`${name} of ${index}${options.rawExpressions ? ', as stored' : ''}`);
				if (options.rawExpressions) return STORED[name];
				return EVALUATED[name] ?? fallback;
			},
		} as unknown as IExecuteFunctions,
		[],
	);
	return { context, asked };
}

describe('A parameter that holds an expression', () => {
	it('is evaluated once for each item, however it is read', () => {
		const { context, asked } = runOf();
		for (const index of [0, 0, 1, 1]) {
			expect(context.getNodeParameter('text', index)).toBe('A-1');
			expect(context.getNodeParameter('text', index, '', { extractValue: true })).toBe('A-1');
			expect(context.getNodeParameter('instance', index)).toEqual(locator('theToken'));
			const chosen = context.getNodeParameter('instance', index, '', { extractValue: true });
			expect(chosen).toBe('theToken');
		}
		expect(asked).toEqual(['text of 0', 'instance of 0', 'text of 1', 'instance of 1']);
	});

	it('is not evaluated where it is the whole item', () => {
		const { context, asked } = runOf();
		expect(context.getNodeParameter('record', 0)).toEqual(EVALUATED.record);
		expect(asked).toEqual([]);
	});

	it('loses nothing where it looks like a locator and is none', () => {
		const { context } = runOf();
		const read = context.getNodeParameter('record', 0, '', { extractValue: true });
		expect(read).toEqual(EVALUATED.record);
	});

	it('is read by n8n itself as it is stored, and where it stands in a collection', () => {
		const { context, asked } = runOf();
		context.getNodeParameter('options', 0);
		const read = [
			context.getNodeParameter('text', 0, '', { rawExpressions: true }),
			context.getNodeParameter('options.fields', 0),
			context.getNodeParameter('options.other', 0, 'fallback'),
			context.getNodeParameter('literal', 0),
		];
		expect(read).toEqual([STORED.text, 'id', 'fallback', 'customers']);
		expect(asked).toEqual([
			'options of 0',
			'text of 0, as stored',
			'options.fields of 0',
			'options.other of 0',
			'literal of 0',
		]);
	});

	it('is forgotten with its item', async () => {
		const { context, asked } = runOf();
		const work = async (index: number) => ({
			json: { n: context.getNodeParameter('text', index) },
		});
		await forEachItem(context, async () => undefined, work);
		const once = asked.filter((one) => one === 'text of 1');
		context.getNodeParameter('text', 1);
		const again = asked.filter((one) => one === 'text of 1');
		expect([once.length, again.length]).toEqual([1, 2]);
	});
});

/** Holds the process up, as the evaluation of many expressions does. */
function busyFor(ms: number): void {
	const end = Date.now() + ms;
	while (Date.now() < end);
}

it('Calls are on their way before the parameters of all items that come at once were read', async () => {
	const { context } = runOf(10);
	const steps: string[] = [];
	await forEachItem(
		context,
		async () => undefined,
		async (index) => {
			busyFor(5);
			steps.push(`begun ${index}`);
			await new Promise(setImmediate);
			steps.push(`sent ${index}`);
			return { json: {} };
		},
	);
	expect(steps.indexOf('sent 0')).toBeLessThan(steps.indexOf('begun 9'));
});
