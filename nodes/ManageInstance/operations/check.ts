import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../../shared/errors/failure';
import { ANY_HUB, apiPath } from '../../shared/api/apiPath';
import type { PlatformClient } from '../../shared/api/platformClient';
import { getInstance } from '../../shared/instances/findInstance';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { elementKeyOf } from '../../shared/instances/instance';
import type { Instance } from '../../shared/instances/instance';
import type { InstanceAddress } from '../../shared/fields/instanceLocator';
import { withConsentEnd } from '../consentEnd';
import { findDisabledBy } from '../disabledBy';
import { GONE, HEALTHY, REAUTHORIZE, UNKNOWN, UNREACHABLE, disabledHealth } from '../health';
import type { Health } from '../health';
import { healthFromFailure } from '../healthFromFailure';
import type { ManageOperation } from '../call';

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

async function checkConnection(client: PlatformClient, instance: Instance): Promise<Health> {
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

/** Whether the account's own secrets are refused, of which a token's 401 says nothing. */
async function refusesAccount(client: PlatformClient): Promise<CallFailure | undefined> {
	const answer = await client.tryCall({
		method: 'GET',
		path: apiPath('instances'),
		query: { pageSize: 1, hydrate: 'false' },
		expects: 'list',
		repeatable: true,
	});
	return answer instanceof CallFailure ? answer : undefined;
}

/**
 * What it says that the instance could not be got.
 *
 * @throws the failure when the account's secrets are refused, which is no state of an instance
 */
async function judgeAbsence(
	client: PlatformClient,
	address: InstanceAddress,
	error: unknown,
): Promise<Health> {
	if (error instanceof InvalidInput) return GONE;
	if (!(error instanceof CallFailure)) throw error;
	const { statusCode, requestId } = error.details;
	const gone = { ...GONE, statusCode, requestId };
	if (statusCode === 404) return gone;
	if (statusCode === 401) {
		const refused = 'token' in address ? await refusesAccount(client) : error;
		if (refused) throw refused;
		return gone;
	}
	const verdict = healthFromFailure(error, 'instance', true);
	if (verdict && verdict.status !== REAUTHORIZE.status) return verdict;
	return { ...UNREACHABLE, reason: error.message, checkedBy: 'instance', statusCode, requestId };
}

/** That a customer has no instance is a result, as it is that no instance has a token. */
function noSuchCustomer(error: unknown): undefined {
	if (error instanceof InvalidInput && error.code === 'instance_unknown') return undefined;
	throw error;
}

/** Tells whether an instance can be worked with. One that cannot is a result, not an error. */
export const check: ManageOperation = {
	fields: [...instanceFields],
	async execute({ client, parameters }) {
		const address = await parameters.address().catch(noSuchCustomer);
		if (!address) return { json: { id: null, ...GONE, reauthorizeBy: null } };
		const found = await getInstance(client, address).catch(
			async (error: unknown) => await judgeAbsence(client, address, error),
		);
		if ('status' in found) {
			const id = 'id' in address ? Number(address.id) : null;
			return {
				json: { id, ...found, reauthorizeBy: null },
				trace: { requestId: found.requestId },
			};
		}
		const { body: instance } = found;
		const health = withConsentEnd(instance, await checkConnection(client, instance), Date.now());
		const { id, name, valid, disabled } = instance;
		return {
			json: {
				id,
				name,
				element: elementKeyOf(instance),
				valid,
				disabled,
				...health,
			},
			trace: { instanceId: id, requestId: health.requestId ?? found.requestId },
		};
	},
};
