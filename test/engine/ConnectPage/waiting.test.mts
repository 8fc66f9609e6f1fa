import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { compiled } from '../../support/compiled.mts';
import { linkIn } from '../../support/connect-page.mts';
import { inviteCustomer, press } from '../../support/engine/page-visit.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const { newsToBody } = compiled<typeof import('../../../nodes/shared/pages/browserNews.ts')>(
	'nodes/shared/pages/browserNews',
);

/** The browser that waits at the Connect Page after a button was pressed, and what ends its wait. */
const holder = useSimulator();
const time = useFakeTime();
beforeEach(() => time.hold());

const pressXero = async (parameters: INodeParameters = {}) => {
	const inviteUrl = await inviteCustomer(holder.simulator);
	return { inviteUrl, ...(await press(holder.simulator, inviteUrl, 'Xero', {}, parameters)) };
};
const referenceIn = (html: string) => /Reference: ([0-9A-F]{8})</.exec(html)?.[1];

describe('A browser that waits at the page', () => {
	it('goes where a node sends it, and n8n’s answer at the end changes nothing', async () => {
		const visit = await pressXero();
		const location = 'https://login.xero.com/identity?state=abc';
		visit.answer({ statusCode: 303, headers: { location }, body: '' });
		const { status, headers, html } = await visit.answered;
		expect([status, headers.location, html]).toEqual([303, location, '']);
		expect(visit.log).toEqual([]);
	});

	it('gets a page with the reference of the node that failed', async () => {
		const visit = await pressXero();
		visit.answer({ statusCode: 200, body: newsToBody({ kind: 'failed', reference: '0A1B2C3D' }) });
		const { status, headers, html } = await visit.answered;
		expect(status).toBe(502);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
		expect(html).toContain('<h1>That did not work</h1>');
		expect(referenceIn(html)).toBe('0A1B2C3D');
		expect(visit.log).toEqual([]);
	});

	it.each<[string, { statusCode?: number; body?: unknown }]>([
		['the workflow failed', { statusCode: 500, body: { message: 'Error in workflow' } }],
		['no node answered', { statusCode: 200, body: undefined }],
		['n8n could not start it', { statusCode: 500, body: { code: 0, message: 'queue is down' } }],
	])('gets a page with a reference and never n8n’s JSON when %s', async (_, answer) => {
		const visit = await pressXero();
		visit.answer(answer);
		const { status, headers, html } = await visit.answered;
		expect(status).toBe(502);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(html).not.toMatch(/Error in workflow|queue is down|\{"/);
		expect(visit.log).toHaveLength(1);
		expect(visit.log[0]).toContain(`reference ${referenceIn(html)}: the workflow failed or ended`);
	});

	it('can go back to the page with its invitation', async () => {
		const { inviteUrl, answer, answered } = await pressXero();
		answer({ statusCode: 500, body: { message: 'Error in workflow' } });
		const { html } = await answered;
		expect(html).toContain('Try again</a>');
		expect(new URL(linkIn(html), inviteUrl).href).toBe(inviteUrl);
	});

	it('reads it in the builder’s words', async () => {
		const pages = { failedTitle: 'Fehler', backText: 'Zurück', language: 'de' };
		const { answer, answered } = await pressXero({ options: { pages } });
		answer({ body: undefined });
		const { html } = await answered;
		expect(html).toContain('<h1>Fehler</h1>');
		expect(html).toContain('>Zurück</a>');
		expect(html).toContain('<html lang="de">');
	});

	it('gets a page after less than a minute when nothing comes, and nothing after that', async () => {
		const visit = await pressXero();
		await time.asleep(1);
		expect(time.pauses).toEqual([50_000]);
		time.wake();
		const { status, html } = await visit.answered;
		expect(status).toBe(504);
		expect(html).toContain('<h1>That did not work</h1>');
		expect(visit.log).toHaveLength(1);
		expect(visit.log[0]).toContain(`reference ${referenceIn(html)}: no node with Answer Browser`);
		const late = [
			{ statusCode: 303, headers: { location: 'https://login.xero.com/' }, body: '' },
			{ statusCode: 200, body: newsToBody({ kind: 'failed', reference: '0A1B2C3D' }) },
			{ statusCode: 500, body: { message: 'Error in workflow' } },
		];
		for (const answer of late) expect(() => visit.answer(answer)).not.toThrow();
		expect(visit.log).toHaveLength(1);
	});

	it('that was answered is left alone when the minute is over', async () => {
		const visit = await pressXero();
		visit.answer({ statusCode: 303, headers: { location: 'https://login.xero.com/' }, body: '' });
		await visit.answered;
		time.wake();
		await new Promise(setImmediate);
		expect(visit.log).toEqual([]);
	});

	it('that was closed leaves no line in the log', async () => {
		const visit = await pressXero();
		visit.leave();
		await expect(visit.answered).rejects.toThrow();
		await visit.closed;
		time.wake();
		await new Promise(setImmediate);
		expect(visit.log).toEqual([]);
	});
});
