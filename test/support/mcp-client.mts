import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Works with an MCP server as an assistant does that signs in with a bearer token. */
export async function withMcpServer<Result>(
	url: string,
	token: string,
	work: (client: Client) => Promise<Result>,
): Promise<Result> {
	const client = new Client({ name: 'test', version: '1.0.0' });
	const headers = { authorization: `Bearer ${token}` };
	try {
		await client.connect(
			new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
		);
		return await work(client);
	} finally {
		await client.close();
	}
}
