import { describe, expect, it } from '@jest/globals';
import { ELEMENTS } from '../../../../simulator/elements/index.mts';
import { compiled } from '../../../support/compiled.mts';

const { CAUTIOUS_LIMITS, findElement } = compiled<
	typeof import('../../../../nodes/shared/elements/index.ts')
>('nodes/shared/elements/index');

describe('The limits of an element', () => {
	const known = ELEMENTS.filter(({ key }) => findElement(key) !== undefined);

	it.each(known.map(({ key }) => key))('%s are its provider’s', (key) => {
		const { atOnce, perMinute, perDay } = known.find((one) => one.key === key)?.limits ?? {};
		expect(findElement(key)?.limits ?? {}).toEqual({ atOnce, perMinute, perDay });
	});

	it('are kept by an account of which only the token is known', () => {
		const atOnce = ELEMENTS.map(({ limits }) => limits?.atOnce ?? Infinity);
		expect(CAUTIOUS_LIMITS).toEqual({ atOnce: Math.min(...atOnce) });
	});
});
