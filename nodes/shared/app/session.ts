import type { IExecuteFunctions } from 'n8n-workflow';

import { KNOWN_REFUSALS } from '../elements';
import { getAccount } from '../api/account';
import { PlatformClient } from '../api/platformClient';
import { readApp } from './app';
import type { App, AppCredential } from './app';
import { deriveStateKey } from '../oauth/sealedState';

/** What the items of one run share: the way to the platform, the provider app, the key of states. */
export interface Session {
	client: PlatformClient;
	app: App;
	stateKey: Buffer;
}

/**
 * Reads both credentials of a node. One of each serves every item of a run.
 *
 * @throws InvalidInput or CallFailure when one of them cannot be used
 */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const [account, credential] = await Promise.all([
		getAccount(context),
		context.getCredentials<AppCredential>('cloudElementsAppApi'),
	]);
	const client = new PlatformClient(context, account, KNOWN_REFUSALS);
	return { client, app: await readApp(client, credential), stateKey: deriveStateKey(account) };
}
