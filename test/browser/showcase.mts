import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { readExamples, type ExampleWorkflow } from '../../demo/examples.mts';
import type { N8nClient } from '../../n8n/client/client.mts';
import { until } from '../../n8n/polling.mts';
import { openNode, openWorkflow, outputText } from './by-hand.mts';
import { byTestId } from './editor/editor.mts';
import { expectHeading } from './trips.mts';

const { workflows } = await readExamples();

/** The example with a number, such as 07a. */
export function example(number: string): ExampleWorkflow {
	const found = workflows.find(({ name }) => name.startsWith(`${number} `));
	if (!found) throw new Error(`There is no example ${number}`);
	return found;
}

/** What a canvas shows of an execution. */
export interface Shown {
	/** What was handed on, at each connection that was taken, such as `3 items`. */
	items: string[];
	/** Nodes with the green mark. */
	green: number;
	/** Names of the nodes with a red one. */
	red: string[];
}

/**
 * What is to be seen once the connections show that this was handed on, or what is there when they do
 * not: the editor counts a while after it has marked the nodes.
 */
export async function shownOn(page: Page, items: readonly string[]): Promise<Shown> {
	const labels = byTestId(page, 'edge-label').filter({ hasText: /item/ });
	const isShown = async () => isDeepStrictEqual(await labels.allInnerTexts(), items) || undefined;
	await until('the labels', isShown, { timeoutMs: 10_000 }).catch(() => undefined);
	const red = byTestId(page, 'canvas-node').filter({
		has: byTestId(page, 'canvas-node-status-mark-error').or(byTestId(page, 'node-issues')),
	});
	return {
		items: await labels.allInnerTexts(),
		green: await byTestId(page, 'canvas-node-status-mark-success').count(),
		red: await red.evaluateAll((all) =>
			all.map((node) => node.getAttribute('data-node-name') ?? ''),
		),
	};
}

/** Opens an example and presses its large button. */
export async function press(page: Page, origin: string, number: string): Promise<void> {
	await openWorkflow(page, origin, example(number).id);
	await byTestId(page, 'execute-workflow-button').click();
}

/** Copies the link from a node's output, opens it and answers the provider. */
export async function followLink(
	page: Page,
	node: string,
	answer: 'Approve' | 'Deny' = 'Approve',
): Promise<void> {
	await openNode(page, node);
	await page.goto(await outputText(page, /^https?:\S+$/));
	await page.getByRole('button', { name: answer }).click();
}

/** Opens the mailbox of the demo beside, presses the button of the e-mail to somebody, and gives the page that opens. */
export async function openMail(page: Page, mailbox: string, to: string): Promise<Page> {
	const mails = await page.context().newPage();
	await mails.goto(mailbox);
	const mail = mails
		.getByRole('article')
		.filter({ hasText: `To ${to}` })
		.first();
	const link = mail.locator('iframe').contentFrame().getByRole('link').first();
	await link.waitFor();
	const opened = page.context().waitForEvent('page');
	await link.click();
	return await opened;
}

/** Chooses a software at the page of an invitation, approves, and is told what was connected. */
export async function connectAt(page: Page, software: string, company: string): Promise<void> {
	await page.getByRole('button', { name: software }).click();
	await page.getByRole('button', { name: 'Approve' }).click();
	await expectHeading(page, `Connected: ${company}`);
}

/** The number of the newest execution of an example; 0 if there is none. */
export async function lastRun(client: N8nClient, number: string): Promise<string> {
	const [newest] = await client.executions(example(number).id);
	return newest?.id ?? '0';
}

/** Opens an execution of an example in its list of executions. */
export async function openRun(
	page: Page,
	origin: string,
	number: string,
	id: string,
): Promise<void> {
	await page.goto(`${origin}/workflow/${example(number).id}/executions/${id}`);
	await byTestId(page, `execution-preview-details-${id}`).getByText('Succeeded').waitFor();
}
