import { describe, expect, it } from '@jest/globals';
import { PLAIN_SITES, LOGIN } from '../../../simulator/seed-providers.mts';
import { createDirectly, fieldsWith } from '../../support/elements.mts';
import { runNode, type RunResult } from '../../support/engine/run-node.mts';
import { quickbooksCredentials, useSimulator } from '../../support/quickbooks.mts';

const holder = useSimulator();
const { username, password } = LOGIN;
const fields = { username, password, 'servicenow.subdomain': PLAIN_SITES[0] ?? '' };

const wordsOfCare = ({ run }: RunResult) =>
	(run.data.resultData.runData['Node under test']?.[0]?.hints ?? [])
		.filter(({ type }) => type === 'info')
		.map(({ message }) => message);

const manage = async (parameters: object, items?: object[]) => {
	const { cloudElementsApi = {} } = quickbooksCredentials(holder.simulator, 'oAuth2');
	return await runNode({
		type: 'manageInstance',
		credentials: { cloudElementsApi },
		parameters: parameters as never,
		...(items && { items: items as never }),
		onError: 'continueRegularOutput',
	});
};
const instance = (value: string) => ({ __rl: true, mode: 'id', value });

describe('The word of care about the token', () => {
	const TOKEN = [expect.stringMatching(/^The token gives access/)];

	it('stands beside an output that holds one', async () => {
		const made = await createDirectly(holder.simulator, 'servicenow', fieldsWith(fields));
		expect(wordsOfCare(made)).toEqual(TOKEN);
		expect(wordsOfCare(await manage({ operation: 'list' }))).toEqual(TOKEN);
	});

	it.each([
		['an empty list', { operation: 'list' }],
		['an error', { operation: 'get', instance: instance('999999') }],
	])('does not stand beside %s, whatever the input holds', async (_, parameters) => {
		expect(wordsOfCare(await manage(parameters, [{ token: 'another' }]))).toEqual([]);
	});
});

it('The word of care about a link stands beside a link only', async () => {
	const link = async (callbackUrl: string) =>
		wordsOfCare(
			await runNode({
				type: 'getOAuthUrl',
				credentials: quickbooksCredentials(holder.simulator, 'oAuth2'),
				parameters: { callbackUrl },
				onError: 'continueRegularOutput',
			}),
		);
	expect(await link('')).toEqual([expect.stringMatching(/^Whoever opens this link/)]);
	expect(await link('no address')).toEqual([]);
});
