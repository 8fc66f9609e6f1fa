import { demoCredentials } from '../../demo/credentials.mts';
import type { Credential } from '../../n8n/client/client.mts';
import type { Simulator } from '../../simulator/index.mts';
import { DEMO, type Place } from '../n8n/onboarding.mts';
import type { Cluster } from './cluster.mts';

/** Makes one of the demo's credentials in the cluster, for this simulator. */
export async function addCredential(
	{ client, origin }: Cluster,
	simulator: Simulator,
	id: string | null,
): Promise<Credential> {
	const addresses = { n8n: origin, api: simulator.apiUrl, smtpPort: 0 };
	const wanted = demoCredentials(addresses, simulator.accounts.main).find((one) => one.id === id);
	if (!wanted) throw new Error(`no demo credential ${id}`);
	return await client.createCredential(wanted);
}

/** The cluster with the account and an app for each software of the Connect Page. */
export async function placeIn(cluster: Cluster, simulator: Simulator): Promise<Place> {
	const { client, origin } = cluster;
	const account = await addCredential(cluster, simulator, DEMO.account.id);
	const quickbooks = await addCredential(cluster, simulator, DEMO.apps.quickbooks.id);
	const freshbooks = await addCredential(cluster, simulator, DEMO.apps.freshbooks.id);
	return { client, origin, account, apps: { quickbooks, freshbooks } };
}
