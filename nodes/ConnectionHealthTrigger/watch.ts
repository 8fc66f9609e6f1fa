import type { IPollFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { apiPath } from '../shared/api/apiPath';
import { readPage } from '../shared/api/page';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import { budgetOf, untilStopped } from '../shared/polling/budget';
import { readInstances } from '../shared/polling/readInstances';
import { lookAround } from './look';
import { readMemory, writeMemory } from './memory';
import { alternately, orderOf, placeAfter } from './order';
import { readCallsPerPoll, readScope } from './parameters';
import { isLost, settle, settleFirst } from './settle';
import type { Change } from './settle';

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
	const stop = AbortSignal.timeout(budgetOf(context));
	const client = new PlatformClient(untilStopped(context, stop), account, KNOWN_REFUSALS);
	const credentialId = context.getNode().credentials?.cloudElementsApi?.id ?? null;
	const subject = JSON.stringify([credentialId, account.baseUrl, scope.tag, scope.elementKey]);

	const rows = await readInstances(client, scope, stop);
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
