import type { ExampleWorkflow } from './examples.mts';
import { homeFolder, owner } from './settings.mts';

/** What to look at first, and what one sees there. */
const FIRST: Array<[id: string, words: string]> = [
	[
		'ceExInvoices0001',
		'Click "Execute workflow": one workflow and one credential read the invoices of three companies.',
	],
	[
		'ceExInviteCust01',
		'Click "Execute workflow", then open an e-mail in the mailbox and connect as your customer would.',
	],
];

/** What the user reads when everything runs. */
export function closingWords(
	editor: string,
	{ simulator, mailbox }: Record<'simulator' | 'mailbox', { origin: string }>,
	workflows: ExampleWorkflow[],
): string {
	const steps = FIRST.map(
		([id, words], index) => `  ${index + 2}. ${editor}/workflow/${id}\n     ${words}`,
	);
	const others = workflows.filter(({ id }) => FIRST.every(([first]) => first !== id));
	return `
Ready.

  1. Open ${editor} and sign in with

     E-mail    ${owner.email}
     Password  ${owner.password}

${steps.join('\n\n')}

  The other examples have a note that says what to click:

${others.map(({ name }) => `     ${name}`).join('\n')}

Simulator  ${simulator.origin}  secrets, keys, companies, what is connected, and what you can try
Mailbox    ${mailbox.origin}  e-mails of the examples; none leaves this machine
Data       ${homeFolder}
           n8n, its log n8n.log, and what the simulator knows; delete the folder to start afresh

Ctrl-C ends everything.
`;
}
