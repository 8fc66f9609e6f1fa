import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../support/compiled.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { clientOf } from '../../support/engine/editor.mts';
import { until } from '../../support/limited.mts';
import { useSimulator } from '../../support/simulator.mts';

const { readPages, readRows } = compiled<typeof import('../../../nodes/shared/api/paginate.ts')>(
	'nodes/shared/api/paginate',
);

/** Lists of the platform read by the package's own client in n8n's context. */
const holder = useSimulator();
const PATH = '/elements';
const client = async () => await clientOf(credentialsOf(holder.simulator, 'oAuth2'));
const rows = async (limit: number, more: object = {}) =>
	await readRows<{ key: string }>(await client(), { path: PATH, ...more }, limit);
const requests = () => holder.simulator.requests({ path: PATH });
const queries = () => requests().map(({ query }) => query);

/** Answers the next call with a page of so many rows and the token of another. */
function answer(count: number, token?: string): void {
	const headers: Record<string, string> = token ? { 'elements-next-page-token': token } : {};
	const body = Array.from({ length: count }, (_, index) => ({ key: `${token}-${index}` }));
	holder.simulator.fault({ path: PATH, status: 200, body, headers });
}

/** How many elements the catalogue holds. */
const total = async () => {
	const { length } = await rows(Infinity);
	holder.simulator.reset();
	return length;
};

describe('A list ends', () => {
	it('at the empty page, because the last one has a token too', async () => {
		const count = await total();
		expect(await rows(Infinity, { pageSize: count })).toHaveLength(count);
		const [first, second, ...others] = queries();
		expect(others).toEqual([]);
		expect(first).toEqual({ pageSize: String(count) });
		expect(second).toEqual({ pageSize: String(count), nextPage: expect.any(String) });
	});

	it('where no token comes', async () => {
		answer(3, 'second');
		answer(2);
		expect(await rows(Infinity)).toHaveLength(5);
		expect(requests()).toHaveLength(2);
	});

	it.each([
		['the token that it was asked with', ['a', 'a']],
		['one of those before', ['a', 'b', 'c', 'a']],
	])('where the token is %s', async (_, tokens) => {
		for (const token of tokens) answer(2, token);
		expect(await rows(Infinity)).toHaveLength(2 * tokens.length);
		expect(requests()).toHaveLength(tokens.length);
	});

	it.each(['No users found', 'No elements found'])(
		'with 404 "%s", which is empty',
		async (message) => {
			holder.simulator.fault({ path: PATH, status: 404, body: { message } });
			expect(await rows(Infinity)).toEqual([]);
			answer(2, 'second');
			holder.simulator.fault({ path: PATH, status: 404, body: { message } });
			expect(await rows(Infinity)).toHaveLength(2);
		},
	);

	it.each([{ rows: [] }, '', null])(
		'in a failure with an answer that is no list: %j',
		async (body) => {
			holder.simulator.fault({ path: PATH, status: 200, body });
			await expect(rows(Infinity)).rejects.toThrow(/answered with .* in place of a list/);
		},
	);
});

describe('A list goes on', () => {
	it('after a page shorter than asked for, in the order of the platform', async () => {
		const all = await rows(Infinity);
		expect(await rows(Infinity, { pageSize: 7 })).toEqual(all);
		expect(new Set(queries().map(({ pageSize }) => pageSize))).toEqual(new Set(['200', '7']));
	});

	it('after a page that was clipped', async () => {
		// The platform gives 200 at most, says so in a header, and its token asks for 200.
		answer(2, 'second');
		answer(1, 'third');
		answer(0, 'fourth');
		expect(await rows(Infinity, { pageSize: 5 })).toHaveLength(3);
		expect(requests()).toHaveLength(3);
	});

	it('with the same query on every page', async () => {
		const query = { where: "key in ('box','github','jira')" };
		const found = await rows(Infinity, { query, pageSize: 2 });
		expect(found.map(({ key }) => key).sort()).toEqual(['box', 'github', 'jira']);
		expect(new Set(queries().map(({ where }) => where))).toEqual(new Set([query.where]));
	});

	it('after a pause that the platform asks for', async () => {
		answer(2, 'second');
		holder.simulator.fault({ path: PATH, status: 429, headers: { 'retry-after': '0' } });
		answer(1);
		expect(await rows(Infinity)).toHaveLength(3);
	});
});

describe('A limit', () => {
	it('of nothing asks for nothing', async () => {
		for (const limit of [0, -1]) expect(await rows(limit)).toEqual([]);
		expect(requests()).toEqual([]);
	});

	it('below the page size asks for no more rows than wanted', async () => {
		expect(await rows(3)).toHaveLength(3);
		expect(queries()).toEqual([{ pageSize: '3' }]);
	});

	it.each([
		['is reached with the page', 6, 6, 2],
		['is one more', 7, 7, 3],
		['is one less', 5, 5, 2],
	])('that %s stops there', async (_, limit, count, calls) => {
		expect(await rows(limit, { pageSize: 3 })).toHaveLength(count);
		expect(requests()).toHaveLength(calls);
	});

	it('of as many rows as there are asks no further, of one more asks once more', async () => {
		const count = await total();
		expect(await rows(count, { pageSize: count })).toHaveLength(count);
		expect(requests()).toHaveLength(1);
		expect(await rows(count + 1, { pageSize: count })).toHaveLength(count);
		expect(requests()).toHaveLength(3);
	});
});

describe('A list by page number', () => {
	it('counts up from 1 to the empty page and follows no token', async () => {
		for (const [count, token] of [
			[2, 'first'],
			[1, 'second'],
			[0, 'third'],
		] as const) {
			answer(count, token);
		}
		expect(await rows(Infinity, { style: 'page', pageSize: 2 })).toHaveLength(3);
		expect(queries()).toEqual([
			{ page: '1', pageSize: '2' },
			{ page: '2', pageSize: '2' },
			{ page: '3', pageSize: '2' },
		]);
	});
});

describe('What follows a page', () => {
	const open = async (limit: number) => readPages(await client(), { path: PATH }, limit);

	it('is asked for while the page is used', async () => {
		answer(2, 'second');
		answer(2);
		const pages = await open(Infinity);
		expect((await pages.next()).value?.rows).toHaveLength(2);
		await until(() => requests().length === 2);
		expect((await pages.next()).value?.rows).toHaveLength(2);
		expect((await pages.next()).done).toBe(true);
		expect(requests()).toHaveLength(2);
	});

	it('is not asked for where the page fills the limit', async () => {
		answer(2, 'second');
		expect(await rows(2)).toHaveLength(2);
		expect(requests()).toHaveLength(1);
	});

	it('is asked for again where it could not be had at once', async () => {
		answer(2, 'second');
		holder.simulator.fault({ path: PATH, status: 503, headers: { 'retry-after': '0' } });
		answer(3);
		expect(await rows(Infinity)).toHaveLength(5);
		expect(requests()).toHaveLength(3);
	});
});

describe('A list by page number that goes on for long', () => {
	const read = async (more: object = {}, limit = Infinity) =>
		await rows(limit, { style: 'page', pageSize: 2, ...more });

	it.each([
		// The pages 5 to 8 are asked for together, one more when the fourth is read.
		['is asked for a few pages beyond its end', {}, 8],
		['is asked for none but the next one where it says how long it is', { total: '8' }, 5],
	])('%s', async (_, { total: count }: { total?: string }, calls) => {
		const headers: Record<string, string> = count ? { 'elements-total-count': count } : {};
		for (const page of [1, 2, 3, 4]) {
			const body = [1, 2].map((row) => ({ key: `${page}-${row}` }));
			holder.simulator.fault({ path: PATH, status: 200, body, headers });
		}
		holder.simulator.fault({ path: PATH, status: 200, body: [], headers, times: 9 });
		expect(await read()).toHaveLength(8);
		expect(requests()).toHaveLength(calls);
	});

	it('is asked for no page beyond the limit', async () => {
		for (const page of [1, 2, 3, 4, 5, 6, 7, 8]) {
			const body = [1, 2].map((row) => ({ key: `${page}-${row}` }));
			holder.simulator.fault({ path: PATH, status: 200, body });
		}
		expect(await read({}, 9)).toHaveLength(9);
		expect(requests()).toHaveLength(5);
	});
});

describe('A first page without a token', () => {
	/** Answers in turn with pages of so many rows, each with rows of its own or those of the first. */
	function pages(counts: number[], { same = false, headers = {} } = {}): void {
		counts.forEach((count, page) => {
			const key = same ? 0 : page;
			const body = Array.from({ length: count }, (_, index) => ({ key: `${key}-${index}` }));
			holder.simulator.fault({ path: PATH, status: 200, body, headers });
		});
	}

	it.each([
		['is full, so pages are counted', [4, 1, 0], { pageSize: 4 }, {}, 5, 3],
		['was clipped with a note', [4, 3, 0], {}, { 'elements-error': 'Clipped' }, 7, 3],
		['was clipped to a round size without a word', [20, 3, 0], {}, {}, 23, 3],
		['is of a round size by chance', [10, 0], {}, {}, 10, 2],
		['is short', [7], {}, {}, 7, 1],
		['holds all that the list counts', [20], {}, { 'elements-total-count': '20' }, 20, 1],
		['holds less than the list counts', [7, 3, 0], {}, { 'elements-total-count': '10' }, 10, 3],
	])('that %s', async (_, counts, more, headers, found, calls) => {
		pages(counts, { headers });
		expect(await rows(Infinity, more)).toHaveLength(found);
		expect(requests()).toHaveLength(calls);
		expect(queries().at(-1)?.page).toBe(calls === 1 ? undefined : String(calls));
	});

	it('that fills a limit ends there', async () => {
		pages([4]);
		expect(await rows(4, { pageSize: 4 })).toHaveLength(4);
		expect(requests()).toHaveLength(1);
	});

	it('that is full, and comes again whatever page is asked for, may not be all', async () => {
		pages([4, 4], { same: true });
		await expect(rows(Infinity, { pageSize: 4 })).rejects.toMatchObject({
			details: { code: 'list_cut' },
		});
		expect(requests()).toHaveLength(2);
	});

	it('that is full, of a list that refuses page numbers, may not be all', async () => {
		pages([4]);
		holder.simulator.fault({ path: PATH, status: 400, body: { message: 'page is unknown' } });
		await expect(rows(Infinity, { pageSize: 4 })).rejects.toMatchObject({
			details: { code: 'list_cut' },
		});
	});

	it('that is of a round size, of a list that refuses page numbers, is all', async () => {
		pages([10]);
		holder.simulator.fault({ path: PATH, status: 400, body: { message: 'page is unknown' } });
		expect(await rows(Infinity)).toHaveLength(10);
	});
});

describe('A list that does not know page numbers', () => {
	it('is noticed by the same page coming again', async () => {
		for (let page = 1; page <= 3; page++) answer(2, 'same');
		await expect(rows(Infinity, { style: 'page', pageSize: 2 })).rejects.toMatchObject({
			details: { message: expect.stringMatching(/same page again/), advice: expect.any(String) },
		});
		expect(requests()).toHaveLength(2);
	});
});

describe('A list that fails half-way', () => {
	it('fails as a whole, with the words of the platform', async () => {
		answer(2, 'second');
		holder.simulator.fault({ path: PATH, status: 500, body: { message: 'Out of order' } });
		await expect(rows(Infinity)).rejects.toMatchObject({
			details: { statusCode: 500, platformMessage: 'Out of order' },
		});
	});

	it('has handed over the pages before', async () => {
		answer(2, 'second');
		holder.simulator.fault({ path: PATH, status: 404, body: { message: 'No such list' } });
		const counts: number[] = [];
		const reading = (async () => {
			for await (const page of readPages(await client(), { path: PATH })) {
				counts.push(page.rows.length);
			}
		})();
		await expect(reading).rejects.toMatchObject({ details: { statusCode: 404 } });
		expect(counts).toEqual([2]);
	});
});
