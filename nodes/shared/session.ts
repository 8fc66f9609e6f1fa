import type { IExecuteFunctions } from 'n8n-workflow';

import { getAccount } from './api/account';
import { PlatformClient } from './api/platformClient';
import { getApp } from './app';
import type { App } from './app';
import { deriveStateKey } from './oauth/sealedState';

/** What the items of one run share: the way to the platform, the provider app, the key of states. */
export interface Session {
	client: PlatformClient;
	app: App;
	stateKey: Buffer;
}

/** Reads both credentials of a node. One of each serves every item of a run. */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const [account, app] = await Promise.all([getAccount(context), getApp(context)]);
	return {
		client: new PlatformClient(context, account),
		app,
		stateKey: deriveStateKey(account),
	};
}
