import type { IExecuteFunctions } from 'n8n-workflow';

import { getAccount, getInstanceAccount } from '../shared/api/account';
import type { CallLimits, Lane } from '../shared/api/connection';
import { InvalidInput } from '../shared/errors/failure';
import { PlatformClient } from '../shared/api/platformClient';
import { CAUTIOUS_LIMITS, KNOWN_REFUSALS, findElement } from '../shared/elements';
import { CustomerInstances } from '../shared/instances/customerInstances';
import { getInstance } from '../shared/instances/findInstance';
import { elementKeyOf } from '../shared/instances/instance';
import type { Instance } from '../shared/instances/instance';
import type { InstanceAddress } from '../shared/fields/instanceLocator';
import { readInstanceChoice } from '../shared/fields/instanceLocator';
import { KeyedMutex } from '../shared/run/keyedMutex';
import type { Call, Operation } from '../shared/run/operation';
import { ElementParameters } from './parameters';

/** The instance that an item's calls go to. */
interface Target {
	elementToken: string;
	/** Known only where the instance was not given by its token. */
	instanceId?: string;
	/** Catalogue key of its element; nothing where nobody tells. */
	findElementKey(): Promise<string | undefined>;
}

interface LimitedTarget extends Target {
	limits?: CallLimits;
}

/** What the items of one run share. */
interface Run {
	/** Makes a look-up and what follows from it one, and keeps changes of one record in order. */
	mutex: KeyedMutex;
}

/** One item, and the instance that it is about. */
export interface ElementCall extends Call<PlatformClient, ElementParameters, Run>, Target {
	/** The item's place among those that are worked on; given away while it waits for its turn. */
	lane: Lane;
}

/** What it takes to call the platform for an instance. */
export type ElementClient = Pick<ElementCall, 'client' | 'elementToken'>;

export type ElementOperation = Operation<ElementCall>;

type TargetOf = (itemIndex: number) => Promise<LimitedTarget>;

/**
 * Lets no target come before those that were asked for earlier, however long a look-up takes, so that
 * items about one record take their turns in the order of the input.
 */
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

/** @throws InvalidInput for a host that keeps tokens to itself */
function targetIn(instance: Instance): LimitedTarget {
	const { id, token } = instance;
	const key = elementKeyOf(instance);
	const limits = findElement(key ?? '')?.limits;
	const findElementKey = async () => key;
	if (token) return { elementToken: token, instanceId: String(id), findElementKey, limits };
	throw new InvalidInput(
		`The platform does not tell the token of instance ${id}`,
		'Give the element token in place of the ID.',
	);
}

/** Instances by id or token: each is read once in a run, however many items want it at the same time. */
function instanceReader(client: PlatformClient): (address: InstanceAddress) => Promise<Instance> {
	const reading = new Map<string, Promise<Instance>>();
	return async (address) => {
		const key = JSON.stringify(address);
		const instance = reading.get(key) ?? getInstance(client, address).then(({ body }) => body);
		reading.set(key, instance);
		return await instance;
	};
}

async function openTargets(
	context: IExecuteFunctions,
): Promise<{ client: PlatformClient; targetOf: TargetOf }> {
	if (context.getNodeParameter('authentication', 0) === 'instance') {
		const { account, elementToken } = await getInstanceAccount(context);
		const client = new PlatformClient(context, account, KNOWN_REFUSALS);
		const target = { elementToken, findElementKey: async () => undefined, limits: CAUTIOUS_LIMITS };
		return { client, targetOf: async () => target };
	}
	const client = new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS);
	const read = instanceReader(client);
	const customers = new CustomerInstances(client);
	const targetOf = async (itemIndex: number): Promise<LimitedTarget> => {
		const choice = readInstanceChoice(context, itemIndex);
		if ('token' in choice) {
			const findElementKey = async () => elementKeyOf(await read(choice));
			return { elementToken: choice.token, findElementKey, limits: CAUTIOUS_LIMITS };
		}
		return targetIn('id' in choice ? await read(choice) : await customers.find(choice));
	};
	return { client, targetOf };
}

/**
 * Opens the way to the platform with the credential that the node was given: one account for
 * thousands of instances, or a single instance.
 *
 * @returns what makes an item's call
 * @throws InvalidInput when the credential cannot be used
 */
export async function openCalls(
	context: IExecuteFunctions,
): Promise<(itemIndex: number, lane: Lane) => Promise<ElementCall>> {
	const { client, targetOf } = await openTargets(context);
	const inTurn = inOrder(targetOf);
	const run = { mutex: new KeyedMutex() };
	return async (itemIndex, lane) => {
		const { limits, ...target } = await inTurn(itemIndex);
		const parameters = new ElementParameters(context, itemIndex);
		const ofItem = client.forItem(lane, limits);
		return { ...target, context, itemIndex, lane, client: ofItem, parameters, run };
	};
}
