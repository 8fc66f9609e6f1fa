import { join } from 'node:path';
import { projectFolder } from './n8n/paths.mts';
import { Problem } from './problem.mts';

export interface Settings {
	n8nPort: number;
	simulatorPort: number;
}

/** Where the demo keeps all that lasts; deleting it starts afresh. */
export const homeFolder = join(projectFolder, '.n8n-demo');

/** The account that the demo signs in with; n8n listens on this machine only. */
export const owner = {
	email: 'demo@example.com',
	password: 'CloudElements1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** Reads which ports to use. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	const n8nPort = portIn(environment, 'N8N_PORT', 5678);
	const simulatorPort = portIn(environment, 'SIMULATOR_PORT', 4010);
	if (n8nPort === simulatorPort) {
		throw new Problem(
			`N8N_PORT and SIMULATOR_PORT are both ${n8nPort}: give them different ports.`,
		);
	}
	return { n8nPort, simulatorPort };
}

function portIn(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
	const text = environment[name]?.trim();
	if (text === undefined || text === '') return otherwise;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Problem(`${name} is "${text}", which is not a port: give a number from 1 to 65535.`);
}
