import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled, thrownBy } from '../../support/compiled.mts';

const { recordPath } = compiled<typeof import('../../../nodes/ElementRequest/path.ts')>(
	'nodes/ElementRequest/path',
);
const { resourcePath } = compiled<typeof import('../../../nodes/shared/records/path.ts')>(
	'nodes/shared/records/path',
);

const BASE = 'https://api.example.com/elements/api-v2';

/** Where a URL parser, which takes dots out, sees the path. */
const seenBy = (path: string) => new URL(BASE + path).pathname;

function pathOrNothing(make: () => string): string | undefined {
	try {
		return make();
	} catch {
		return undefined;
	}
}

describe('A path, whatever is given,', () => {
	it('stays below the API, below the object, and one part for an ID', () => {
		fc.assert(
			fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (object, id) => {
				const path = pathOrNothing(() => recordPath(`customers${object}`, id));
				if (path === undefined) return;
				expect(seenBy(path)).toBe(`/elements/api-v2${path}`);
				expect(path.startsWith('/customers')).toBe(true);
				expect(decodeURIComponent(path.split('/').at(-1) ?? '')).toBe(id.trim());
			}),
		);
	});

	it('never leads to the account, however it is written', () => {
		const spelling = fc
			.array(fc.boolean(), { minLength: 9, maxLength: 9 })
			.map((upper) =>
				[...'instances'].map((letter, n) => (upper[n] ? letter.toUpperCase() : letter)).join(''),
			);
		fc.assert(
			fc.property(spelling, fc.constantFrom('', '/'), fc.constantFrom('', '/1'), (word, a, b) => {
				expect(pathOrNothing(() => resourcePath('Path', a + word + b))).toBeUndefined();
				const encoded = word.replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`);
				expect(pathOrNothing(() => resourcePath('Path', a + encoded + b))).toBeUndefined();
			}),
		);
	});
});

describe('A path of a resource', () => {
	it.each([
		['customers', '/customers'],
		['/hubs/finance/customers/22|33', '/hubs/finance/customers/22%7C33'],
		['customers/a%2Fb', '/customers/a%2Fb'],
		['customers/100%', '/customers/100%25'],
		['hubs/cloud/instances', '/hubs/cloud/instances'],
		[' customers ', '/customers'],
	])('%s becomes %s', (given, path) => {
		expect(resourcePath('Path', given)).toBe(path);
	});

	it('that is refused names the field it stands in', () => {
		expect(thrownBy(() => resourcePath('Object', 'a//b')).message).toMatch(/^Object has an empty/);
	});
});
