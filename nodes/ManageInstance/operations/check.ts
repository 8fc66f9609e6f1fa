import { CallFailure, InvalidInput } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/apiPath';
import type { PlatformClient } from '../../shared/api/platformClient';
import { getInstance } from '../../shared/instances/findInstance';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { elementKeyOf } from '../../shared/instances/instance';
import type { InstanceAddress } from '../../shared/fields/instanceLocator';
import { checkConnection } from '../../shared/health/checkConnection';
import { withConsentEnd } from '../../shared/health/consentEnd';
import { REAUTHORIZE, UNREACHABLE } from '../../shared/health/health';
import type { Health } from '../../shared/health/health';
import { healthFromFailure } from '../../shared/health/healthFromFailure';
import type { ManageOperation } from '../call';

/** An id, a token or a customer that no instance of the account has. */
const GONE: Health = {
	status: 'unknown',
	reason:
		'No instance of this account has this ID or token, or is of this customer. It may have been deleted.',
	nextStep:
		'Look for the instance with Get Many. If there is none, the customer has to connect again.',
	checkedBy: 'instance',
};

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
