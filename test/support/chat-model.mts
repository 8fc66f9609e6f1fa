import { fastify } from 'fastify';

interface ToolCall {
	function: { name: string; arguments: string };
}

interface Message {
	role: string;
	content: string | null;
	tool_calls?: ToolCall[];
}

/** A question to the model, as OpenAI's chat completions take it. */
export interface Question {
	messages: Message[];
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: object } };
	}>;
}

/** What the model says: words, or the tool that it wants to be called. */
export type Line = string | { tool: string; arguments: object };

/** A chat model that says its lines one after the other, whatever it is asked. */
export interface ChatModel {
	/** For the credential of the chat model. */
	baseUrl: string;
	/** What it was asked, in order. */
	questions: Question[];
	close(): Promise<void>;
}

function messageOf(line: Line, index: number): object {
	if (typeof line === 'string') return { role: 'assistant', content: line };
	const call = { name: line.tool, arguments: JSON.stringify(line.arguments) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${index}`, type: 'function', function: call }],
	};
}

/** Starts a model with OpenAI's interface, since none can be reached from where tests run. */
export async function startChatModel(lines: readonly Line[]): Promise<ChatModel> {
	const questions: Question[] = [];
	const server = fastify();
	server.post('/v1/chat/completions', async (request, reply) => {
		const index = questions.push(request.body as Question) - 1;
		const line = lines[index];
		if (line === undefined)
			return await reply.code(400).send({ error: { message: 'No line left' } });
		return {
			id: `answer_${index}`,
			object: 'chat.completion',
			created: 0,
			model: 'scripted',
			choices: [
				{
					index: 0,
					message: messageOf(line, index),
					finish_reason: typeof line === 'string' ? 'stop' : 'tool_calls',
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const origin = await server.listen({ port: 0, host: '127.0.0.1' });
	return { baseUrl: `${origin}/v1`, questions, close: async () => await server.close() };
}
