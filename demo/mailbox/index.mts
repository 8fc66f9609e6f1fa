import { once } from 'node:events';
import Fastify from 'fastify';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { type Mail, MAILBOX_POLICY, mailboxPage } from './page.mts';

/** A mail server for this machine only: it takes every e-mail and passes none on. */
export interface Mailbox {
	/** Of the page that shows what arrived. */
	origin: string;
	smtpPort: number;
	/** What arrived, the oldest first. */
	mails(): readonly Mail[];
	/** Throws away what arrived. */
	empty(): void;
	close(): Promise<void>;
}

/** Starts a mail server and its page; without ports it takes free ones. */
export async function startMailbox({
	smtpPort = 0,
	webPort = 0,
}: { smtpPort?: number; webPort?: number } = {}): Promise<Mailbox> {
	const mails: Mail[] = [];
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, session, done) => {
			receive(stream, session.envelope.rcptTo.map(({ address }) => address).join(', ')).then(
				(mail) => {
					mails.push(mail);
					done();
				},
				done,
			);
		},
	});
	const listening = smtp.listen(smtpPort, '127.0.0.1');
	await once(listening, 'listening');
	const address = listening.address();
	if (address === null || typeof address === 'string') throw new Error('no port');

	const web = Fastify({ forceCloseConnections: true });
	web.get('/', async (_request, reply) =>
		reply
			.type('text/html')
			.header('content-security-policy', MAILBOX_POLICY)
			.send(mailboxPage(mails)),
	);
	const origin = await web.listen({ port: webPort, host: '127.0.0.1' });
	const close = async () => {
		await web.close();
		await new Promise<void>((resolve) => smtp.close(resolve));
	};
	const empty = () => {
		mails.length = 0;
	};
	return { origin, smtpPort: address.port, mails: () => mails, empty, close };
}

async function receive(stream: AsyncIterable<Buffer>, to: string): Promise<Mail> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	const { from, subject = '', text = '', html } = await PostalMime.parse(Buffer.concat(chunks));
	const { name, address = '' } = from ?? {};
	return {
		from: name ? `${name} <${address}>` : address,
		to,
		subject,
		at: Date.now(),
		text: text.trim(),
		html,
	};
}
