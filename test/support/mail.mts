import { once } from 'node:events';
import { connect } from 'node:net';

export const LINK = 'http://127.0.0.1:4010/consent?state=a&scope=b';

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

/** Hands an e-mail with a text and HTML to a mail server, each line after the answer to the one before. */
export async function sendMail(smtpPort: number): Promise<void> {
	const socket = connect(smtpPort, '127.0.0.1');
	const answer = async () => String((await once(socket, 'data'))[0]);
	await answer();
	for (const line of [
		'HELO test',
		'MAIL FROM:<n8n@mycoolapp.example>',
		'RCPT TO:<cus_30@customers.example>',
		'DATA',
		`${MESSAGE}\r\n.`,
	]) {
		socket.write(`${line}\r\n`);
		const said = await answer();
		if (!/^[23]/.test(said)) throw new Error(said);
	}
	socket.end();
}
