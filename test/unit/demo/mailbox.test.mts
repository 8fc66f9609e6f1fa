import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startMailbox, type Mailbox } from '../../../demo/mailbox/index.mts';
import { mailboxPage } from '../../../demo/mailbox/page.mts';
import { LINK, sendMail } from '../../support/mail.mts';

let mailbox: Mailbox;
beforeEach(async () => {
	mailbox = await startMailbox();
});
afterEach(async () => await mailbox.close());

describe('An e-mail with HTML', () => {
	it('arrives with its text alternative and the name of its sender', async () => {
		await sendMail(mailbox.smtpPort);
		expect(mailbox.mails()).toEqual([
			{
				from: 'My Cool App <n8n@mycoolapp.example>',
				to: 'cus_30@customers.example',
				subject: 'Please reconnect',
				at: expect.any(Number),
				text: `Please reconnect: ${LINK}`,
				html: expect.stringContaining('Reconnect</a>'),
			},
		]);
	});

	it('is shown in a frame in which nothing runs and from which links open in a tab', async () => {
		await sendMail(mailbox.smtpPort);
		const page = await fetch(mailbox.origin);
		const html = await page.text();
		expect(page.headers.get('content-security-policy')).toBe(
			"default-src 'none'; style-src 'unsafe-inline'",
		);
		const [, sandbox, srcdoc = ''] =
			/<iframe title="E-mail: Please reconnect" sandbox="([^"]*)" srcdoc="([^"]*)">/.exec(html) ??
			[];
		expect(sandbox).toBe('allow-popups allow-popups-to-escape-sandbox');
		expect(srcdoc).toContain('&lt;head&gt;&lt;base target=&quot;_blank&quot;&gt;');
		expect(html).not.toContain('<script');
		expect(html).toContain(`<a href="${LINK.replaceAll('&', '&amp;')}">`);
	});
});

describe('An e-mail without HTML', () => {
	const mail = {
		from: 'a@b.example',
		to: 'c@d.example',
		subject: '<b>',
		at: Date.UTC(2026, 10, 29, 10, 30),
		text: `Go: ${LINK}`,
	};

	it('is shown as text, its links to be clicked, without a frame', () => {
		const html = mailboxPage([mail]);
		expect(html).not.toContain('<iframe');
		expect(html).toContain('&lt;b&gt;');
		expect(html).toMatch(/<time datetime="2026-11-29T10:30:00.000Z">Nov (29|30), 2026, .+<\/time>/);
		expect(html).toContain(`<a href="${LINK.replaceAll('&', '&amp;')}">`);
	});
});
