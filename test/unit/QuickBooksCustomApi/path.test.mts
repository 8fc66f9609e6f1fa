import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compiled, thrownBy } from '../../support/compiled.mts';

const { companyPath } = compiled<
	typeof import('../../../nodes/QuickBooksCustomApi/client/path.ts')
>('nodes/QuickBooksCustomApi/client/path');

const BASE = '/v3/company/123/';

describe('QuickBooks: Custom API, with a path,', () => {
	it.each([
		['invoice/130', 'invoice/130'],
		['/reports/ProfitAndLoss/', 'reports/ProfitAndLoss'],
		[' customer/5 ', 'customer/5'],
		['item/a b&c', 'item/a%20b%26c'],
	])('takes %j', (typed, path) => {
		expect(companyPath('123', typed)).toBe(BASE + path);
	});

	it.each([
		'',
		'/',
		'a//b',
		'./a',
		'a/..',
		'javascript:alert(1)',
		'HTTPS://x/y',
		'a?b',
		'a#b',
		'V3/x',
	])('refuses %j and shows what to enter', (typed) => {
		expect(thrownBy(() => companyPath('123', typed)).description).toMatch(/^Enter what follows/);
	});

	it('never leads out of the company, whatever is typed', () => {
		const text = fc.oneof(
			fc.string(),
			fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'f', '@', ':', '\t', 'a') }),
		);
		fc.assert(
			fc.property(text, (typed) => {
				let path: string;
				try {
					path = companyPath('123', typed);
				} catch {
					return;
				}
				const url = new URL(`https://quickbooks.example${path}`);
				expect(url.host).toBe('quickbooks.example');
				expect(url.pathname.startsWith(BASE)).toBe(true);
				expect(url.search + url.hash).toBe('');
			}),
			{ numRuns: 2000 },
		);
	});
});
