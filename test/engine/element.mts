import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { LOGIN } from '../../simulator/seed-providers.mts';
import { call } from '../simulator/client.mts';
import { runNode, type RunOptions, type RunResult, type TestCredentials } from './engine.mts';
import { appOf, quickbooksCredentials, REALM, type Simulator } from './quickbooks.mts';

/** A customer's connected account, as a table of one's own would hold it. */
export interface Connected extends IDataObject {
	id: number;
	token: string;
}

const app = appOf('oAuth1');
const [tokens] = INTUIT_USER_TOKENS;

/** Configuration with which an account of the element is connected without a consent screen. */
const CONFIGURATIONS: Readonly<Record<string, Record<string, unknown>>> = {
	stripe: { 'api.key': LOGIN.apiKey },
	hubspot: { 'authentication.type': 'apiKey', 'hubspot.authorization.apikey': LOGIN.apiKey },
	quickbooks: {
		'oauth.api.key': app.key,
		'oauth.api.secret': app.secret,
		'oauth.callback.url': 'http://www.demonstrab.ly',
		'oauth.user.token': tokens?.token,
		'oauth.user.token.secret': tokens?.secret,
		'quickbooks.realm.id': REALM,
		'quickbooks.datasource': 'QBO',
		'oauth.user.refresh_interval': '13046400',
	},
};

/** Connects an account at the platform, not through a node. */
export async function connect(
	simulator: Simulator,
	element: 'stripe' | 'hubspot' | 'quickbooks' = 'stripe',
): Promise<Connected> {
	const body = {
		element: { key: element },
		name: `${element} of a customer`,
		configuration: CONFIGURATIONS[element],
		...(element === 'quickbooks' && { externalAuthentication: 'initial' }),
	};
	const answer = await call(simulator, 'POST', '/instances', { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return { id: answer.body.id as number, token: answer.body.token as string };
}

/** The credential of the account. */
export function accountCredential(simulator: Simulator): TestCredentials {
	const { cloudElementsApi } = quickbooksCredentials(simulator, 'oAuth1');
	return { cloudElementsApi: cloudElementsApi ?? {} };
}

/** Runs Element Request; the token comes from the item unless a test says otherwise. */
export async function request(
	simulator: Simulator,
	parameters: IDataObject,
	options: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		type: 'elementRequest',
		credentials: accountCredential(simulator),
		...options,
		parameters: {
			object: { __rl: true, mode: 'name', value: 'customers' },
			...parameters,
		} as RunOptions['parameters'],
	});
}

/** Calls of resources as they arrived, without those about instances. */
export function resourceCalls(simulator: Simulator) {
	return simulator.requests().filter(({ path }) => !path.includes('/instances'));
}

/** What the node told beside its output. */
export function hintsOf({ run }: RunResult): string[] {
	const [task] = run.data.resultData.runData['Node under test'] ?? [];
	return (task?.hints ?? []).map(({ message }) => message);
}

/** A binary field's content as text. */
export function fileOf(item: INodeExecutionData | undefined, field = 'data'): string {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64').toString('utf8');
}
