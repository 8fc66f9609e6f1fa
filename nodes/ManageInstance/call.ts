import type { IExecuteFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import type { Lane } from '../shared/api/connection';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import { openSession } from '../shared/app/session';
import type { Session } from '../shared/app/session';
import { readInstanceChoice } from '../shared/fields/instanceLocator';
import type { InstanceAddress } from '../shared/fields/instanceLocator';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { ItemParameters } from '../shared/run/itemParameters';
import { KeyedMutex } from '../shared/run/keyedMutex';
import type { Call, Operation } from '../shared/run/operation';

/** The parameters of one item. */
export class ManageParameters extends ItemParameters {
	constructor(
		context: IExecuteFunctions,
		itemIndex: number,
		private readonly customers: CustomerInstances,
	) {
		super(context, itemIndex);
	}

	/**
	 * The instance that was chosen, where that is a customer's by its id.
	 *
	 * @throws InvalidInput when none was chosen, or a customer has none or several
	 */
	async address(): Promise<InstanceAddress> {
		return await this.customers.resolve(readInstanceChoice(this.context, this.itemIndex));
	}
}

/** What the items of one run share. */
interface Run {
	/** Of an operation that works with an app credential. */
	session?: Session;
	/** Keeps items apart that are about the same instance. */
	mutex: KeyedMutex;
}

/** One item of a run. */
export type ManageCall = Call<PlatformClient, ManageParameters, Run>;

export type ManageOperation = Operation<ManageCall>;

/** Operations that sign a customer in, for which the app's keys are needed. */
export const WITH_APP = ['ensure', 'reprovision'];

async function openRun(context: IExecuteFunctions): Promise<Run & { client: PlatformClient }> {
	const mutex = new KeyedMutex();
	if (!WITH_APP.includes(context.getNodeParameter('operation', 0, '') as string)) {
		const client = new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS);
		return { client, mutex };
	}
	const session = await openSession(context);
	return { client: session.client, session, mutex };
}

/**
 * Opens what a run needs: no app credential is asked for where none is used.
 *
 * @returns what makes an item's call
 */
export async function openCalls(
	context: IExecuteFunctions,
): Promise<(itemIndex: number, lane: Lane) => ManageCall> {
	const { client, ...run } = await openRun(context);
	const customers = new CustomerInstances(client);
	return (itemIndex, lane) => ({
		context,
		itemIndex,
		client: client.forItem(lane),
		parameters: new ManageParameters(context, itemIndex, customers),
		run,
	});
}
