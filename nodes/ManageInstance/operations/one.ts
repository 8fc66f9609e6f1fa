import { CallFailure } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/platformClient';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { toOutput } from '../../shared/instances/instance';
import { readInstanceAddress } from '../../shared/fields/instanceLocator';
import { setEnabled } from '../setEnabled';
import type { ItemResult } from '../../shared/run/forEachItem';
import type { Call } from '../run';

/** Gets one instance. */
export async function get({ client, context, itemIndex }: Call): Promise<ItemResult> {
	const address = readInstanceAddress(context, itemIndex);
	const { body, requestId } = await getInstance(client, address);
	return { json: toOutput(body), trace: { instanceId: body.id, requestId } };
}

/** Deletes one instance: by its id, and never with its token on the call (docs/platform-api.md, "Danger"). */
export async function remove({ client, context, itemIndex }: Call): Promise<ItemResult> {
	const id = await resolveId(client, readInstanceAddress(context, itemIndex));
	const request = { method: 'DELETE', path: apiPath('instances', id), expects: 'done' } as const;
	const first = await client.tryCall({ ...request, repeatable: false });
	if (first instanceof CallFailure) {
		if (!first.outcomeUnknown) throw first;
		const second = await client.tryCall({ ...request, repeatable: true });
		// Not there any more: then the first call did it, although its answer was lost.
		if (second instanceof CallFailure && second.details.statusCode !== 404) throw second;
	}
	const requestId = first instanceof CallFailure ? first.details.requestId : first.requestId;
	return { json: { deleted: true, id: Number(id) }, trace: { instanceId: id, requestId } };
}

async function turn(call: Call, enabled: boolean): Promise<ItemResult> {
	const { client, context, itemIndex } = call;
	const id = await resolveId(client, readInstanceAddress(context, itemIndex));
	const requestId = await setEnabled(client, id, enabled);
	return {
		json: { id: Number(id), disabled: !enabled },
		trace: { instanceId: id, requestId },
	};
}

/** Enables one instance. */
export const switchOn = async (call: Call) => await turn(call, true);

/** Disables one instance. */
export const switchOff = async (call: Call) => await turn(call, false);
