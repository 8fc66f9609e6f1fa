import type { ExampleWorkflow } from './examples.mts';
import { homeFolder, owner } from './settings.mts';

/** The example that shows what the package is for. */
const firstExample = 'ceExOnboardQbo01';

/** What the user reads when everything runs. */
export function closingWords(
	editor: string,
	{ simulator, mailbox }: Record<'simulator' | 'mailbox', { origin: string }>,
	workflows: ExampleWorkflow[],
): string {
	const link = ({ id, name }: ExampleWorkflow) => `     ${name}: ${editor}/workflow/${id}`;
	const first = workflows.filter(({ id }) => id === firstExample);
	const others = workflows.filter(({ id }) => id !== firstExample);
	return `
Ready.

  1. Open ${editor} and sign in with

     E-mail    ${owner.email}
     Password  ${owner.password}

  2. Open the first example, point at "Start Here" and click the "Execute workflow" beside it:

${first.map(link).join('\n')}

  3. Open Get OAuth URL, copy "oauthUrl" from its output into the address bar, choose a company and approve.
     The tab "Executions" then shows the instance that was made.

  The other examples have a note that says what to click:

${others.map(link).join('\n')}

The simulated Cloud Elements with its providers is at ${simulator.origin}: secrets, keys, companies, what is connected, and what you can try.
It forgets everything when it stops.
E-mails of the examples end at ${mailbox.origin} and go nowhere else.
n8n keeps its data and its log, n8n.log, in ${homeFolder}; delete that folder to start afresh.
Ctrl-C ends everything.
`;
}
