import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { readList } from '../shared/api/paginate';
import { PlatformClient } from '../shared/api/platformClient';
import { KNOWN_REFUSALS } from '../shared/elements';
import { InvalidInput } from '../shared/errors/failure';
import { isEntries } from '../shared/instances/instance';
import { budgetOf } from '../shared/polling/budget';
import { resourcePath } from '../shared/records/path';
import { readParameters } from './parameters';
import { checkReadable } from './places';
import { ofInstance } from './poll';
import { readWatched } from './watched';

/** How many instances are looked into for a record to show. */
const MOST_INSTANCES = 5;

/**
 * A record as the trigger would give it, for somebody who builds a workflow; what is remembered of the
 * published one is left alone.
 *
 * @throws InvalidInput when there is none to show, CallFailure when none could be read
 */
export async function sampleChange(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const { object, scope } = readParameters(context);
	const stop = AbortSignal.timeout(budgetOf(context));
	const client = new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS);
	let failure: unknown = new InvalidInput(
		`There is no record of ${object} to show`,
		'Create one at the provider, or choose another instance, tag or object.',
	);
	for (const watched of (await readWatched(client, scope, stop)).slice(0, MOST_INSTANCES)) {
		try {
			checkReadable(watched);
			const { rows } = await readList<unknown>(
				client,
				{
					path: resourcePath('Object', object),
					about: `object ${object}`,
					elementToken: watched.token,
				},
				1,
			);
			const [record] = rows.filter(isEntries);
			if (record) {
				const json = { ...ofInstance(watched, object), changeType: 'updated', record };
				return [[{ json }], []];
			}
		} catch (error) {
			failure = error;
		}
	}
	throw failure;
}
