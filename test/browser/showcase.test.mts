import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { until } from '../../n8n/polling.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import { useHarness } from '../n8n/harness.mts';
import { MCP_TOKEN } from '../../demo/credentials.mts';
import { openNode, openWorkflow, outputText, signIn } from './by-hand.mts';
import { startChatModel, type ChatModel, type Line } from '../support/chat-model.mts';
import { connect } from '../support/connected.mts';
import { revoke } from '../support/connection-health.mts';
import { withMcpServer } from '../support/mcp-client.mts';
import { byTestId } from './editor/editor.mts';
import {
	connectAt,
	example,
	followLink,
	lastRun,
	openMail,
	openRun,
	press,
	shownOn,
	type Shown,
} from './showcase.mts';
import { launch, openWindow } from './windows.mts';

const harness = useHarness();
const [bakery] = COMPANIES;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let browser: Browser;
let page: Page;

// One window for all: the editor is large, and each new one loads it again.
beforeAll(async () => {
	browser = await launch();
	({ page } = await openWindow(browser, {}));
	await signIn(page, harness.session.origin);
});
afterAll(async () => await browser.close());

/** What a canvas shows that ended well: what each connection handed on, every node that it came to green, none red. */
const well = (counts: readonly number[], green = counts.length + 1): Shown => ({
	items: counts.map((count) => `${count} item${count === 1 ? '' : 's'}`),
	green,
	red: [],
});

/** Sees that on the canvas of an example. */
async function shows(number: string, wanted: Shown): Promise<void> {
	expect([number, await shownOn(page, wanted.items)]).toEqual([number, wanted]);
}

/** Presses the button of an example and waits until n8n says that it ended well. */
async function runs(number: string, counts: readonly number[], green?: number): Promise<void> {
	await press(page, harness.session.origin, number);
	await page.getByText('Workflow executed successfully').waitFor();
	await shows(number, well(counts, green));
}

/** Does what starts an example, and looks at its executions whether each ended well. */
async function starts(
	number: string,
	executions: number[][],
	work: () => Promise<void>,
): Promise<void> {
	const { client, session } = harness;
	let last = await lastRun(client, number);
	await work();
	for (const counts of executions) {
		({ id: last } = await client.nextExecution(example(number).id, last));
		await openRun(page, session.origin, number, last);
		await shows(number, well(counts));
	}
}

const mailTo = async (name: string) =>
	await openMail(page, harness.mailbox.origin, `${name}@customers.example`);

describe('In the editor', () => {
	it('the examples that work with customers’ tokens end well', async () => {
		await runs('05', [1, 1, 3, 3]);
		await runs('01', [1, 3, 180, 3, 180]);
		await openNode(page, 'Owed to Each');
		await outputText(page, /^3 items$/);
		await runs('09', [1, 1, 3, 3, 3, 3, 3, 3, 3], 9);
		await runs('06', [1, 1, 4, 2, 2]);
		await runs('13', [1, 1, 20, 20]);
		await runs('17', [1, 4, 5, 5, 300]);
	}, 120_000);

	it('an example that finds nobody is red where it says so', async () => {
		await press(page, harness.session.origin, '01');
		await page.getByText('Run the example "05 Quick provision').first().waitFor();
		await shows('01', {
			items: ['1 item', '1 item', '1 item'],
			green: 3,
			red: ['Nobody Is Connected'],
		});
	});

	it.each([
		['03a', [1, 1], 'Get OAuth URL', '03b', [1, 1], 'Approval received'],
		['10a', [1, 1, 1], 'Get OAuth URL', '10b', [1], 'Approval received'],
		['11a', [1, 1], 'Get OAuth URL', '11b', [1, 1, 1], 'You can close this page.'],
		['12a', [1, 1, 1], 'Get OAuth URL', '12b', [1, 1, 1], 'Approval received'],
	])(
		'the link of %s leads a customer to a connection',
		async (link, made, node, callback, received, said) => {
			await runs(link, made);
			await starts(callback, [received], async () => {
				await followLink(page, node);
				await page.getByText(said).waitFor();
			});
		},
		60_000,
	);

	it('who denies is told of', async () => {
		await runs('10a', [1, 1, 1]);
		await starts('10b', [[1, 1]], async () => {
			await followLink(page, 'Get OAuth URL', 'Deny');
			await page.getByText('Nothing was connected').waitFor();
		});
		expect(harness.mailbox.mails()).toEqual([
			expect.objectContaining({ subject: 'Not connected: cus_7' }),
		]);
	}, 60_000);

	it('a customer who is invited chooses at the page and is connected', async () => {
		await runs('02a', [1, 1, 3, 3]);
		await starts('02b', [[1], [1, 1]], async () => {
			await connectAt(await mailTo('eva'), 'Xero', 'Xero');
		});
	}, 60_000);

	it('an execution waits for its customer and goes on', async () => {
		await press(page, harness.session.origin, '04');
		await until('the invitation', async () => harness.mailbox.mails()[0]);
		await connectAt(await mailTo('ida'), 'Xero', 'Xero');
		await page.getByText('Workflow executed successfully').waitFor();
		await shows('04', well([1, 1, 1, 1, 1]));
	}, 60_000);

	it('a link by e-mail renews a connection that ended', async () => {
		await runs('07a', [1, 1]);
		await starts('07b', [[1]], async () => {
			await followLink(page, 'First Link');
			await page.getByText('Approval received').waitFor();
		});
		harness.simulator.clock.advance(31 * MINUTE_MS);
		await runs('07c', [1, 1, 1, 1, 1, 1]);
		await starts('07b', [[1]], async () => {
			const opened = await mailTo('cus_30');
			await opened.getByRole('button', { name: 'Approve' }).click();
			await opened.getByText('Approval received').waitFor();
		});
	}, 60_000);

	it('a page reconnects whose connection ended, found at night or by the trigger that watches', async () => {
		const { session, simulator } = harness;
		await starts('08a', [[1], [1, 1]], async () => {
			await page.goto(`${session.origin}/webhook/reconnect`);
			await connectAt(page, 'QuickBooks', bakery.name);
		});
		simulator.clock.advance(101 * DAY_MS);
		await runs('08b', [1, 1, 1, 1, 1, 1]);
		await runs('14', [1, 1, 1]);
		await starts('08a', [[1], [1, 1]], async () => {
			await connectAt(await mailTo('ada'), 'QuickBooks', bakery.name);
		});
	}, 60_000);

	describe('with an assistant', () => {
		const TAGS = ['customer:cus_77'];
		const MODEL = 'ceDemoChatModel01';
		let model: ChatModel;

		/** Asks in the chat of the example, with a model that says these lines. */
		async function ask(lines: readonly Line[], answer: RegExp): Promise<void> {
			const { client, session } = harness;
			const own = await client.credential(MODEL);
			model = await startChatModel(lines);
			await client.updateCredential({ ...own, data: { ...own.data, url: model.baseUrl } });
			try {
				await openWorkflow(page, session.origin, example('15').id);
				const shownOrHidden = byTestId(page, 'workflow-chat-button');
				await shownOrHidden.click();
				const chat = byTestId(page, 'canvas-chat');
				await chat.getByPlaceholder(/Type message/).fill('Who owes us the most?');
				await page.keyboard.press('Enter');
				await chat.getByText(answer).waitFor();
				await shownOrHidden.click();
			} finally {
				await client.updateCredential(own);
				await model.close();
			}
		}

		it('the chat answers from the books of the customer', async () => {
			await connect(harness.simulator, 'quickbooks', { tags: TAGS });
			const find = { tool: 'Find_Invoices', arguments: { filter: 'balance > 0' } };
			await ask([find, 'Cool Cars owes the most.'], /Cool Cars owes the most/);
			await shows('15', {
				items: ['1 item', '1 item', '1 item', '2 items total', '20 items'],
				green: 6,
				red: [],
			});
		}, 60_000);

		it('the chat answers with an invitation where the connection is dead', async () => {
			revoke(harness.simulator, await connect(harness.simulator, 'quickbooks', { tags: TAGS }));
			await ask([], /Please reconnect them/);
			await shows('15', well([1, 1, 1, 1]));
		}, 60_000);

		it('a tool that is called over MCP is among the executions', async () => {
			await connect(harness.simulator, 'quickbooks', { tags: TAGS });
			const url = `${harness.session.origin}/mcp/books-of-cus-77`;
			await starts('16', [[1]], async () => {
				const answer = await withMcpServer(
					url,
					MCP_TOKEN,
					async (assistant) =>
						await assistant.callTool({ name: 'Check_Connection', arguments: {} }),
				);
				expect(JSON.stringify(answer)).toMatch(/healthy/);
			});
		}, 60_000);
	});
});
