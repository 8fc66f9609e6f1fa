import type { IDataObject } from 'n8n-workflow';

import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { toOutput } from '../../shared/instances/instance';
import { readInstanceAddress } from '../../shared/fields/instanceLocator';
import type { ItemResult } from '../../shared/run/forEachItem';
import type { Call } from '../run';
import { readSource, renew } from '../source';

/** Connects one instance anew. */
export async function reprovision(call: Call): Promise<ItemResult> {
	const { client, context, itemIndex, turns } = call;
	const source = readSource(call);
	const id = await resolveId(client, readInstanceAddress(context, itemIndex));
	return await turns.take(id, async () => {
		const { body: before } = await getInstance(client, { id });
		const { instance, enabledAgain, requestId, hint } = await renew(call, before, source);
		const json: IDataObject = { ...toOutput(instance), enabledAgain };
		return { json, hint, trace: { instanceId: id, requestId } };
	});
}
