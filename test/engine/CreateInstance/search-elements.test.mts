import { describe, expect, it } from '@jest/globals';
import { credentialsOf } from '../../support/credentials.mts';
import { searchElements } from '../../support/engine/editor.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const credentials = () => credentialsOf(holder.simulator, 'oAuth2');
const search = async (filter?: string, token?: string) =>
	await searchElements(credentials(), filter, token);
const calls = () => holder.simulator.requests({ path: '/elements' });

/** Answers the next call with a page of elements and the token of another. */
function answer(rows: object[], token?: string): void {
	const headers: Record<string, string> = token ? { 'elements-next-page-token': token } : {};
	holder.simulator.fault({ path: '/elements', status: 200, body: rows, headers });
}

const wordsOf = async (searching: Promise<unknown>) =>
	await searching.then(
		() => 'nothing was thrown',
		(error: Error & { description?: string }) => `${error.message}\n${error.description}`,
	);

describe('The list of elements', () => {
	it('holds the account’s catalogue, by name and key, and nothing that cannot be connected', async () => {
		const { results } = await search();
		expect(results.length).toBeGreaterThan(60);
		expect(results).toContainEqual({ name: 'ServiceNow (servicenow)', value: 'servicenow' });
		const keys = results.map(({ value }) => value);
		expect(keys).toContain('mycoolerp');
		expect(keys).not.toContain('sageliveuk');
		expect(keys).not.toContain('netsuitefinance');
		expect(calls()[0]).toMatchObject({
			query: { pageSize: '200' },
			headers: { authorization: expect.stringMatching(/^User .*, Organization /) },
		});
	});

	it.each([
		['part of a name', 'service', ['servicenow']],
		['another case', 'SERVICENOW', ['servicenow']],
		['part of a key', 'freshdesk', ['freshdeskv2']],
		['a name that the key does not hold', 'Cool', ['mycoolerp']],
		['nothing', 'no such element', []],
	])('is searched by %s', async (_, filter, keys) => {
		const { results, paginationToken } = await search(filter);
		expect(results.map(({ value }) => value)).toEqual(keys);
		expect(paginationToken === undefined || keys.length > 0).toBe(true);
	});

	it('goes on with the token, and ends with the empty page after the last', async () => {
		const first = await search();
		expect(first.paginationToken).toEqual(expect.any(String));
		expect(await search(undefined, first.paginationToken as string)).toEqual({ results: [] });
		expect(calls().map(({ query }) => query.nextPage)).toEqual([undefined, first.paginationToken]);
	});

	it('looks through the pages until one holds what is searched for', async () => {
		answer([{ key: 'a', name: 'Alpha' }], 'second');
		answer([{ key: 'b', name: 'Beta' }], 'third');
		answer([{ key: 'g', name: 'Gamma' }], 'fourth');
		expect(await search('gamma')).toEqual({
			results: [{ name: 'Gamma (g)', value: 'g' }],
			paginationToken: 'fourth',
		});
		expect(calls().map(({ query }) => query.nextPage)).toEqual([undefined, 'second', 'third']);
	});

	it('looks on where a page holds only elements that cannot be connected', async () => {
		answer([{ key: 'old', name: 'Books', active: false }], 'second');
		answer([{ key: 'books', name: 'Books', active: true, deleted: false }]);
		const { results } = await search('books');
		expect(results).toEqual([{ name: 'Books (books)', value: 'books' }]);
	});

	it.each([
		['a token that repeats', ['again', 'again']],
		['tokens that go in a circle', ['one', 'two', 'one']],
	])('does not run on for ever after %s', async (_, tokens) => {
		for (const token of tokens) answer([{ key: 'a', name: 'Alpha' }], token);
		expect(await search('gamma')).toMatchObject({ results: [] });
		expect(calls()).toHaveLength(tokens.length);
	});

	it('shows the key where the catalogue has no name', async () => {
		answer([{ key: 'nameless' }]);
		expect((await search('name')).results).toEqual([{ name: 'nameless', value: 'nameless' }]);
	});

	it('says so when it fails half-way', async () => {
		answer([{ key: 'a', name: 'Alpha' }], 'second');
		holder.simulator.fault({ path: '/elements', status: 500, body: { message: 'Out of order' } });
		const words = await wordsOf(search('gamma'));
		expect(words).toMatch(/had a fault[^]*Request ID: [0-9a-f]{24}[^]*Out of order/);
		expect(calls()).toHaveLength(2);
	});

	it('goes on after a pause that the platform asks for', async () => {
		holder.simulator.fault({ path: '/elements', status: 429, headers: { 'retry-after': '0' } });
		expect((await search()).results.length).toBeGreaterThan(60);
	});

	it('says that the secrets of the account are wrong', async () => {
		const account = { userSecret: 'secretOfNobody=' };
		const wrong = credentialsOf(holder.simulator, 'oAuth2', { account });
		const words = await wordsOf(searchElements(wrong));
		expect(words).toMatch(/refused the user secret or the organization secret/);
		expect(words).not.toContain('secretOfNobody');
	});
});
