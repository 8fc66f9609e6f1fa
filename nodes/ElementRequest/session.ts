import type { IExecuteFunctions } from 'n8n-workflow';

import { getAccount, getInstanceAccount } from '../shared/api/account';
import { InvalidInput } from '../shared/errors/failure';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import { getInstance } from '../shared/instances/findInstance';
import { readInstanceAddress } from '../shared/fields/instanceLocator';
import { Turns } from '../shared/run/keyedMutex';

/** The instance that an item's calls go to. */
export interface Target {
	client: PlatformClient;
	elementToken: string;
	/** Known only where the instance was given by it. */
	instanceId?: string;
	/** Runs `work` when all work of this run with the same key has ended, so that a look-up and what follows are one. */
	inTurn: InTurn;
}

type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** What the items of one run share. */
export interface Session {
	/**
	 * The target of an item. Targets come in the order in which they were asked for, however long a
	 * look-up takes, so that items about one record take their turns in the order of the input.
	 */
	targetOf(itemIndex: number): Promise<Target>;
}

type TargetOf = Session['targetOf'];

/** Lets no target come before those that were asked for earlier. */
function inOrder(targetOf: TargetOf): TargetOf {
	let last: Promise<unknown> = Promise.resolve();
	return async (itemIndex) => {
		const before = last;
		const target = targetOf(itemIndex);
		const mine = Promise.allSettled([before, target]).then(async () => await target);
		last = mine.catch(() => undefined);
		return await mine;
	};
}

/** Tokens by instance id: each is read once in a run, however many items want it at the same time. */
function tokenReader(client: PlatformClient): (id: string) => Promise<string> {
	const reading = new Map<string, Promise<string>>();
	const read = async (id: string) => {
		const { token } = (await getInstance(client, { id })).body;
		if (token) return token;
		throw new InvalidInput(
			`The platform does not tell the token of instance ${id}`,
			'Give the element token in place of the ID.',
		);
	};
	return async (id) => {
		const token = reading.get(id) ?? read(id);
		reading.set(id, token);
		return await token;
	};
}

/**
 * Opens the way to the platform with the credential that the node was given: one account for
 * thousands of instances, or a single instance.
 *
 * @throws InvalidInput when the credential cannot be used
 */
export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const turns = new Turns();
	const inTurn: InTurn = async (key, work) => await turns.take(key, work);
	if (context.getNodeParameter('authentication', 0) === 'instance') {
		const { account, elementToken } = await getInstanceAccount(context);
		const client = new PlatformClient(context, account, KNOWN_REFUSALS);
		return { targetOf: inOrder(async () => ({ client, elementToken, inTurn })) };
	}
	const client = new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS);
	const tokenOf = tokenReader(client);
	const targetOf = async (itemIndex: number): Promise<Target> => {
		const address = readInstanceAddress(context, itemIndex);
		if ('token' in address) return { client, elementToken: address.token, inTurn };
		return { client, elementToken: await tokenOf(address.id), instanceId: address.id, inTurn };
	};
	return { targetOf: inOrder(targetOf) };
}
