import { startSimulator } from './index.mts';

const port = Number(process.env.SIMULATOR_PORT ?? 4010);

/** One line for each thing that keeps a server from listening. */
function reason(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE')
		return `Port ${port} is in use. Stop what listens there, or choose another with SIMULATOR_PORT.`;
	if (code === 'EACCES')
		return `Port ${port} may not be used. Choose one above 1023 with SIMULATOR_PORT.`;
	return `The simulator could not start: ${message}`;
}

try {
	const simulator = await startSimulator({ port });
	console.log(`Cloud Elements simulator: ${simulator.apiUrl}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
} catch (error) {
	console.error(reason(error));
	process.exitCode = 1;
}
