import { describe, expect, it } from '@jest/globals';
import { PLAIN_SITES, LOGIN } from '../../../simulator/seed-providers.mts';
import { createDirectly, fieldsWith } from '../../support/create-instance.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { notesOf, runNode } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const { username, password } = LOGIN;
const fields = { username, password, 'servicenow.subdomain': PLAIN_SITES[0] ?? '' };

const manage = async (parameters: object, items?: object[]) => {
	return await runNode({
		type: 'manageInstance',
		credentials: accountCredential(holder.simulator),
		parameters: parameters as never,
		...(items && { items: items as never }),
		onError: 'continueRegularOutput',
	});
};

describe('The word of care about the token', () => {
	const TOKEN = [expect.stringMatching(/^The token gives access/)];

	it('stands beside an output that holds one', async () => {
		const made = await createDirectly(holder.simulator, 'servicenow', fieldsWith(fields));
		expect(notesOf(made)).toEqual(TOKEN);
		expect(notesOf(await manage({ operation: 'getAll' }))).toEqual(TOKEN);
	});

	it.each([
		['an empty list', { operation: 'getAll' }],
		['an error', { operation: 'get', instance: byId('999999') }],
	])('does not stand beside %s, whatever the input holds', async (_, parameters) => {
		expect(notesOf(await manage(parameters, [{ token: 'another' }]))).toEqual([]);
	});
});

it('The word of care about a link stands beside a link only', async () => {
	const link = async (callbackUrl: string) =>
		notesOf(
			await runNode({
				type: 'getOAuthUrl',
				credentials: credentialsOf(holder.simulator, 'oAuth2'),
				parameters: { callbackUrl },
				onError: 'continueRegularOutput',
			}),
		);
	expect(await link('')).toEqual([expect.stringMatching(/^Whoever opens this link/)]);
	expect(await link('no address')).toEqual([]);
});
