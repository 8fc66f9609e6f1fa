import { describe, expect, it } from '@jest/globals';
import { DataTables, type DataTableRow } from '../../n8n/client/data-tables.mts';
import { escapeHtml } from '../../simulator/providers/pages.mts';
import { answerConsent } from '../support/consent.mts';
import { useHarness } from './harness.mts';
import { jsonOf } from './workflows.mts';

const TRIGGER = 'Start Here';
const HALF_AN_HOUR_MS = 31 * 60_000;

const harness = useHarness();

/** A row of the Data Table without what n8n adds to it. */
const tokensIn = ({ realmId, userToken, userTokenSecret }: DataTableRow = {}) =>
	({ realmId, userToken, userTokenSecret }) as DataTableRow;

describe('Re-provision every night', () => {
	it('renews what is due, keeps ID and token, and reports', async () => {
		const { client } = harness;
		const before = jsonOf(await client.run('ceExQuickQbo0001', TRIGGER), 'Connected');
		const execution = await client.run('ceExNightly00001', 'Every Night');

		expect(execution.data.resultData.error).toBeUndefined();
		const after = jsonOf(execution, 'Re-Provision');
		expect(after.map(({ id, token }) => ({ instanceId: id, token }))).toEqual(
			before.map(({ instanceId, token }) => ({ instanceId, token })),
		);
		expect(jsonOf(execution, 'Report')).toEqual([{ count_id: before.length }]);
		expect(jsonOf(execution, 'Not Renewed')).toEqual([]);
		const again = await client.run('ceExNightly00001', 'Every Night');
		expect(jsonOf(again, 'Needs Renewal')).toEqual([]);
	});

	it('hands what does not go well to the error output with its reason', async () => {
		const { client, simulator } = harness;
		await client.run('ceExQuickQbo0001', TRIGGER);
		simulator.fault({
			method: 'PUT',
			path: '/instances/\\d+',
			status: 500,
			body: { message: 'Oops' },
		});
		const execution = await client.run('ceExNightly00001', 'Every Night');

		expect(jsonOf(execution, 'Re-Provision')).toHaveLength(2);
		const [failed] = jsonOf(execution, 'Not Renewed');
		expect(failed).toMatchObject({ customer: expect.any(String), reason: expect.any(String) });
		expect(failed?.details).toContain('Oops');
	});
});

describe('An instance that the source has no tokens for', () => {
	it('is not forgotten: it leaves by the error output', async () => {
		const { client } = harness;
		const connected = jsonOf(await client.run('ceExQuickQbo0001', TRIGGER), 'Connected');
		const tables = await DataTables.of(client);
		const table = (await tables.list()).find(({ name }) => name === 'quickbooks_tokens');
		const [kept] = await tables.rows(table?.id ?? '');
		await tables.remove(table?.id ?? '', { realmId: kept?.realmId as string });
		const execution = await client.run('ceExNightly00001', 'Every Night');
		await tables.insert(table?.id ?? '', [tokensIn(kept)]);

		expect(jsonOf(execution, 'Re-Provision')).toHaveLength(connected.length - 1);
		const [failed, ...others] = jsonOf(execution, 'Not Renewed');
		expect(others).toEqual([]);
		expect(failed?.reason).toMatch(/User Token .*empty/);
	});
});

describe('Reconnect customers by a link', () => {
	const workflowId = 'ceExReconnect001';

	it('e-mails a new link when a public Xero app has lost the connection, and keeps ID and token', async () => {
		const { client, simulator, mailbox } = harness;
		const start = await client.run('ceExReconnLink01', TRIGGER);
		await fetch(await answerConsent(jsonOf(start, 'First Link')[0]?.oauthUrl as string));
		const first = await client.nextExecution(workflowId, start.id);
		const [made] = jsonOf(first, 'Create or Re-Provision');
		expect(made).toMatchObject({ ensured: 'created', name: 'Xero of cus_30' });

		simulator.clock.advance(HALF_AN_HOUR_MS);
		const night = await client.run('ceExReconnNight1', 'Every Night');
		expect(jsonOf(night, 'Check')).toEqual([expect.objectContaining({ status: 'reauthorize' })]);
		const mail = mailbox.mails().at(-1);
		expect(mail).toMatchObject({
			to: 'cus_30@customers.example',
			from: 'My Cool App <n8n@mycoolapp.example>',
		});
		const link = /https?:\S+/.exec(mail?.text ?? '')?.[0] ?? '';
		expect(mail?.html).toContain(`<a href="${escapeHtml(link)}" `);
		await fetch(await answerConsent(link));

		const second = await client.nextExecution(workflowId, night.id);
		const [renewed] = jsonOf(second, 'Create or Re-Provision');
		expect(renewed).toMatchObject({ ensured: 'reprovisioned', id: made?.id, token: made?.token });
		const healthy = await client.run('ceExReconnNight1', 'Every Night');
		expect(jsonOf(healthy, 'Check')).toEqual([expect.objectContaining({ status: 'healthy' })]);
	});
});
