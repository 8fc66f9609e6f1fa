import { describe, expect, it } from '@jest/globals';
import { INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { connect } from '../support/connected.mts';
import { authorization, call, send } from '../support/platform.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();

const home = async () => await send(`${holder.simulator.origin}/`);

/** Presses a button of the page. */
async function press(label: string): Promise<void> {
	const { text } = await home();
	const forms = [...text.matchAll(/<form method="post" action="([^"]+)">(.*?)<\/form>/gs)];
	const [, action = '', content = ''] = forms.find(([form]) => form.includes(label)) ?? [];
	const fields = new URLSearchParams();
	for (const [, name = '', value = ''] of content.matchAll(/name="([^"]+)" value="([^"]+)"/g)) {
		fields.append(name, value);
	}
	const answer = await send(`${holder.simulator.origin}${action}`, {
		method: 'POST',
		body: fields,
	});
	expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
}

describe('The home page of the simulator', () => {
	it('says what to enter in n8n', async () => {
		const { text, status } = await home();
		const { apiUrl, accounts } = holder.simulator;
		expect(status).toBe(200);
		for (const value of [
			apiUrl,
			accounts.main.userSecret,
			accounts.main.organizationSecret,
			INTUIT_OAUTH2_APPS.production.key,
			'Harbor Lane Bakery',
			'targetcompany',
		]) {
			expect(text).toContain(value);
		}
	});

	it('shows what is connected, what was asked, and never a token', async () => {
		const { id, token } = await connect(holder.simulator, 'quickbooks', { name: '<b>Acme</b>' });
		const { text } = await home();
		expect(text).toContain(`</span>${id}</td>`);
		expect(text).toContain('POST /elements/api-v2/instances');
		expect(text).not.toContain('<b>Acme');
		expect(text).not.toContain(token);
	});

	it('lets a connection die', async () => {
		const { id, token } = await connect(holder.simulator, 'quickbooks');
		await press(`Let ${id} die`);
		const headers = { authorization: authorization(holder.simulator.accounts.main, token) };
		expect((await call(holder.simulator, 'GET', '/ping', { headers })).status).not.toBe(200);
	});

	it('moves the clock, is busy, and forgets', async () => {
		const clock = async () => Date.parse(/<strong>([^<]+)/.exec((await home()).text)?.[1] ?? '');
		const before = await clock();
		await press('Move the clock 101 days');
		expect(Math.round(((await clock()) - before) / 86_400_000)).toBe(101);
		await connect(holder.simulator);
		await press('Answer 429');
		expect((await call(holder.simulator, 'GET', '/instances')).status).toBe(429);
		await press('Forget everything');
		expect((await call(holder.simulator, 'GET', '/instances')).body).toEqual([]);
	});

	it('takes no button that is pressed by a page elsewhere', async () => {
		const { id } = await connect(holder.simulator);
		const { status } = await send(`${holder.simulator.origin}/_simulator/try/forget`, {
			method: 'POST',
			headers: { 'sec-fetch-site': 'cross-site' },
		});
		expect(status).toBe(403);
		const { body } = await call(holder.simulator, 'GET', '/instances');
		expect(body).toEqual([expect.objectContaining({ id })]);
	});
});
