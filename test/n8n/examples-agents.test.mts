import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MCP_TOKEN } from '../../demo/credentials.mts';
import type { WorkflowFile, WorkflowNode } from '../../n8n/client/client.mts';
import { startChatModel, type ChatModel, type Line } from '../support/chat-model.mts';
import { connect, type Connected } from '../support/connected.mts';
import { revoke } from '../support/connection-health.mts';
import { withMcpServer } from '../support/mcp-client.mts';
import { useHarness } from './harness.mts';
import { DEMO, whilePublished } from './onboarding.mts';

const harness = useHarness();
const TAGS = ['customer:cus_77'];

const connectCustomer = async () => await connect(harness.simulator, 'quickbooks', { tags: TAGS });

/** What opens the customer's account, in whatever text. */
const secretsOf = ({ token }: Connected) => [token, harness.simulator.accounts.main.userSecret];

describe('Ask your customer’s books', () => {
	let model: ChatModel;
	afterEach(async () => await model.close());

	/** The example with the test's model in place of the user's, open to the web. */
	async function workflowOf({ baseUrl }: ChatModel): Promise<WorkflowFile> {
		const { client } = harness;
		const { nodes, connections, settings } = await client.workflow('ceExAskBooks0001');
		const { id, name } = await client.createCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: baseUrl },
		});
		const changes: Record<string, Partial<WorkflowNode>> = {
			Question: { webhookId: 'ask-the-books', parameters: { public: true, options: {} } },
			'Chat Model': { credentials: { openAiApi: { id, name } } },
		};
		return {
			name: 'Ask',
			nodes: nodes.map((node) => ({ ...node, ...changes[node.name] })),
			connections,
			settings,
		};
	}

	async function ask(lines: readonly Line[], question: string): Promise<string> {
		model = await startChatModel(lines);
		const place = { client: harness.client, origin: harness.session.origin, ...DEMO };
		let said = '';
		await whilePublished(place, await workflowOf(model), async () => {
			const answer = await fetch(`${place.origin}/webhook/ask-the-books/chat`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: 's', chatInput: question }),
			});
			said = await answer.text();
		});
		return said;
	}

	it('gives the model what it asks for, of one customer only, and no secret', async () => {
		const customer = await connectCustomer();
		const said = await ask(
			[{ tool: 'Find_Invoices', arguments: { filter: 'balance > 0' } }, 'Cool Cars owes the most.'],
			'Who owes us the most?',
		);
		expect(JSON.parse(said)).toMatchObject({ output: 'Cool Cars owes the most.' });
		const [first, second] = model.questions;
		expect(first?.tools?.map((tool) => tool.function.name).sort()).toEqual([
			'Find_Clients',
			'Find_Invoices',
		]);
		for (const { function: tool } of first?.tools ?? []) {
			expect(Object.keys(tool.parameters.properties)).toEqual(['filter']);
			expect(tool.description).toContain('at most 20');
		}
		const found = second?.messages.at(-1);
		expect(found?.role).toBe('tool');
		expect(found?.content).toMatch(/docNumber/);
		for (const secret of secretsOf(customer)) {
			expect(JSON.stringify(model.questions)).not.toContain(secret);
		}
	});

	it('tells the model what is wrong with its filter, so that it can try another', async () => {
		await connectCustomer();
		await ask(
			[{ tool: 'Find_Invoices', arguments: { filter: 'balance >' } }, 'I cannot tell.'],
			'Who owes us the most?',
		);
		expect(model.questions[1]?.messages.at(-1)?.content).toMatch(/filter cannot be used/);
	});

	it('answers with an invitation where the connection is dead, and asks no model', async () => {
		revoke(harness.simulator, await connectCustomer());
		const said = await ask([], 'Who owes us the most?');
		expect(said).toMatch(/Please reconnect them.*\/webhook\/reconnect\?invitation=/);
		expect(model.questions).toEqual([]);
	});
});

describe('MCP server for one customer', () => {
	const withServer = async <Result,>(token: string, work: (client: Client) => Promise<Result>) =>
		await withMcpServer(`${harness.session.origin}/mcp/books-of-cus-77`, token, work);

	it('offers the customer’s books and nothing else', async () => {
		const { tools } = await withServer(MCP_TOKEN, async (client) => await client.listTools());
		expect(
			tools
				.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties ?? {})])
				.sort(),
		).toEqual([
			['Check_Connection', []],
			['Find_Clients', ['filter']],
			['Find_Invoices', ['filter']],
		]);
	});

	it('answers from the books of that customer, without a secret', async () => {
		const customer = await connectCustomer();
		const results = await withServer(MCP_TOKEN, async (client) => [
			await client.callTool({ name: 'Find_Invoices', arguments: { filter: 'balance > 0' } }),
			await client.callTool({ name: 'Check_Connection', arguments: {} }),
			await client.callTool({ name: 'Find_Clients', arguments: { filter: '' } }),
		]);
		const [invoices, health, clients] = results.map((result) => JSON.stringify(result));
		expect(invoices).toMatch(/docNumber/);
		expect(clients).toMatch(/displayName/);
		expect(health).toMatch(/healthy/);
		for (const secret of secretsOf(customer)) expect(JSON.stringify(results)).not.toContain(secret);
	});

	it('says what the customer has to do where the connection is dead', async () => {
		revoke(harness.simulator, await connectCustomer());
		const result = await withServer(
			MCP_TOKEN,
			async (client) => await client.callTool({ name: 'Check_Connection', arguments: {} }),
		);
		expect(JSON.stringify(result)).toMatch(/reauthorize/);
	});

	it('lets nobody in without the token', async () => {
		await expect(withServer('a guess', async (client) => await client.listTools())).rejects.toThrow(
			/Authorization data is wrong/,
		);
	});
});
