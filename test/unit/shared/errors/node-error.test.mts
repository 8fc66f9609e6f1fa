import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { toNodeError } = compiled<typeof import('../../../../nodes/shared/errors/nodeError.ts')>(
	'nodes/shared/errors/nodeError',
);
const { CallFailure } = compiled<typeof import('../../../../nodes/shared/errors/failure.ts')>(
	'nodes/shared/errors/failure',
);

const node = { name: 'Node', type: 'test.node', parameters: {} } as unknown as INode;
const descriptionOf = (details: object) =>
	toNodeError(node, new CallFailure({ code: 'not_found', message: 'It failed', ...details }), 0)
		.description;

describe('What the editor shows under an error', () => {
	it('says what to do first and what others said last, each as a sentence', () => {
		expect(
			descriptionOf({
				advice: 'Do that.',
				requestId: 'abc',
				providerCall: { intuitTid: 'def' },
				platformMessage: 'Not Found',
				providerMessage: 'no such record!',
				provider: 'QuickBooks',
			})?.split('\n'),
		).toEqual([
			'Do that.',
			'Request ID: abc.',
			'intuitTid: def.',
			'Cloud Elements: Not Found.',
			'QuickBooks: no such record!',
		]);
	});

	it.each([
		[{}, ''],
		[{ advice: undefined, requestId: undefined }, ''],
		[{ advice: 'Do that.', platformMessage: null, providerMessage: '' }, 'Do that.'],
	])('with %j holds nothing that is not there', (details, expected) => {
		expect(descriptionOf(details) ?? '').toBe(expected);
	});
});
