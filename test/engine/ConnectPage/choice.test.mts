import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { formsIn, unescapeHtml } from '../../support/connect-page.mts';
import { keyAccountOf } from '../../support/credentials.mts';
import {
	PAGE_URL,
	formAt,
	inviteCustomer,
	itemOf,
	openPage,
	press,
	sendForm,
	sendFormAndRead,
	type Sent,
} from '../../support/engine/page-visit.mts';
import { read } from '../../support/engine/visit.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { INVITATION, invitations } from '../../support/invitations.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();
beforeEach(() => time.hold());

const invite = async (parameters: INodeParameters = {}) =>
	await inviteCustomer(holder.simulator, parameters);

describe('A button that is pressed', () => {
	it.each<[string, number, string, object]>([
		['QuickBooks', 0, 'quickbooks', { siteAddress: null }],
		['FreshBooks', 1, 'freshbooks', { siteAddress: 'targetcompany' }],
		['Xero', 2, 'xero', { siteAddress: null }],
	])(
		'(%s) starts the workflow at output %i, with who it is',
		async (button, output, element, more) => {
			const inviteUrl = await invite({ context: '{"plan":"pro"}', instanceId: '558412' });
			const fields = { siteAddress: 'targetcompany' };
			const visit = await press(holder.simulator, inviteUrl, button, fields);
			visit.answer({ body: '' });
			expect(visit.outputs?.map((items) => items.length)).toEqual(
				[0, 1, 2].map((index) => (index === output ? 1 : 0)),
			);
			expect(itemOf(visit)).toEqual({
				element,
				customerId: 'cus_77',
				context: { plan: 'pro' },
				instanceId: '558412',
				siteAddress: null,
				invited: true,
				visit: expect.any(String),
				...more,
			});
			expect(visit.log).toEqual([]);
		},
	);

	it('gives what is not known as null, and an empty context', async () => {
		const anybody = { options: { anybody: true } };
		const visit = await press(holder.simulator, PAGE_URL, 'Xero', {}, anybody);
		visit.answer({ body: '' });
		expect(itemOf(visit)).toEqual({
			element: 'xero',
			customerId: null,
			context: {},
			instanceId: null,
			siteAddress: null,
			invited: false,
			visit: expect.any(String),
		});
	});

	it('of a restricted invitation starts at the output of its software all the same', async () => {
		const visit = await press(holder.simulator, await invite({ elements: 'xero' }), 'Xero');
		visit.answer({ body: '' });
		expect(visit.outputs?.map((items) => items.length)).toEqual([0, 0, 1]);
	});

	it('of one of two with the same element starts at the output of that one', async () => {
		const software = ['Xero Europe', 'Xero America'].map((label) => ({ element: 'xero', label }));
		const parameters = { offers: { software } };
		const visit = await press(holder.simulator, await invite(), 'America', {}, parameters);
		visit.answer({ body: '' });
		expect(visit.outputs?.map((items) => items.length)).toEqual([0, 1]);
	});
});

describe('A site address', () => {
	const give = async (siteAddress: string) =>
		await press(holder.simulator, await invite(), 'FreshBooks', { siteAddress });

	it.each([
		['targetcompany'],
		[' TargetCompany '],
		['targetcompany.freshbooks.com'],
		['https://targetcompany.freshbooks.com/'],
		['http://targetcompany.freshbooks.com/clients?page=2'],
		['HTTPS://TARGETCOMPANY.FRESHBOOKS.COM'],
	])('of "%s" is targetcompany', async (given) => {
		const visit = await give(given);
		visit.answer({ body: '' });
		expect(itemOf(visit).siteAddress).toBe('targetcompany');
	});

	it.each([
		'',
		'   ',
		'https://',
		'my company',
		'a_b',
		'-a',
		'a@b',
		'<b>',
		'"><script>',
		'x'.repeat(64),
	])('of "%s" is asked again, in words and for a screen reader', async (given) => {
		const { outputs, answered, log } = await give(given);
		const { status, html } = await answered;
		expect(status).toBe(200);
		expect(outputs).toBeUndefined();
		expect(log).toEqual([]);
		const input = /<input id="site-1"[^>]*>/.exec(html)?.[0] ?? '';
		expect(input).toContain('aria-invalid="true"');
		expect(input).toContain('aria-describedby="site-1-wrong"');
		expect(input).toContain('autofocus');
		expect(html).toContain(
			'<p class="wrong" id="site-1-wrong">Please enter the first part of your address, with letters, digits and hyphens.</p>',
		);
		expect(formsIn(html)[1]?.fields.siteAddress).toBe(given.trim());
		expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
	});

	it('that is very long comes back cut', async () => {
		const { html } = await read(await give('a'.repeat(5000)));
		expect(unescapeHtml(html)).toContain(`value="${'a'.repeat(200)}…"`);
	});
});

describe('A form', () => {
	type Change = (form: Record<string, string>) => Partial<Sent> | Promise<Partial<Sent>>;
	const sendChanged = async (change: Change, parameters: INodeParameters = {}) => {
		const inviteUrl = await invite();
		const form = await formAt(holder.simulator, inviteUrl, 'Xero', parameters);
		const changed = { form, ...(await change(form)) };
		return await sendFormAndRead(holder.simulator, inviteUrl, { parameters, ...changed });
	};

	const without = (form: Record<string, string>, name: string) =>
		Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));

	it.each<[string, Change, RegExp]>([
		['from another site', () => ({ headers: { 'sec-fetch-site': 'cross-site' } }), /another site/],
		['from a sibling site', () => ({ headers: { 'sec-fetch-site': 'same-site' } }), /another site/],
		['without a visit', (form) => ({ form: without(form, 'visit') }), /the form has no visit/],
		[
			'with two visits',
			(form) => ({ form: [...Object.entries(form), ['visit', form.visit as string]] }),
			/the form has no visit/,
		],
		[
			'with an altered visit',
			(form) => ({ form: { ...form, visit: `${form.visit}A` } }),
			/visit is malformed/,
		],
		[
			'with the invitation in place of a visit',
			async (form) => ({
				form: {
					...form,
					visit: new URL(await invite()).searchParams.get('invitation') as string,
				},
			}),
			/visit is not sealed by this account/,
		],
		[
			'with the visit of another invitation',
			async () => ({
				form: await formAt(holder.simulator, await invite({ customerId: 'cus_78' }), 'Xero'),
			}),
			/visit belongs to another invitation/,
		],
		[
			'with the visit of nobody',
			async () => ({
				form: await formAt(holder.simulator, PAGE_URL, 'Xero', { options: { anybody: true } }),
			}),
			/visit belongs to another invitation/,
		],
	])('%s is refused with a reference and starts nothing', async (_, change, reason) => {
		const { status, html, outputs, log } = await sendChanged(change);
		expect(status).toBe(403);
		expect(outputs).toBeUndefined();
		expect(html).toContain('<h1>This link cannot be used</h1>');
		expect(log).toHaveLength(1);
		expect(log[0]).toMatch(reason);
		expect(log[0]).toContain(/Reference: ([0-9A-F]{8})/.exec(html)?.[1] ?? 'no reference');
	});

	it.each<[string, Record<string, string>]>([
		['an older browser that does not say where it stood', {}],
		['a person who wrote the address', { 'sec-fetch-site': 'none' }],
	])('of %s is taken', async (_, headers) => {
		const inviteUrl = await invite();
		const form = await formAt(holder.simulator, inviteUrl, 'Xero');
		const visit = await sendForm(holder.simulator, inviteUrl, { form, headers });
		visit.answer({ body: '' });
		expect(itemOf(visit)).toMatchObject({ element: 'xero' });
	});

	it('without any invitation in the address is refused', async () => {
		const form = await formAt(holder.simulator, await invite(), 'Xero');
		const { status, outputs } = await sendFormAndRead(holder.simulator, PAGE_URL, { form });
		expect([status, outputs]).toEqual([403, undefined]);
	});

	it('for software that the invitation is not for shows the page again', async () => {
		const inviteUrl = await invite({ elements: 'xero' });
		const form = await formAt(holder.simulator, inviteUrl, 'Xero');
		const others: Array<Record<string, string>> = [
			{ element: 'quickbooks', offer: '0' },
			{ element: 'quickbooks' },
			{ offer: '0' },
			{ offer: '99' },
		];
		for (const other of others) {
			const sent = { form: { ...form, ...other } };
			const { status, html, outputs } = await sendFormAndRead(holder.simulator, inviteUrl, sent);
			expect([status, outputs]).toEqual([200, undefined]);
			expect(html).toContain('role="status">This page was open for a long time.');
		}
	});

	/** The visit of an invitation as the page made it so many seconds ago. */
	const visitFrom = (seconds: number, inviteUrl: string): string => {
		const account = keyAccountOf(holder.simulator);
		const { deriveInvitationKey, openInvitation, sealInvitation } = invitations;
		const sealed = new URL(inviteUrl).searchParams.get('invitation') ?? '';
		const opened = openInvitation(sealed, deriveInvitationKey(account, 'invitation'));
		const invitation = 'invitation' in opened ? opened.invitation : INVITATION;
		const issuedAt = Math.floor(Date.now() / 1000) - seconds;
		return sealInvitation({ ...invitation, issuedAt }, deriveInvitationKey(account, 'visit'));
	};

	it.each([
		['from yesterday shows the page again', 12 * 3600 + 60, 'again'],
		['from this morning is taken', 12 * 3600 - 60, 'taken'],
	])('of a page %s', async (_, seconds, outcome) => {
		const inviteUrl = await invite();
		const form = await formAt(holder.simulator, inviteUrl, 'Xero');
		const sent = { form: { ...form, visit: visitFrom(seconds, inviteUrl) } };
		const visit = await sendForm(holder.simulator, inviteUrl, sent);
		if (outcome === 'taken') {
			visit.answer({ body: '' });
			expect(itemOf(visit)).toMatchObject({ element: 'xero' });
			return;
		}
		const { html } = await read(visit);
		expect(html).toContain('role="status">This page was open for a long time.');
		const anew = { form: formsIn(html)[2]?.fields ?? {} };
		const second = await sendForm(holder.simulator, inviteUrl, anew);
		second.answer({ body: '' });
		expect(itemOf(second)).toMatchObject({ element: 'xero' });
	});

	it('of an invitation that has expired meanwhile is answered with that', async () => {
		const inviteUrl = await invite({ expiresInDays: 0.000001 });
		const form = { visit: visitFrom(0, inviteUrl), offer: '2', element: 'xero' };
		const { status, outputs } = await sendFormAndRead(holder.simulator, inviteUrl, { form });
		expect([status, outputs]).toEqual([410, undefined]);
	});
});

describe('The visit that an item carries', () => {
	it('is another one than the page had, with the site in it, and does for no form', async () => {
		const inviteUrl = await invite();
		const fields = { siteAddress: 'targetcompany' };
		const pressed = await press(holder.simulator, inviteUrl, 'FreshBooks', fields);
		pressed.answer({ body: '' });
		const visit = itemOf(pressed).visit as string;
		const form = { ...(await formAt(holder.simulator, inviteUrl, 'FreshBooks')), ...fields, visit };
		const { status, log } = await sendFormAndRead(holder.simulator, inviteUrl, { form });
		expect(status).toBe(403);
		expect(log[0]).toContain('belongs to another invitation');
	});

	it('does for no invitation', async () => {
		const pressed = await press(holder.simulator, await invite(), 'Xero');
		pressed.answer({ body: '' });
		const address = invitations.inviteUrlOf(PAGE_URL, itemOf(pressed).visit as string);
		expect((await openPage(holder.simulator, address)).status).toBe(403);
	});
});
