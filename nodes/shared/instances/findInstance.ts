import { CallFailure, InvalidInput } from '../errors/failure';
import { readPages } from '../api/paginate';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { PlatformResponse } from '../api/platformRequest';
import type { Instance } from './instance';
import type { InstanceAddress } from '../fields/instanceLocator';

const INSTANCE_ID_HEADER = 'elements-element-instance-id';

/** What a host says that does not offer a call; nothing is said about the token by it. */
const NOT_OFFERED = new Set([403, 404, 405]);

async function idInHeader(client: PlatformClient, token: string): Promise<string | undefined> {
	const answer = await client.tryCall({
		method: 'GET',
		path: apiPath('instances', 'configuration'),
		elementToken: token,
		expects: 'any',
		repeatable: true,
	});
	if (!(answer instanceof CallFailure)) {
		const id = String(answer.headers[INSTANCE_ID_HEADER] ?? '');
		return /^\d+$/.test(id) ? id : undefined;
	}
	if (!NOT_OFFERED.has(answer.details.statusCode ?? 0)) throw answer;
	return undefined;
}

async function idInList(client: PlatformClient, token: string): Promise<string | undefined> {
	const light = { path: apiPath('instances'), query: { hydrate: 'false' }, secrets: [token] };
	for await (const { rows } of readPages<Instance>(client, light, 0)) {
		const found = rows.find((row) => row.token === token);
		if (found) return String(found.id);
	}
	return undefined;
}

/**
 * The id of the chosen instance. Calls that change something go by id even where the token would do:
 * with a token in the header, a path that lost its id is about that very instance
 * (docs/platform-api.md, "Danger").
 *
 * @throws CallFailure when the platform refuses the token, InvalidInput when nobody has it
 */
export async function resolveId(client: PlatformClient, address: InstanceAddress): Promise<string> {
	if ('id' in address) return address.id;
	const { token } = address;
	const id = (await idInHeader(client, token)) ?? (await idInList(client, token));
	if (id !== undefined) return id;
	throw new InvalidInput(
		'No instance of this account has this element token',
		'It may have been deleted. Get Many lists the instances that there are.',
		'instance_unknown',
	);
}

/**
 * The chosen instance in full.
 *
 * @throws CallFailure or InvalidInput when there is none
 */
export async function getInstance(
	client: PlatformClient,
	address: InstanceAddress,
): Promise<PlatformResponse<Instance>> {
	const id = await resolveId(client, address);
	return await client.call<Instance>({
		method: 'GET',
		path: apiPath('instances', id),
		expects: 'record',
		repeatable: true,
	});
}
