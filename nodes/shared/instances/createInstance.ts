import type { IDataObject } from 'n8n-workflow';

import { PlatformFailure } from '../api/failure';
import { apiPath } from '../api/platformClient';
import type { PlatformClient, PlatformResponse } from '../api/platformClient';
import type { Instance, InstanceBody } from './instance';

/** The platform signs the customer in at the provider before it answers. */
export const PROVISIONING_TIMEOUT_MS = 120_000;

/** When to look whether something was done that was not confirmed: at once, then as the platform catches up. */
export const LOOK_UP_DELAYS_MS = [0, 1000, 3000];

/** How the instance that an earlier call may have made is recognized. */
export interface Idempotency {
	/** Tag that every instance made from the same link or tokens carries. */
	tag: string;
	/** Whether such an instance is of the same company: one link can be approved for two. */
	isSame(instance: Instance): boolean;
	/** Whether a clear refusal may mean that the instance exists already, as with an approval used before. */
	afterRefusal: boolean;
}

/** What a search for an instance came to; a search that did not go through says nothing. */
type Search = PlatformResponse<Instance> | 'none' | 'not searched';

/** The instance that was made before, with its configuration. */
async function findExisting(client: PlatformClient, { tag, isSame }: Idempotency): Promise<Search> {
	const list = await client.tryCall<Instance[]>({
		method: 'GET',
		path: apiPath('instances'),
		query: { tags: [tag], hydrate: 'false' },
		repeatable: true,
	});
	if (list instanceof PlatformFailure || !Array.isArray(list.body)) return 'not searched';
	for (const { id } of list.body) {
		const found = await client.tryCall<Instance>({
			method: 'GET',
			path: apiPath('instances', id),
			repeatable: true,
		});
		if (found instanceof PlatformFailure) return 'not searched';
		if (isSame(found.body)) return found;
	}
	return 'none';
}

async function adopt(
	client: PlatformClient,
	idempotency: Idempotency,
	{ outcomeUnknown, details }: PlatformFailure,
): Promise<Search> {
	const refusedByPlatform = details.statusCode === 401 || details.statusCode === 403;
	if (refusedByPlatform && !details.providerMessage) return 'none';
	if (!outcomeUnknown && !idempotency.afterRefusal) return 'none';
	let search: Search = 'not searched';
	// Whoever used the approval may be provisioning still, so that is worth a wait too.
	const patient = outcomeUnknown || details.approvalUsed;
	for (const delay of patient ? LOOK_UP_DELAYS_MS : LOOK_UP_DELAYS_MS.slice(0, 1)) {
		if (delay > 0) await client.pause(delay);
		search = await findExisting(client, idempotency);
		if (typeof search === 'object') return search;
	}
	return search;
}

function unconfirmed(
	{ details }: PlatformFailure,
	search: Search | undefined,
	tag: string | undefined,
): PlatformFailure {
	const looked =
		search === 'none'
			? `No instance with the tag ${tag} was found, so most likely none was made.`
			: `An instance may have been made${tag ? ` with the tag ${tag}` : ''}.`;
	const advice = `${looked} Look for it in Cloud Elements before you repeat.`;
	return new PlatformFailure({
		...details,
		message: 'Cloud Elements did not confirm whether the instance was created',
		advice: `${details.message}. ${advice}`,
	});
}

function withoutInstance({
	body,
	requestId,
}: PlatformResponse<unknown>): PlatformFailure | undefined {
	const { id, token } = (body ?? {}) as Partial<Instance>;
	if (id !== undefined && token) return undefined;
	return new PlatformFailure({ message: 'The answer holds no instance', requestId });
}

/**
 * Creates an instance by `POST /instances`, once: the call is never repeated blindly. When it fails
 * and it is known how to recognize the instance, an instance that exists already is returned, so
 * that a lost answer or an approval that was used before makes no second one.
 *
 * @throws PlatformFailure with what is known, when there is no instance
 */
export async function createInstance(
	client: PlatformClient,
	body: InstanceBody,
	secrets: readonly string[],
	idempotency?: Idempotency,
): Promise<PlatformResponse<Instance>> {
	const outcome = await client.tryCall<Instance>({
		method: 'POST',
		path: apiPath('instances'),
		body: body as unknown as IDataObject,
		repeatable: false,
		timeoutMs: PROVISIONING_TIMEOUT_MS,
		secrets,
	});
	const failure = outcome instanceof PlatformFailure ? outcome : withoutInstance(outcome);
	if (!failure) return outcome as PlatformResponse<Instance>;
	const search = idempotency && (await adopt(client, idempotency, failure));
	if (typeof search === 'object') return search;
	throw failure.outcomeUnknown ? unconfirmed(failure, search, idempotency?.tag) : failure;
}
