import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../simulator/seed-providers.mts';
import { INTUIT_OAUTH2_TOKENS } from '../../simulator/seed.mts';
import { REALM } from './companies.mts';
import { accountCredential, credentialsOf, type App } from './credentials.mts';
import { outputOf, runNode, type RunOptions, type RunResult } from './engine/run-node.mts';
import { approve, create } from './flow.mts';
import { byId, locator } from './locators.mts';
import { seenAt } from './platform.mts';
import type { Simulator } from './simulator.mts';

/** An instance in the way that a workflow holds it. */
export interface Made extends IDataObject {
	id: number;
	name: string;
	token: string;
	tags: string[];
	configuration: Record<string, string>;
}

/** Runs an operation of Manage Instance. The app's keys are there only where they are used. */
export async function manage(
	simulator: Simulator,
	operation: string,
	parameters: INodeParameters = {},
	options: Partial<RunOptions> & { app?: App } = {},
): Promise<RunResult> {
	const { app = 'oAuth2', ...others } = options;
	const withApp = ['ensure', 'reprovision'].includes(operation);
	const activity = ['getEvents', 'getObjects', 'getUsageLog'].includes(operation);
	return await runNode({
		type: 'manageInstance',
		credentials: withApp ? credentialsOf(simulator, app) : accountCredential(simulator),
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

/** An instance of a customer who went the whole way, from link to Create Instance. */
export async function onboard(
	simulator: Simulator,
	parameters: INodeParameters = {},
	app: App = 'oAuth2',
): Promise<Made> {
	const { item } = await approve(simulator, app);
	return outputOf(await create(simulator, app, [item], { parameters }))[0] as Made;
}

/** Runs Re-Provision on an instance with a callback. */
export async function reprovision(
	simulator: Simulator,
	{ id }: { id: unknown },
	callback: unknown,
	parameters: INodeParameters = {},
	options: Partial<RunOptions> & { app?: App } = {},
): Promise<RunResult> {
	const given = { instance: byId(id), callback: callback as never, ...parameters };
	return await manage(simulator, 'reprovision', given, options);
}

/** The callback of a customer who approves once more. */
export const freshCallback = async (simulator: Simulator, app: App = 'oAuth2') =>
	(await approve(simulator, app)).item;

const HOUR_MS = 3_600_000;

/** The provider refuses, and the platform gives up. */
export async function lose(simulator: Simulator, { id }: Made): Promise<void> {
	simulator.revoke(id);
	simulator.clock.advance(2 * HOUR_MS);
	await one(simulator, 'check', { instance: byId(id) });
	if ((await seenAt(simulator, id))?.disabled !== true) throw new Error(`${id} is not disabled`);
	simulator.clock.reset();
}

/** Instances of an element without OAuth, which no provider has to be asked for. */
export async function makeMany(simulator: Simulator, names: string[], tag = 'many'): Promise<void> {
	outputOf(
		await runNode({
			type: 'createInstance',
			credentials: accountCredential(simulator),
			items: names.map((name) => ({ name })),
			parameters: {
				source: 'configuration',
				element: locator('key', 'servicenow'),
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
