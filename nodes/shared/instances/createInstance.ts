import type { IDataObject } from 'n8n-workflow';

import { PlatformFailure } from '../api/failure';
import { apiPath } from '../api/platformClient';
import type { PlatformClient, PlatformResponse } from '../api/platformClient';
import type { Instance, InstanceBody } from './instance';

/** The platform signs the customer in at the provider before it answers. */
const PROVISIONING_TIMEOUT_MS = 120_000;

/** When to look for an instance whose creation was not confirmed: at once, then as the platform catches up. */
const LOOK_UP_DELAYS_MS = [0, 1000, 3000];

/** The instance that carries a tag, with its configuration, or nothing. */
async function findByTag(
	client: PlatformClient,
	tag: string,
): Promise<PlatformResponse<Instance> | undefined> {
	const { body } = await client.call<Instance[]>({
		method: 'GET',
		path: apiPath('instances'),
		query: { tags: [tag], hydrate: 'false' },
		repeatable: true,
	});
	const [found] = Array.isArray(body) ? body : [];
	if (!found) return undefined;
	return await client.call<Instance>({
		method: 'GET',
		path: apiPath('instances', found.id),
		repeatable: true,
	});
}

async function adopt(
	client: PlatformClient,
	tag: string,
	failure: PlatformFailure,
): Promise<PlatformResponse<Instance> | undefined> {
	const delays = failure.outcomeUnknown ? LOOK_UP_DELAYS_MS : LOOK_UP_DELAYS_MS.slice(0, 1);
	for (const delay of delays) {
		if (delay > 0) await client.pause(delay);
		const found = await findByTag(client, tag);
		if (found) return found;
	}
	return undefined;
}

function unconfirmed(failure: PlatformFailure, tag: string | undefined): PlatformFailure {
	const advice = tag
		? `No instance with the tag ${tag} was found, so most likely none was made. Look there again before you repeat.`
		: 'An instance may have been made. Look for it in Cloud Elements before you repeat.';
	return new PlatformFailure({
		...failure.details,
		message: 'Cloud Elements did not confirm whether the instance was created',
		advice: `${failure.details.message}. ${advice}`,
	});
}

/**
 * Creates an instance by `POST /instances`, once: the call is never repeated blindly. When it fails
 * and there is a tag that only this instance can carry, the instance that carries it is looked for
 * and returned, so that a lost answer or an approval that was used before makes no second one.
 *
 * @throws PlatformFailure with what is known, when there is no instance
 */
export async function createInstance(
	client: PlatformClient,
	body: InstanceBody,
	secrets: readonly string[],
	idempotencyTag?: string,
): Promise<PlatformResponse<Instance>> {
	const outcome = await client.tryCall<Instance>({
		method: 'POST',
		path: apiPath('instances'),
		body: body as unknown as IDataObject,
		repeatable: false,
		timeoutMs: PROVISIONING_TIMEOUT_MS,
		secrets,
	});
	if (!(outcome instanceof PlatformFailure)) return outcome;
	const found = idempotencyTag && (await adopt(client, idempotencyTag, outcome));
	if (found) return found;
	throw outcome.outcomeUnknown ? unconfirmed(outcome, idempotencyTag) : outcome;
}
