import type { IDataObject } from 'n8n-workflow';

import { CallFailure } from '../errors/failure';
import { ANY_HUB, apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { Instance } from '../instances/instance';
import { findDisabledBy } from './disabledBy';
import { HEALTHY, REAUTHORIZE, UNKNOWN, disabledHealth } from './health';
import type { Health } from './health';
import { healthFromFailure } from './healthFromFailure';

/** How many objects are tried when some cannot be read; then the list of objects has to do. */
const MOST_READS = 3;

/** A call with the instance's token. What it brings does not matter, only that it is answered. */
async function ask(client: PlatformClient, { token }: Instance, path: string, query?: IDataObject) {
	return await client.tryCall({
		method: 'GET',
		path,
		query,
		elementToken: token,
		expects: 'done',
		repeatable: true,
	});
}

/**
 * Elements without a ping: the list of objects comes from the platform and says nothing about the
 * provider, so one row of one object is read.
 */
async function checkByReading(client: PlatformClient, instance: Instance): Promise<Health> {
	const stateKnown = instance.disabled !== undefined;
	const objects = await ask(client, instance, apiPath('objects'));
	if (objects instanceof CallFailure) {
		const verdict = healthFromFailure(objects, 'objects', stateKnown);
		return verdict ?? byValid(instance, 'instance');
	}
	const names = (Array.isArray(objects.body) ? (objects.body as unknown[]) : []).filter(
		(name): name is string => typeof name === 'string' && name !== '',
	);
	for (const name of names.slice(0, MOST_READS)) {
		const row = await ask(client, instance, apiPath('hubs', ANY_HUB, name), { pageSize: 1 });
		if (!(row instanceof CallFailure)) {
			return {
				...HEALTHY,
				reason: `${name} could be read at the provider.`,
				checkedBy: 'read',
				requestId: row.requestId,
			};
		}
		const verdict = healthFromFailure(row, 'read', stateKnown);
		if (verdict) return verdict;
	}
	return byValid(instance, 'objects');
}

/** What the platform itself thinks of the connection; the last resort, because it learns late. */
function byValid({ valid }: Instance, checkedBy: Health['checkedBy']): Health {
	if (valid === false) {
		return { ...REAUTHORIZE, reason: 'The platform calls the instance invalid.', checkedBy };
	}
	if (valid === undefined) {
		return {
			...UNKNOWN,
			reason: 'The element has no way to test a connection.',
			nextStep: 'Read something with it to find out.',
			checkedBy,
		};
	}
	return {
		...HEALTHY,
		reason: 'The platform calls it valid; the provider could not be asked.',
		checkedBy,
	};
}

/**
 * Asks the provider, in the cheapest way that tells, whether it still lets an instance in. One that is
 * disabled cannot be asked with; then the log says by whom.
 *
 * @returns what came of it, a failure included: nothing is thrown but what stops the run
 */
export async function checkConnection(client: PlatformClient, instance: Instance): Promise<Health> {
	if (instance.disabled === true) return disabledHealth(await findDisabledBy(client, instance));
	const ping = await ask(client, instance, apiPath('ping'));
	if (!(ping instanceof CallFailure)) {
		const reason = 'The provider answered.';
		return { ...HEALTHY, reason, checkedBy: 'ping', requestId: ping.requestId };
	}
	const verdict = healthFromFailure(ping, 'ping', instance.disabled !== undefined);
	// A refusal can be the last one, after which the platform gives up.
	return verdict ?? (await checkByReading(client, instance));
}
