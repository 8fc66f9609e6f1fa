import { delimiter, dirname, join } from 'node:path';
import { Problem } from '../problem.mts';
import { n8nCommand, nodeFolder } from '../paths.mts';

/** An n8n that is installed. */
export interface InstalledN8n {
	/** Its command line. */
	command: string;
	/** The Node that runs it. */
	node: string;
}

/** What n8n is told so that it asks nothing, phones nobody and stays on this machine. */
const quiet = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	// The simulator and the mailbox are shown by the same name.
	N8N_HOST: '127.0.0.1',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	NO_COLOR: '1',
};

/** All that n8n gets of the caller's environment: settings of another n8n must not reach this one. */
const passedOn = ['HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'PATH'];

/** The environment for any n8n command on a home folder, run by that Node. */
export function n8nEnvironment(
	home: string,
	node: string,
	more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
	const path = [dirname(node), inherited.PATH].join(delimiter);
	return { ...inherited, ...quiet, N8N_USER_FOLDER: home, ...more, PATH: path };
}

/** The n8n of this project's lock file. */
export const projectN8n = (): InstalledN8n => ({ command: n8nCommand, node: nodeBinary() });

/** The Node that runs n8n. */
export function nodeBinary(): string {
	const folder = nodeFolder();
	if (folder === undefined) throw new Problem('n8n is not installed: run npm start once.');
	return join(folder, 'bin', 'node');
}
