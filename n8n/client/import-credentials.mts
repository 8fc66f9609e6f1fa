import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CredentialWithData } from './client.mts';
import { runN8n, type CommandTarget } from './command-line.mts';

/**
 * Creates credentials with ids of our own, or overwrites those with these ids. Only n8n's command line can,
 * also while the n8n of this home folder is running.
 */
export async function importCredentials(
	credentials: CredentialWithData[],
	target: CommandTarget,
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-credentials-'));
	try {
		const file = join(folder, 'credentials.json');
		await writeFile(file, JSON.stringify(credentials), { mode: 0o600 });
		const { output } = await runN8n(['import:credentials', `--input=${file}`], target);
		if (!output.includes('Successfully imported')) {
			throw new Error(`n8n did not import the credentials:\n${output}`);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
