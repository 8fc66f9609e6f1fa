import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';

const { quotesHint } = compiled<typeof import('../../../nodes/ElementRequest/filter.ts')>(
	'nodes/ElementRequest/filter',
);

describe('A clause of one’s own', () => {
	it('is warned of when its apostrophes do not pair', () => {
		expect(quotesHint("name = 'x' AND b = 'y'")).toBeUndefined();
		expect(quotesHint("name = 'O''Brien'")).toBeUndefined();
		expect(quotesHint("name = 'O'Brien'")).toMatch(/odd number[^]*'O''Brien'/);
	});
});
