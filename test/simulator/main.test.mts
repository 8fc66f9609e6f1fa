import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../n8n/start/ports.mts';

let child: ChildProcess | undefined;
let server: Server | undefined;

afterEach(async () => {
	child?.kill('SIGKILL');
	if (server?.listening === true) await new Promise((resolve) => server?.close(resolve));
});

/** Runs the command; resolves with the first output, and with how it ended. */
function run(port: string) {
	const env = { ...process.env, SIMULATOR_PORT: port, NODE_OPTIONS: '' };
	const started = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.mts'], { env });
	child = started;
	let output = '';
	const firstLine = new Promise<string>((resolve) => {
		for (const stream of [started.stdout, started.stderr]) {
			stream.on('data', (data: Buffer) => {
				output += data.toString();
				resolve(output);
			});
		}
	});
	const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
		started.on('close', (code) => resolve({ code, output }));
	});
	return { started, firstLine, exit };
}

/** A port that is taken now. */
async function take(): Promise<string> {
	server = createServer();
	const port = await freePort();
	await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
	return String(port);
}

describe('npm run simulator', () => {
	test.each(['SIGINT', 'SIGTERM'] as const)(
		'says in one line where it listens, and ends on %s',
		async (signal) => {
			const port = String(await freePort());
			const { started, firstLine, exit } = run(port);
			expect(await firstLine).toBe(
				`Cloud Elements simulator: http://127.0.0.1:${port}/elements/api-v2\n`,
			);
			expect((await fetch(`http://127.0.0.1:${port}/elements/api-v2/elements`)).status).toBe(200);
			started.kill(signal);
			expect((await exit).code).toBe(0);
		},
	);

	test('gives one clear line and exit code 1 where the port is in use', async () => {
		const port = await take();
		const { code, output } = await run(port).exit;
		expect(code).toBe(1);
		expect(output).toMatch(
			new RegExp(`^Port ${port} is in use\\. [^\\n]*SIMULATOR_PORT[^\\n]*\\n$`),
		);
	});
});
