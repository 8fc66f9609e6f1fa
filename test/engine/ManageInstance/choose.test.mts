import { describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeType } from 'n8n-workflow';
import { accountCredential } from '../../support/credentials.mts';
import { additionalDataOf, loader, nodeOf, workflowOf } from '../../support/engine/host.mts';
import { makeMany, onboard } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

/** What the editor shows when somebody opens the list of instances. */
async function choose(filter?: string, paginationToken?: string): Promise<INodeListSearchResult> {
	const credentials = accountCredential(holder.simulator);
	const node = nodeOf('manageInstance', {}, credentials);
	const context = new LoadOptionsContext(
		workflowOf([node]),
		node,
		additionalDataOf([node], credentials),
		'parameters.instance',
	);
	const { methods } = loader.getNode('manageInstance').type as INodeType;
	const search = methods?.listSearch?.searchInstances;
	if (!search) throw new Error('the node has no search');
	return await search.call(context, filter, paginationToken);
}

describe('The list of instances', () => {
	it('shows name, element and id, and finds by name and element', async () => {
		const { id } = await onboard(holder.simulator, { name: 'Acme books' });
		await makeMany(holder.simulator, ['Acme desk', 'Other']);
		const { results } = await choose('acme');
		expect(results).toHaveLength(2);
		expect(results).toContainEqual({
			name: `Acme books (quickbooks, ${id})`,
			value: String(id),
		});
		expect((await choose('servicenow')).results).toHaveLength(2);
		expect((await choose()).results).toHaveLength(3);
		expect((await choose('nobody')).results).toEqual([]);
	});

	it('goes on page by page to the end', async () => {
		await makeMany(
			holder.simulator,
			Array.from({ length: 130 }, (_, n) => `instance ${n}`),
		);
		const seen: unknown[] = [];
		let token: unknown;
		do {
			const page: INodeListSearchResult = await choose(undefined, token as string | undefined);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(seen).toHaveLength(130);
		expect(new Set(seen).size).toBe(130);
	}, 30_000);

	it('says in words why it stays empty', async () => {
		holder.simulator.fault({ path: '/instances', status: 401, body: { message: 'Unauthorized' } });
		await expect(choose()).rejects.toThrow(/refused the user secret or the organization secret/);
	});
});
