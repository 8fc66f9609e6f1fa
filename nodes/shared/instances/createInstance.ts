import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { PlatformResponse } from '../api/platformRequest';
import { sentence } from '../api/lostAnswer';
import { retryDelayMs } from '../api/retry';
import { describeMark, findMade } from './identity';
import type { Identity, Mark, Search } from './identity';
import { lookAgain } from './lookAgain';
import { signedInBy } from './instance';
import type { Instance, InstanceBody } from './instance';

/** The platform signs the customer in at the provider before it answers. */
export const PROVISIONING_TIMEOUT_MS = 120_000;

/** How often an instance is asked for at most. */
const MOST_SENDS = 3;

/** How the instance is recognized that an earlier call may have made, and when it is looked for. */
export interface Idempotency<M extends Mark = Mark> extends Identity<M> {
	/** Whether a clear refusal may mean that the instance exists already, as with an approval used before. */
	afterRefusal: boolean;
	/** Whether to look before anything is sent: nothing that could be used up keeps a second call from making a second instance. */
	lookFirst: boolean;
	/** Whether the provider takes what signs the customer in only once, so that a second call makes no second instance. */
	singleUse: boolean;
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

/** What is known of a creation that was not confirmed. */
interface Lost {
	/** That of the first call. */
	failure: CallFailure;
	/** How often the instance was asked for. */
	sent: number;
}

function unconfirmed({ failure: { details }, sent }: Lost, found: string): CallFailure {
	const tried = sent > 1 ? ` It was sent ${sent} times.` : '';
	return new CallFailure({
		...details,
		code: 'outcome_unknown',
		message: 'Cloud Elements did not confirm whether the instance was created',
		advice: `${sentence(details.message)}${tried} ${found}`,
	});
}

/** The failure of a creation whose last call failed so, in words that are true of all of its calls. */
function failureOf(
	last: CallFailure,
	lost: Lost | undefined,
	search: Search,
	idempotency: Idempotency | undefined,
): CallFailure {
	const mark = idempotency && describeMark(idempotency.mark);
	if (lost && last.outcomeUnknown) {
		const looked =
			mark && !search
				? `No instance with ${mark} was found, so most likely none was made.`
				: `An instance may have been made${mark ? ` with ${mark}` : ''}.`;
		return unconfirmed(lost, `${looked} Look for it in Cloud Elements before you repeat.`);
	}
	if (lost && mark && last.details.code === 'approval_used') {
		return unconfirmed(
			lost,
			`Then the approval was used already, or too old, and no instance with ${mark} was found. Look for it in Cloud Elements; if there is none, send the customer a new link.`,
		);
	}
	return last;
}

async function send(
	client: PlatformClient,
	{ body, secrets }: Plan,
): Promise<PlatformResponse<Instance> | CallFailure> {
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
	if (outcome instanceof CallFailure) return outcome;
	const { id, token } = (outcome.body ?? {}) as Partial<Instance>;
	if (id !== undefined && token) return outcome;
	return new CallFailure({
		code: 'answer_unexpected',
		message: 'The answer holds no instance',
		requestId: outcome.requestId,
	});
}

/**
 * The pause after which an instance may be asked for again: its call was lost, it is nowhere to be
 * found, and a second call makes no second one, because the provider takes the approval once.
 */
function delayBefore(
	{ outcomeUnknown, details }: CallFailure,
	sent: number,
	search: Search,
	idempotency: Idempotency | undefined,
): number | undefined {
	if (!outcomeUnknown || search || !idempotency?.singleUse || sent >= MOST_SENDS) return undefined;
	const { retryAfterSeconds } = details;
	return retryDelayMs(sent, retryAfterSeconds && retryAfterSeconds * 1000);
}

/**
 * Creates an instance by `POST /instances`; the call is never repeated blindly. Where it is known how
 * to recognize the instance, one that exists already is returned, so that a lost answer, an approval
 * that was used before or an execution that runs again makes no second one. It is sent again only
 * where a look-up found nothing and a second call could not make a second instance.
 *
 * @throws CallFailure with what is known, when there is no instance
 */
export async function createInstance(client: PlatformClient, plan: Plan): Promise<Creation> {
	const { idempotency } = plan;
	if (idempotency?.lookFirst) {
		const before = await findMade(client, idempotency);
		// Whoever cannot look must not create: it might be the second one.
		if (before instanceof CallFailure) throw before;
		if (before) return { ...before, existed: true };
	}
	let lost: Lost | undefined;
	for (let sent = 1; ; sent++) {
		const outcome = await send(client, plan);
		if (!(outcome instanceof CallFailure)) return { ...outcome, existed: false };
		const search =
			idempotency &&
			(await lookAgain(
				client,
				outcome,
				{ afterRefusal: idempotency.afterRefusal, isRepeated: lost !== undefined },
				async () => await findMade(client, idempotency),
			));
		if (search && !(search instanceof CallFailure)) return { ...search, existed: false };
		if (outcome.outcomeUnknown || lost) lost = { failure: lost?.failure ?? outcome, sent };
		const delay = delayBefore(outcome, sent, search, idempotency);
		if (delay === undefined) throw failureOf(outcome, lost, search, idempotency);
		await client.pause(delay);
	}
}
