import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from '../support/companies.mts';
import { send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

/** The cells of a Markdown row; a column may hold several texts in backticks. */
function cells(row: string): string[] {
	return row
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());
}

const quoted = (cell = '') => [...cell.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text);

/** Every request of the table under "Custom request". */
const page = readFileSync('docs/quickbooks-custom-api.md', 'utf8');
const blocks = page.split('### Custom request')[1]?.split('\n\n') ?? [];
const table = blocks.find((block) => block.startsWith('| wanted')) ?? '';
const [header = '', , ...rows] = table.split('\n').filter((line) => line.startsWith('|'));
const REQUESTS = rows.map((row) => {
	const [wanted = '', method = '', path, parameters, body] = cells(row);
	return {
		wanted,
		method,
		path: quoted(path)[0] ?? '',
		query: quoted(parameters),
		body: quoted(body)[0],
	};
});

test('The table of requests in docs/quickbooks-custom-api.md is as the tests read it', () => {
	expect(cells(header)).toEqual(['wanted', 'method', 'path', 'query parameters', 'body']);
	expect(REQUESTS.length).toBeGreaterThan(6);
	for (const { path } of REQUESTS) expect(path).toBeTruthy();
});

function pair(parameter: string): [string, string] {
	const end = parameter.indexOf('=');
	return [parameter.slice(0, end), parameter.slice(end + 1)];
}

function typeOf(body: string): string {
	return body.startsWith('{') ? 'application/json' : 'application/text';
}

/** Sends a request as it is written. */
async function run({ method, path, query, body }: (typeof REQUESTS)[number]) {
	const url = new URL(`${holder.simulator.origin}/intuit/v3/company/${REALM}/${path}`);
	for (const parameter of query) url.searchParams.append(...pair(parameter));
	const authorization = `Bearer ${INTUIT_OAUTH2_TOKENS[0]?.accessToken}`;
	return await send(url.href, {
		method,
		...(body === undefined
			? { headers: { authorization } }
			: { headers: { authorization, 'content-type': typeOf(body) }, body }),
	});
}

test('Each request that docs/quickbooks-custom-api.md names works, one after the other', async () => {
	// The page's dates are of this month.
	holder.simulator.clock.set(Date.UTC(2026, 0, 15));
	const results: unknown[] = [];
	for (const request of REQUESTS) {
		const { status, text } = await run(request);
		results.push([request.wanted, status, text.includes('"Fault"')]);
	}
	expect(results).toEqual(REQUESTS.map(({ wanted }) => [wanted, 200, false]));
});
