import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Workflow } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { resolveBaseUrl, BASE_URL_EXPRESSION } = compiled<
	typeof import('../../../../nodes/shared/api/baseUrl.ts')
>('nodes/shared/api/baseUrl');

const workflow = new Workflow({
	nodes: [],
	connections: {},
	active: false,
	nodeTypes: {
		getByName: () => undefined as never,
		getByNameAndVersion: () => undefined as never,
		getKnownTypes: () => ({}),
	},
});

/** The base URL of the credential test, worked out by n8n's expression engine. */
function evaluate(credentials: Record<string, string>): string {
	return workflow.expression.getParameterValue(
		BASE_URL_EXPRESSION,
		null,
		0,
		0,
		'node',
		[],
		'internal',
		{ $credentials: credentials },
	) as string;
}

const CUSTOM = 'custom';
const API = 'https://api.example.com/elements/api-v2';

describe('The base URL', () => {
	it.each([
		['us', 'https://api.cloud-elements.com/elements/api-v2'],
		['eu', 'https://api.cloud-elements.co.uk/elements/api-v2'],
		['staging', 'https://staging.cloud-elements.com/elements/api-v2'],
	])('of %s is known, whatever a hidden field still holds', (environment, expected) => {
		const fields = { environment, baseUrl: 'https://left-over.example.com' };
		expect(resolveBaseUrl(fields)).toBe(expected);
		expect(resolveBaseUrl({ environment })).toBe(expected);
		expect(evaluate(fields)).toBe(expected);
	});

	it.each([
		'https://api.example.com',
		'https://api.example.com/',
		'https://api.example.com/elements/api-v2',
		'https://api.example.com/elements/api-v2/',
		'  https://api.example.com//  ',
		'HTTPS://API.Example.COM:443/elements/api-v2',
	])('may be pasted as "%s"', (baseUrl) => {
		expect(resolveBaseUrl({ environment: CUSTOM, baseUrl })).toBe(API);
		expect(resolveBaseUrl({ environment: 'openConnectors', baseUrl })).toBe(API);
	});

	it('keeps a path and a port of its own', () => {
		const baseUrl = 'http://localhost:8080/gateway';
		expect(resolveBaseUrl({ environment: CUSTOM, baseUrl })).toBe(
			'http://localhost:8080/gateway/elements/api-v2',
		);
	});

	it.each([
		['openConnectors', '', /is empty.*SAP|is empty/],
		[CUSTOM, '   ', /is empty/],
		[CUSTOM, 'api.example.com', /"api.example.com" is not a web address.*https:\/\//],
		[CUSTOM, 'https://', /is not a web address/],
		[CUSTOM, 'https://user:pass@api.example.com', /more than an address/],
		[CUSTOM, 'https://api.example.com?x=1', /more than an address/],
		[CUSTOM, 'https://api.example.com#top', /more than an address/],
		[CUSTOM, 'ftp://api.example.com', /unencrypted.*https/],
		['openConnectors', 'http://api.example.com', /unencrypted.*https/],
	])('of %s cannot be "%s"', (environment, baseUrl, words) => {
		expect(() => resolveBaseUrl({ environment, baseUrl })).toThrow(words);
	});

	it('may be unencrypted for a custom host only, such as a simulator', () => {
		const baseUrl = 'http://127.0.0.1:8080';
		expect(resolveBaseUrl({ environment: CUSTOM, baseUrl })).toBe(`${baseUrl}/elements/api-v2`);
	});
});

describe('The credential test', () => {
	it('goes to the same address as every other call', () => {
		const host = fc.tuple(fc.domain(), fc.option(fc.integer({ min: 1, max: 65535 })));
		const path = fc.array(fc.stringMatching(/^[a-z0-9-]{1,8}$/), { maxLength: 2 });
		const slashes = fc.stringMatching(/^\/{0,3}$/);
		const blanks = fc.stringMatching(/^ {0,2}$/);
		fc.assert(
			fc.property(
				host,
				path,
				fc.boolean(),
				slashes,
				blanks,
				(place, segments, full, end, blank) => {
					const [name, port] = place;
					const origin = `https://${name}${port === null ? '' : `:${port}`}`;
					const typed = [origin, ...segments, ...(full ? ['elements', 'api-v2'] : [])].join('/');
					const fields = { environment: CUSTOM, baseUrl: `${blank}${typed}${end}${blank}` };
					expect(new URL(evaluate(fields)).href).toBe(resolveBaseUrl(fields));
				},
			),
		);
	});
});
