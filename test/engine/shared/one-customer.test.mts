import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../simulator/seed-providers.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { outputOf, runNode } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { onboard, one, tokensOf } from '../../support/manage-instance.mts';
import { instancesAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const TWO = 'customer:cus_1, trial, customer:cus_2';
const SERVICE_NOW = {
	username: LOGIN.username,
	password: LOGIN.password,
	'servicenow.subdomain': PLAIN_SITES[0],
};

/** Every way to give an instance tags without a Customer ID. */
const WAYS: Record<string, () => Promise<IDataObject | undefined>> = {
	'Create Instance from a callback': async () => await onboard(holder.simulator, { tags: TWO }),
	'Create Instance from configuration only': async () =>
		outputOf(
			await createDirectly(holder.simulator, 'servicenow', {
				...fieldsWith(SERVICE_NOW),
				tags: TWO,
			}),
		)[0],
	'Quick Provision QBO': async () =>
		outputOf(
			await runNode({
				type: 'quickProvisionQbo',
				credentials: credentialsOf(holder.simulator, 'oAuth2'),
				parameters: { ...tokensOf(), tags: TWO },
			}),
		)[0],
	'Create or Re-Provision': async () =>
		await one(holder.simulator, 'ensure', { ...tokensOf(), tags: TWO }),
	'Create or Re-Provision, matched by the tag of a customer': async () =>
		await one(holder.simulator, 'ensure', {
			...tokensOf(),
			matchBy: 'tag',
			matchTag: 'customer:cus_2',
			tags: 'trial, customer:cus_1',
		}),
	'Update with Replace Tags': async () => {
		const { id } = await onboard(holder.simulator);
		return await one(holder.simulator, 'update', {
			instance: byId(id),
			updateFields: { tags: TWO },
		});
	},
};

describe('Tags of two customers', () => {
	it.each(Object.entries(WAYS))('leave the last one, with %s', async (_, given) => {
		expect(await given()).toMatchObject({ customerId: 'cus_2' });
		const [known] = await instancesAt(holder.simulator);
		expect(known?.tags).toEqual(expect.arrayContaining(['trial', 'customer:cus_2']));
		expect(known?.tags).not.toContain('customer:cus_1');
	});
});
