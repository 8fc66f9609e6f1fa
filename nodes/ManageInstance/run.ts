import type { IExecuteFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import type { ItemResult } from '../shared/run/forEachItem';
import { openSession } from '../shared/app/session';
import type { Session } from '../shared/app/session';
import { Turns } from '../shared/run/keyedMutex';

/** What the items of one run share. */
export interface Run {
	client: PlatformClient;
	/** Of an operation that works with an app credential. */
	session?: Session;
	/** Keeps items apart that are about the same instance. */
	turns: Turns;
}

/** One item of a run. */
export interface Call extends Run {
	context: IExecuteFunctions;
	itemIndex: number;
}

/** What the node does with one item. */
export type Operation = (call: Call) => Promise<ItemResult>;

/** Operations that sign a customer in, for which the app's keys are needed. */
export const WITH_APP = ['ensure', 'reprovision'];

/** Opens what a run needs: no app credential is asked for where none is used. */
export async function openRun(context: IExecuteFunctions, operation: string): Promise<Run> {
	const turns = new Turns();
	if (!WITH_APP.includes(operation)) {
		return {
			client: new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS),
			turns,
		};
	}
	const session = await openSession(context);
	return { client: session.client, session, turns };
}
