import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoAddresses } from './credentials.mts';
import type { CredentialWithData, N8nClient } from '../n8n/client/client.mts';
import { homeFolder } from './settings.mts';

const file = join(homeFolder, 'addresses.json');

/** The addresses that the demo's credentials were last made for, or undefined at a first start. */
export async function lastAddresses(): Promise<DemoAddresses | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as DemoAddresses;
	} catch {
		return undefined;
	}
}

/** Remembers them for the next start. */
export async function keepAddresses(addresses: DemoAddresses): Promise<void> {
	await writeFile(file, JSON.stringify(addresses));
}

/**
 * Moves credentials along when the demo is started on other ports.
 * A field follows only if it still holds what the demo had put there.
 */
export async function moveCredentials(
	client: N8nClient,
	before: CredentialWithData[],
	now: CredentialWithData[],
): Promise<void> {
	const present = new Set((await client.credentials()).map(({ id }) => id));
	for (const wanted of now.filter(({ id }) => present.has(id))) {
		const old = before.find(({ id }) => id === wanted.id)?.data ?? {};
		const credential = await client.credential(wanted.id);
		const moved = Object.entries(wanted.data).filter(
			([field, value]) => value !== old[field] && credential.data[field] === old[field],
		);
		if (moved.length === 0) continue;
		const data = { ...credential.data, ...Object.fromEntries(moved) };
		await client.updateCredential({ ...credential, data });
	}
}
