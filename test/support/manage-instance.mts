import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../simulator/seed-providers.mts';
import { INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { outputOf, runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import { approve, create } from './flow.mts';
import {
	quickbooksCredentials,
	REALM,
	type Authentication,
	type Simulator,
} from './quickbooks.mts';

/** An instance in the way that a workflow holds it. */
export interface Made extends IDataObject {
	id: number;
	name: string;
	token: string;
	tags: string[];
	configuration: Record<string, string>;
}

const locator = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as never;

export const byId = (id: unknown) => locator('id', String(id));
export const byToken = (token: unknown) => locator('token', String(token));

/** The credential of the account alone, as most operations have it. */
export const accountOnly = (simulator: Simulator) => ({
	cloudElementsApi: quickbooksCredentials(simulator, 'oAuth2').cloudElementsApi ?? {},
});

/** Runs an operation of Manage Instance. The app's keys are there only where they are used. */
export async function manage(
	simulator: Simulator,
	operation: string,
	parameters: INodeParameters = {},
	options: Partial<RunOptions> & { authentication?: Authentication } = {},
): Promise<RunResult> {
	const { authentication = 'oAuth2', ...others } = options;
	const withApp = ['ensure', 'reprovision'].includes(operation);
	const activity = operation.startsWith('get') && operation !== 'get';
	return await runNode({
		type: 'manageInstance',
		credentials: withApp
			? quickbooksCredentials(simulator, authentication)
			: accountOnly(simulator),
		...others,
		parameters: { resource: activity ? 'activity' : 'instance', operation, ...parameters },
	});
}

/** The one item that an operation puts out. */
export async function one(...run: Parameters<typeof manage>): Promise<IDataObject> {
	const items = outputOf(await manage(...run));
	if (items.length !== 1) throw new Error(`${items.length} items`);
	return items[0] as IDataObject;
}

/** An instance of a customer who approved. */
export async function connect(
	simulator: Simulator,
	parameters: INodeParameters = {},
	authentication: Authentication = 'oAuth2',
): Promise<Made> {
	const { item } = await approve(simulator, authentication);
	return outputOf(await create(simulator, authentication, [item], { parameters }))[0] as Made;
}

/** Instances of an element without OAuth, which no provider has to be asked for. */
export async function makeMany(simulator: Simulator, names: string[], tag = 'many'): Promise<void> {
	outputOf(
		await runNode({
			type: 'createInstance',
			credentials: accountOnly(simulator),
			items: names.map((name) => ({ name })),
			parameters: {
				source: 'configuration',
				element: { __rl: true, mode: 'key', value: 'servicenow' },
				name: '={{ $json.name }}',
				tags: `={{ [$json.name, ${JSON.stringify(tag)}] }}`,
				configuration: JSON.stringify({
					...LOGIN,
					'servicenow.subdomain': PLAIN_SITES[0],
				}),
			},
		}),
	);
}

/** Tokens of a company, as parameters. */
export function tokensOf(realmId = REALM): INodeParameters {
	const tokens = INTUIT_OAUTH2_TOKENS.find((given) => given.realmId === realmId);
	if (!tokens) throw new Error(`no tokens of ${realmId}`);
	const { accessToken, refreshToken } = tokens;
	return { source: 'tokens', authentication: 'oAuth2', realmId, accessToken, refreshToken };
}

/** The platform's view of an instance, masked as it shows it; undefined where there is none. */
export async function seenAt(simulator: Simulator, id: number): Promise<IDataObject | undefined> {
	const { userSecret, organizationSecret } = simulator.accounts.main;
	const answer = await fetch(`${simulator.apiUrl}/instances/${id}`, {
		headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
	});
	return answer.status === 200 ? ((await answer.json()) as IDataObject) : undefined;
}
