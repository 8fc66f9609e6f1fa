import { describe, expect, it } from '@jest/globals';
import { accountCredential } from '../../support/credentials.mts';
import { pairsOf, runNode, wordsOf } from '../../support/engine/run-node.mts';
import { byToken, locator } from '../../support/locators.mts';
import { customApiCredential } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const EXPRESSION = '={{ $json.name }}';

/** What n8n makes of an expression in a field that takes none. */
const AS_TEXT = '{{ $json.name }}';

describe.each([
	['elementRequest', 'record', accountCredential, 'record, bulk, customCall'],
	['manageInstance', 'instance', accountCredential, 'instance, activity, commonResource'],
	['quickBooksCustomApi', 'record', customApiCredential, 'record, customRequest, company'],
] as const)('%s', (type, known, credentialAt, resources) => {
	it.each([
		[known, 'vanish', 'vanish'],
		[known, 'GET', 'GET'],
		[known, 'constructor', 'constructor'],
		[known, EXPRESSION, AS_TEXT],
		['nothing', 'get', undefined],
		['__proto__', 'toString', undefined],
		['', 'get', undefined],
	])(
		'refuses the resource %j with the operation %j, item by item',
		async (resource, operation, named) => {
			const run = async (onError?: 'continueErrorOutput') =>
				await runNode({
					type,
					credentials: credentialAt(holder.simulator),
					items: [{ name: 'get' }, { name: 'getAll' }, {}],
					onError,
					parameters: {
						resource,
						operation,
						instance: byToken('an-element-token='),
						object: locator('name', 'customers'),
					},
				});
			const message =
				named === undefined
					? `There is no resource "${resource}"`
					: `There is no operation "${named}" of the resource "${resource}"`;
			const failed = await run();
			expect(failed.error?.message).toBe(message);
			expect(wordsOf(failed)).toContain(named === undefined ? `There are: ${resources}.` : 'get, ');

			const { error, outputs } = await run('continueErrorOutput');
			expect(error).toBeUndefined();
			expect(outputs[0] ?? []).toEqual([]);
			expect(pairsOf(outputs[1])).toEqual([0, 1, 2]);
			for (const { json } of outputs[1] ?? []) {
				expect(json).toMatchObject({ error: message, details: { code: 'invalid_input' } });
			}
			expect(holder.simulator.requests()).toEqual([]);
			expect(holder.simulator.providerRequests()).toEqual([]);
		},
	);
});
