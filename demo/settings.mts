import { join } from 'node:path';
import { projectFolder } from '../n8n/paths.mts';
import { Problem } from '../n8n/problem.mts';

export interface Settings {
	n8nPort: number;
	simulatorPort: number;
	/** Of the page that shows the e-mails of the examples. */
	mailboxPort: number;
	/** Where n8n delivers them. */
	smtpPort: number;
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

/** The variables that move a port, and where it is otherwise. */
const PORTS = { N8N_PORT: 5678, SIMULATOR_PORT: 4010, MAILBOX_PORT: 4011, SMTP_PORT: 4025 };

/** Reads which ports to use. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	const ports = Object.entries(PORTS).map(
		([name, otherwise]) => [name, portIn(environment, name, otherwise)] as const,
	);
	for (const [name, port] of ports) {
		const other = ports.find((one) => one[0] !== name && one[1] === port)?.[0];
		if (other) {
			throw new Problem(`${name} and ${other} are both ${port}: give them different ports.`);
		}
	}
	const [n8nPort, simulatorPort, mailboxPort, smtpPort] = ports.map(([, port]) => port);
	return { n8nPort, simulatorPort, mailboxPort, smtpPort } as Settings;
}

function portIn(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
	const text = environment[name]?.trim();
	if (text === undefined || text === '') return otherwise;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Problem(`${name} is "${text}", which is not a port: give a number from 1 to 65535.`);
}
