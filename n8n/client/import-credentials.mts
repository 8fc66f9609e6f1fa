import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../commands.mts';
import type { CredentialWithData } from './client.mts';
import { n8nEnvironment, nodeBinary } from '../start/environment.mts';
import { n8nCommand } from '../paths.mts';

/** The n8n to import into. */
export interface ImportTarget {
	home: string;
	encryptionKey?: string;
	logFile: string;
	signal?: AbortSignal;
}

/**
 * Creates credentials with ids of our own, or overwrites those with these ids. Only n8n's command line can,
 * also while the n8n of this home folder is running.
 */
export async function importCredentials(
	credentials: CredentialWithData[],
	{ home, encryptionKey, logFile, signal }: ImportTarget,
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-credentials-'));
	try {
		const file = join(folder, 'credentials.json');
		await writeFile(file, JSON.stringify(credentials), { mode: 0o600 });
		const { output } = await runCommand(
			nodeBinary(),
			[n8nCommand, 'import:credentials', `--input=${file}`],
			{
				cwd: home,
				environment: n8nEnvironment(
					home,
					encryptionKey === undefined ? {} : { N8N_ENCRYPTION_KEY: encryptionKey },
				),
				logFile,
				signal,
			},
		);
		// The command ends with exit code 0 also when it failed.
		if (!output.includes('Successfully imported')) {
			throw new Error(`n8n did not import the credentials:\n${output}`);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
