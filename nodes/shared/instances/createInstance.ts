import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { PlatformResponse } from '../api/platformRequest';
import { describeMark, findMade } from './identity';
import type { Identity, Mark, Search } from './identity';
import { lookAgain } from './lookAgain';
import { signedInBy } from './instance';
import type { Instance, InstanceBody } from './instance';

/** The platform signs the customer in at the provider before it answers. */
export const PROVISIONING_TIMEOUT_MS = 120_000;

/** How the instance is recognized that an earlier call may have made, and when it is looked for. */
export interface Idempotency<M extends Mark = Mark> extends Identity<M> {
	/** Whether a clear refusal may mean that the instance exists already, as with an approval used before. */
	afterRefusal: boolean;
	/** Whether to look before anything is sent: nothing that could be used up keeps a second call from making a second instance. */
	lookFirst: boolean;
}

/** What is to be sent for one item. */
export interface Plan<I extends Idempotency = Idempotency> {
	body: InstanceBody;
	/** How the instance is found again; unknown with a custom state. */
	idempotency?: I;
	/** Values that no error may show. */
	secrets: readonly string[];
}

/** An instance, and whether it was there before anything was sent. */
export interface Creation extends PlatformResponse<Instance> {
	existed: boolean;
}

function unconfirmed(
	{ details }: CallFailure,
	search: Search,
	idempotency: Idempotency | undefined,
): CallFailure {
	const mark = idempotency && describeMark(idempotency.mark);
	const looked =
		mark && !search
			? `No instance with ${mark} was found, so most likely none was made.`
			: `An instance may have been made${mark ? ` with ${mark}` : ''}.`;
	const advice = `${looked} Look for it in Cloud Elements before you repeat.`;
	return new CallFailure({
		...details,
		code: 'outcome_unknown',
		message: 'Cloud Elements did not confirm whether the instance was created',
		advice: `${details.message}. ${advice}`,
	});
}

function withoutInstance({ body, requestId }: PlatformResponse<unknown>): CallFailure | undefined {
	const { id, token } = (body ?? {}) as Partial<Instance>;
	if (id !== undefined && token) return undefined;
	return new CallFailure({
		code: 'answer_unexpected',
		message: 'The answer holds no instance',
		requestId,
	});
}

/**
 * Creates an instance by `POST /instances`, once: the call is never repeated blindly. Where it is
 * known how to recognize the instance, one that exists already is returned, so that a lost answer,
 * an approval that was used before or an execution that runs again makes no second one.
 *
 * @throws CallFailure with what is known, when there is no instance
 */
export async function createInstance(
	client: PlatformClient,
	{ body, secrets, idempotency }: Plan,
): Promise<Creation> {
	if (idempotency?.lookFirst) {
		const before = await findMade(client, idempotency);
		// Whoever cannot look must not create: it might be the second one.
		if (before instanceof CallFailure) throw before;
		if (before) return { ...before, existed: true };
	}
	const outcome = await client.tryCall<Instance>({
		method: 'POST',
		path: apiPath('instances'),
		body: body as unknown as IDataObject,
		expects: 'record',
		repeatable: false,
		connecting: signedInBy(body),
		timeoutMs: PROVISIONING_TIMEOUT_MS,
		secrets,
	});
	const failure = outcome instanceof CallFailure ? outcome : withoutInstance(outcome);
	if (!failure) return { ...(outcome as PlatformResponse<Instance>), existed: false };
	const search =
		idempotency &&
		(await lookAgain(
			client,
			failure,
			idempotency.afterRefusal,
			async () => await findMade(client, idempotency),
		));
	if (search && !(search instanceof CallFailure)) return { ...search, existed: false };
	throw failure.outcomeUnknown ? unconfirmed(failure, search, idempotency) : failure;
}
