import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { formsIn, unescapeHtml } from '../../support/connect-page.mts';
import { PAGE_URL, inviteCustomer, openPage } from '../../support/engine/page-visit.mts';
import { HOSTILE, tagsIn } from '../../support/hostile-texts.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

/** The page as the customer of an invitation sees it. */
const pageFor = async (invitation: INodeParameters = {}, parameters: INodeParameters = {}) =>
	await openPage(holder.simulator, await inviteCustomer(holder.simulator, invitation), parameters);

const buttonsIn = (html: string) => formsIn(html).map(({ button }) => button);
const pages = (settings: object) => ({ options: { pages: settings } }) as INodeParameters;

describe('The Connect Page', () => {
	it('shows the software as large buttons and says what will be shared', async () => {
		const { status, html, outputs, log } = await pageFor();
		expect(status).toBe(200);
		expect(html).toContain('<h1>Connect your accounting software</h1>');
		expect(buttonsIn(html)).toEqual([
			'Continue with QuickBooks Online',
			'Continue with FreshBooks',
			'Continue with Xero',
		]);
		expect(html).toContain('What you share: your company, customers, invoices');
		expect(outputs).toBeUndefined();
		expect(log).toEqual([]);
	});

	it('starts nothing and asks nobody when it is opened', async () => {
		const inviteUrl = await inviteCustomer(holder.simulator);
		for (let n = 0; n < 20; n++) {
			expect((await openPage(holder.simulator, inviteUrl)).outputs).toBeUndefined();
		}
		expect(holder.simulator.requests()).toEqual([]);
	});

	it('asks for the site address where the software needs it, and nowhere else', async () => {
		const { html } = await pageFor();
		expect(formsIn(html).map(({ asked }) => asked)).toEqual([[], ['siteAddress'], []]);
		expect(html).toContain('<label for="site-1">Your address at FreshBooks');
		expect(html).toMatch(/<input id="site-1"[^>]* required/);
	});

	it('offers what the invitation is for', async () => {
		const { html } = await pageFor({ elements: 'xero, freshbooks' });
		expect(buttonsIn(html)).toEqual(['Continue with FreshBooks', 'Continue with Xero']);
	});

	it('speaks of reconnecting where an instance is to be reconnected', async () => {
		const { html } = await pageFor({ instanceId: '558412' });
		expect(html).toContain('<h1>Reconnect your accounting software</h1>');
		expect(html).toContain('choose the same company as before');
	});

	it('takes other elements, with a question for the site where the builder wants it', async () => {
		const software = [
			{ element: 'other', elementKey: 'hubspot', label: 'HubSpot' },
			{ element: 'other', elementKey: 'bamboohr', askSiteAddress: true },
			{ element: 'other', elementKey: '  ', label: 'Nothing yet' },
		];
		const { html } = await pageFor({}, { offers: { software } });
		expect(formsIn(html).map(({ button, asked }) => [button, asked])).toEqual([
			['Continue with HubSpot', []],
			['Continue with bamboohr', ['siteAddress']],
		]);
	});

	it('speaks the language that the builder writes', async () => {
		const settings = {
			language: 'de',
			accentColor: '#0f766e',
			logoUrl: 'https://cdn.example.com/logo.svg',
			title: 'Buchhaltung mit Bäckerei-App verbinden',
			text: 'Wählen Sie Ihr Programm.',
			buttonText: 'Weiter mit {software}',
			sharedText: 'Sie teilen Ihre Rechnungen.',
			siteAddressText: 'Ihre Adresse bei {software}',
		};
		const { html } = await pageFor({}, pages(settings));
		expect(html).toContain('<html lang="de">');
		expect(html).toContain('<h1>Buchhaltung mit Bäckerei-App verbinden</h1>');
		expect(html).toContain('<title>Buchhaltung mit Bäckerei-App verbinden</title>');
		expect(html).toContain('--accent: #0f766e; --ink: #fff');
		expect(html).toContain('src="https://cdn.example.com/logo.svg"');
		expect(buttonsIn(html)[2]).toBe('Weiter mit Xero');
		expect(html).toContain('>Ihre Adresse bei FreshBooks</label>');
		expect(html).not.toMatch(/Connect|Continue|What you share/);
	});
});

describe('Nobody can do with the page what is not meant', () => {
	it('no frame, no script, no other sender of the form, no trace in other sites', async () => {
		const { headers, html } = await pageFor();
		expect(headers).toMatchObject({
			'cache-control': 'no-store, no-transform',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
		});
		const policy = headers['content-security-policy'];
		expect(policy).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self' https: http:; frame-ancestors 'none'",
		);
		expect(html).not.toMatch(/<script|<iframe|<link|\son\w+="/);
		expect(tagsIn(html).filter((tag) => tag.startsWith('<form'))).toEqual(
			Array.from({ length: 3 }, (_, n) => `<form method="post" aria-labelledby="software-${n}">`),
		);
	});

	it('lets the form lead to https alone where the page itself is served so', async () => {
		const pageUrl = 'https://n8n.example.com/webhook/connect';
		const { headers } = await pageFor({ pageUrl });
		expect(headers['content-security-policy']).toContain("form-action 'self' https:;");
	});

	it.each(HOSTILE)('a label that is %j', async (label) => {
		const offers = (one: string) => ({ software: [{ element: 'freshbooks', label: one }] });
		const shown = await pageFor({}, { offers: offers(label) });
		const plain = await pageFor({}, { offers: offers('FreshBooks') });
		const names = (html: string) => tagsIn(html).map((tag) => /^<\/?[\w!]+/.exec(tag)?.[0]);
		expect(names(shown.html)).toEqual(names(plain.html));
		expect(unescapeHtml(shown.html)).toContain(`Continue with ${label.trim()}`);
	});

	it.each(HOSTILE)('a text that is %j', async (title) => {
		const { html } = await pageFor({}, pages({ title }));
		const plain = await pageFor({}, pages({ title: 'plain' }));
		expect(tagsIn(html).length).toBe(tagsIn(plain.html).length);
	});

	it('neither customer nor context nor the waiting execution can be read in it', async () => {
		const { html } = await pageFor({
			context: '{"plan":"secret-plan"}',
			options: { resumeThisExecution: true },
		});
		expect(html).not.toMatch(/cus_77|secret-plan|signature=|webhook-waiting/);
	});
});

describe('Somebody without a good invitation', () => {
	type Case = [name: string, address: () => Promise<string>, reason: RegExp];
	const invite = async (parameters: INodeParameters = {}) =>
		await inviteCustomer(holder.simulator, parameters);
	const cases: Case[] = [
		['none', async () => PAGE_URL, /no invitation, and Anybody is off/],
		['an empty one', async () => `${PAGE_URL}?invitation=`, /no invitation/],
		['an altered one', async () => (await invite()).replace(/.$/, '!'), /invitation is malformed/],
		['a made up one', async () => `${PAGE_URL}?invitation=abc`, /invitation is malformed/],
		['one that is too long', async () => `${PAGE_URL}?invitation=${'x'.repeat(8000)}`, /too long/],
		['two', async () => `${await invite()}&invitation=a`, /more than one invitation/],
		[
			'one for another page',
			async () =>
				(await invite({ pageUrl: 'http://localhost:5678/webhook/other' })).replace(
					'other',
					'connect',
				),
			/invitation is for the page http:\/\/localhost:5678\/webhook\/other/,
		],
		[
			'one for the test URL',
			async () =>
				(await invite({ pageUrl: PAGE_URL.replace('webhook', 'webhook-test') })).replace(
					'-test',
					'',
				),
			/invitation is for the page/,
		],
		[
			'one for software that is not offered',
			async () => await invite({ elements: 'sageone' }),
			/invitation is for sageone, which the page does not offer/,
		],
	];

	it.each(cases)(
		'(%s) reads so with a reference, which n8n’s log has too',
		async (_, address, reason) => {
			const given = await address();
			const { status, html, outputs, log } = await openPage(holder.simulator, given);
			expect(status).toBe(403);
			expect(html).toContain('<h1>This link cannot be used</h1>');
			const reference = /Reference: ([0-9A-F]{8})</.exec(html)?.[1];
			expect(log).toHaveLength(1);
			expect(log[0]).toContain(`reference ${reference}: `);
			expect(log[0]).toMatch(reason);
			expect(log[0]).toContain('(workflow)');
			const sealed = new URL(given).searchParams.get('invitation');
			if (sealed && sealed.length > 3) expect(log.join() + html).not.toContain(sealed);
			expect(html).not.toMatch(reason);
			expect(outputs).toBeUndefined();
		},
	);

	it('of another account reads the same', async () => {
		const inviteUrl = await invite();
		const { main } = holder.simulator.accounts;
		const credentials = { ...main, userSecret: `${main.userSecret}x` };
		const other = { ...holder.simulator, accounts: { main: credentials } } as never;
		const { status, log } = await openPage(other, inviteUrl);
		expect(status).toBe(403);
		expect(log[0]).toContain('not sealed by this account');
	});

	it('whose invitation has expired reads where to get another', async () => {
		const inviteUrl = await invite({ expiresInDays: 0.000001 });
		const { status, html, outputs, log } = await openPage(holder.simulator, inviteUrl);
		expect(status).toBe(410);
		expect(html).toContain('<h1>This invitation has expired</h1>');
		expect(html).toContain('Please ask whoever sent it to you for a new one.');
		expect(html).toMatch(/Reference: [0-9A-F]{8}/);
		expect(log[0]).toMatch(/the invitation expired at \d{4}-/);
		expect(outputs).toBeUndefined();
	});

	it('is served where anybody may come, but not with a bad invitation', async () => {
		const anybody = { options: { anybody: true } };
		const { status, html } = await openPage(holder.simulator, PAGE_URL, anybody);
		expect(status).toBe(200);
		expect(buttonsIn(html)).toHaveLength(3);
		const bad = await openPage(holder.simulator, `${PAGE_URL}?invitation=abc`, anybody);
		expect(bad.status).toBe(403);
	});

	it('reads it in the builder’s words', async () => {
		const settings = pages({
			refusedTitle: 'Nein',
			refusedText: 'Bitte neu anfordern.',
			referenceText: 'Kennung {reference}',
		});
		const { html } = await openPage(holder.simulator, PAGE_URL, settings);
		expect(html).toContain('<h1>Nein</h1>');
		expect(html).toContain('Bitte neu anfordern.');
		expect(html).toMatch(/Kennung [0-9A-F]{8}/);
	});
});
