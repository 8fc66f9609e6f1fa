import type { Simulator } from '../simulator/index.mts';
import type { ExampleWorkflow } from './examples.mts';
import { homeFolder, owner } from './settings.mts';

/** What the user reads when everything runs. */
export function closingWords(
	editor: string,
	simulator: Pick<Simulator, 'origin'>,
	workflows: ExampleWorkflow[],
): string {
	return [
		'',
		`Ready. Open ${editor} and sign in:`,
		'',
		`  E-mail    ${owner.email}`,
		`  Password  ${owner.password}`,
		'',
		'Then open an example:',
		...workflows.flatMap(({ id, name, description }) => [
			'',
			`  ${name}`,
			`  ${editor}/workflow/${id}`,
			...(description ?? '').split('\n').map((line) => `  ${line}`.trimEnd()),
		]),
		'',
		`The simulated Cloud Elements and QuickBooks are at ${simulator.origin}; they forget everything when they stop.`,
		`n8n keeps its data in ${homeFolder}: delete the folder to start afresh.`,
		'Ctrl-C ends both.',
		'',
	].join('\n');
}
