import type { IDataObject } from 'n8n-workflow';

import { configurationField } from '../../shared/fields';
import { instanceFields } from '../../shared/fields/instanceLocator';
import { linkedCustomerIdField } from '../../shared/instances/customer';
import { getInstance, resolveId } from '../../shared/instances/findInstance';
import { toOutput } from '../../shared/instances/output';
import { approvalFields } from '../fields/approval';
import type { ManageOperation } from '../call';
import { readGrant, renew } from '../grant';

/** Connects one instance anew. */
export const reprovision: ManageOperation = {
	fields: [...instanceFields, ...approvalFields, linkedCustomerIdField, configurationField],
	async execute(call) {
		const { client, parameters, run } = call;
		const grant = readGrant(call);
		const id = await resolveId(client, await parameters.address());
		return await run.mutex.runExclusive(id, async () => {
			const { body: before } = await getInstance(client, { id });
			const { instance, enabledAgain, requestId, hint } = await renew(call, before, grant);
			const json: IDataObject = { ...toOutput(instance), enabledAgain };
			return { json, hint, trace: { instanceId: id, requestId } };
		});
	},
};
