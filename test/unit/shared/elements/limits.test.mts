import { describe, expect, it } from '@jest/globals';
import { ELEMENTS } from '../../../../simulator/elements/index.mts';
import { compiled } from '../../../support/compiled.mts';

const { CAUTIOUS_LIMITS, findElement } = compiled<
	typeof import('../../../../nodes/shared/elements/index.ts')
>('nodes/shared/elements/index');

describe('The limits of an element', () => {
	const known = ELEMENTS.filter(({ key }) => findElement(key) !== undefined);

	it.each(known.map(({ key, limits }) => [key, limits]))('%s are its provider’s', (key, limits) => {
		const { tells, ...counted } = limits ?? {};
		expect(findElement(key)?.limits ?? {}).toEqual(counted);
		expect([true, undefined]).toContain(tells);
	});

	it('are kept by an account of which only the token is known', () => {
		const atOnce = ELEMENTS.map(({ limits }) => limits?.atOnce ?? Infinity);
		expect(CAUTIOUS_LIMITS).toEqual({ atOnce: Math.min(...atOnce) });
	});
});
