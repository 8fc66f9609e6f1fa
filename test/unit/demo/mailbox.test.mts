import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startMailbox, type Mailbox } from '../../../demo/mailbox/index.mts';
import { mailboxPage } from '../../../demo/mailbox/page.mts';

const LINK = 'http://127.0.0.1:4010/consent?state=a&scope=b';

const HTML = `<!doctype html><html lang="en"><head><title>x</title></head><body><p>Hello "you"</p>
<a href="${LINK.replaceAll('&', '&amp;')}">Reconnect</a><script>alert(1)</script></body></html>`;

const MESSAGE = [
	'From: My Cool App <n8n@mycoolapp.example>',
	'To: cus_30@customers.example',
	'Subject: Please reconnect',
	'MIME-Version: 1.0',
	'Content-Type: multipart/alternative; boundary="part"',
	'',
	'--part',
	'Content-Type: text/plain; charset=utf-8',
	'',
	`Please reconnect: ${LINK}`,
	'--part',
	'Content-Type: text/html; charset=utf-8',
	'',
	HTML,
	'--part--',
].join('\r\n');

let mailbox: Mailbox;
beforeEach(async () => {
	mailbox = await startMailbox();
});
afterEach(async () => await mailbox.close());

/** Hands an e-mail to the server, each line after the answer to the one before. */
async function sendMail(message: string): Promise<void> {
	const socket = connect(mailbox.smtpPort, '127.0.0.1');
	const answer = async () => String((await once(socket, 'data'))[0]);
	await answer();
	for (const line of [
		'HELO test',
		'MAIL FROM:<n8n@mycoolapp.example>',
		'RCPT TO:<cus_30@customers.example>',
		'DATA',
		`${message}\r\n.`,
	]) {
		socket.write(`${line}\r\n`);
		const said = await answer();
		if (!/^[23]/.test(said)) throw new Error(said);
	}
	socket.end();
}

describe('An e-mail with HTML', () => {
	it('arrives with its text alternative and the name of its sender', async () => {
		await sendMail(MESSAGE);
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
		await sendMail(MESSAGE);
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
