import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from '../../n8n/install/install.mts';
import { messageOf } from '../../n8n/problem.mts';
import { startSimulator } from '../../simulator/index.mts';
import { newRow, runFlow, type Row } from './flow.mts';
import { installVersion, versionOf } from './install.mts';

const versions = process.argv.slice(2);
if (versions.length === 0) throw new Error('npm run versions -- 2.41.1 [more versions of n8n]');

const end = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());

/** Installs a version of n8n into a folder and runs the main flow on it, as far as it goes. */
async function tryVersion(version: string, home: string): Promise<Row> {
	const row = newRow(version);
	const logFile = join(home, 'n8n.log');
	const simulator = await startSimulator();
	try {
		const installed = await installVersion(version, join(home, 'install'), end.signal);
		row.node = await versionOf(installed.node, home, end.signal);
		await runFlow({ home, installed, logFile, signal: end.signal }, simulator, row);
	} catch (error) {
		end.signal.throwIfAborted();
		row.error = [messageOf(error), await firstErrorIn(logFile)].filter(Boolean).join(' | ');
	} finally {
		await simulator.close();
	}
	return row;
}

async function firstErrorIn(logFile: string): Promise<string> {
	const text = await readFile(logFile, 'utf8').catch(() => '');
	return text.split('\n').find((line) => /\berror\b/i.test(line)) ?? '';
}

await ensureInstalled({ report: console.error, signal: end.signal });
const rows: Row[] = [];
for (const version of versions) {
	console.error(`n8n ${version}: installing, then the main flow`);
	const home = await mkdtemp(join(tmpdir(), `cloud-elements-versions-`));
	try {
		rows.push(await tryVersion(version, home));
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}
console.table(rows);
if (rows.some(({ error }) => error !== '')) process.exitCode = 1;
