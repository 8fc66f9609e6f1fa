import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled } from '../../support/compiled.mts';
import { anyText, tagsIn } from '../../support/hostile-texts.mts';

const { markOf } =
	compiled<typeof import('../../../nodes/ConnectPage/mark.ts')>('nodes/ConnectPage/mark');

const lettersIn = (label: string) => />([^<]*)<\/text>/.exec(markOf(label))?.[1];

describe('The sign of a software', () => {
	it.each([
		['QuickBooks Online', 'QO'],
		['Xero', 'X'],
		['FreshBooks (New)', 'FN'],
		['sage one us', 'SO'],
		['Ökonom', 'Ö'],
		['会计 软件', '会软'],
		['𝒜bc', '𝒜'],
		['<b>', 'B'],
		['', ''],
	])('for %s shows %s', (label, letters) => {
		expect(lettersIn(label)).toBe(letters);
	});

	it('is the same each time, and another color for another name', () => {
		expect(markOf('Xero')).toBe(markOf('Xero'));
		const hues = ['Xero', 'FreshBooks', 'QuickBooks Online', 'Sage One'].map(
			(label) => /--hue: (\d+)/.exec(markOf(label))?.[1],
		);
		expect(new Set(hues).size).toBe(4);
	});

	it('opens no tag and no attribute, whatever the label is, and no screen reader reads it', () => {
		const withoutHue = (label: string) =>
			tagsIn(markOf(label)).map((tag) => tag.replace(/--hue: \d{1,3}"/, '--hue: 0"'));
		const plain = withoutHue('Xero');
		fc.assert(fc.property(anyText, (label) => expect(withoutHue(label)).toEqual(plain)));
		expect(plain[0]).toContain('aria-hidden="true"');
	});
});
