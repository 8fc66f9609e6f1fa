import type { IPollFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { apiPath } from '../shared/api/apiPath';
import { readPage } from '../shared/api/paginate';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import { CallFailure } from '../shared/errors/failure';
import type { Instance } from '../shared/instances/instance';
import { lookAround } from './look';
import { readMemory, writeMemory } from './memory';
import { alternately, orderOf, placeAfter } from './order';
import { readCallsPerPoll, readScope } from './parameters';
import type { Scope } from './parameters';
import { readInstances } from './readInstances';
import { isLost, settle, settleFirst } from './settle';
import type { Change } from './settle';

/** What n8n gives a poll where it does not say it. */
const USUAL_BUDGET_MS = 300_000;

/** What is left for handing over what was found. */
const SHARE = 0.9;

/** Older versions of n8n do not tell how long a poll may take. */
function budgetOf(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.floor((context.getPollBudgetMs?.() ?? USUAL_BUDGET_MS) * SHARE);
}

/** n8n's functions, whose calls end when the time of the poll is over. */
function untilStopped(context: IPollFunctions, stop: AbortSignal): IPollFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => stop },
	}) as IPollFunctions;
}

async function readInTime(
	client: PlatformClient,
	scope: Scope,
	stop: AbortSignal,
	budgetMs: number,
): Promise<Instance[]> {
	return await readInstances(client, scope).catch((error: unknown) => {
		if (!stop.aborted) throw error;
		throw new CallFailure({
			code: 'timed_out',
			message: `The list of instances could not be read in ${Math.round(budgetMs / 1000)} seconds, which is what n8n gives a poll`,
			advice:
				'Watch fewer instances with one trigger: set Scope to Instances With a Tag, or the option Element.',
		});
	});
}

/**
 * Looks at all connections, as far as calls and time reach, and remembers what it saw.
 *
 * @returns what has changed since the last poll
 * @throws InvalidInput or CallFailure when the list cannot be read; then the memory stays as it was, so
 * nothing is lost and nothing told twice
 */
export async function watch(context: IPollFunctions): Promise<Change[]> {
	const scope = readScope(context);
	const calls = readCallsPerPoll(context);
	const account = await getAccount(context);
	const budgetMs = budgetOf(context);
	const stop = AbortSignal.timeout(budgetMs);
	const client = new PlatformClient(untilStopped(context, stop), account, KNOWN_REFUSALS);
	const credentialId = context.getNode().credentials?.cloudElementsApi?.id ?? null;
	const subject = JSON.stringify([credentialId, account.baseUrl, scope.tag, scope.elementKey]);

	const rows = await readInTime(client, scope, stop, budgetMs);
	const known = readMemory(context, subject);
	const { suspects, others } = orderOf(rows, known);
	const looks = await lookAround(
		client,
		alternately(suspects, others),
		calls,
		(id) => isLost(known?.entries.get(id)?.state ?? 'well'),
		stop,
	);

	// Read anew: polls may overlap, and nothing comes in between from here on.
	const before = readMemory(context, subject);
	const { entries, changes } = before
		? settle(before.entries, rows, looks, Date.now())
		: { entries: settleFirst(rows, looks), changes: [] };
	const place = placeAfter(others, looks, before?.place ?? 0);
	writeMemory(context, subject, { place, entries });
	return changes;
}

/**
 * Asks for as little as possible, so that a credential or parameter that does not work shows while the
 * workflow is built.
 *
 * @throws InvalidInput or CallFailure when watching would fail
 */
export async function tryOut(context: IPollFunctions): Promise<void> {
	readScope(context);
	readCallsPerPoll(context);
	const client = new PlatformClient(context, await getAccount(context));
	const query = { hydrate: 'false' };
	await readPage(client, { path: apiPath('instances'), query, pageSize: 1 });
}
