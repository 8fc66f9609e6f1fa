import { delimiter, join } from 'node:path';
import { Problem } from '../problem.mts';
import { nodeFolder } from '../paths.mts';

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

/** The environment for any n8n command on a home folder. */
export function n8nEnvironment(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
	const path = [join(installedNode(), 'bin'), inherited.PATH].join(delimiter);
	return { ...inherited, ...quiet, N8N_USER_FOLDER: home, ...more, PATH: path };
}

/** The Node that runs n8n. */
export function nodeBinary(): string {
	return join(installedNode(), 'bin', 'node');
}

function installedNode(): string {
	const folder = nodeFolder();
	if (folder === undefined) throw new Problem('n8n is not installed: run npm start once.');
	return folder;
}
