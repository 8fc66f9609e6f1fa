import { afterAll, beforeEach } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_SITES,
	SAGE_ONE_APP,
	SAGE_ONE_US_APP,
	XERO_OAUTH2_APP,
} from '../../simulator/seed-providers.mts';
import { compiled } from './compiled.mts';
import type { Connected } from './connected.mts';
import { accountCredential, type ElementApp } from './credentials.mts';
import { Poller } from './engine/poller.mts';
import { outputOf } from './engine/run-node.mts';
import { approve, create } from './flow.mts';
import { callAs } from './platform.mts';
import type { Simulator } from './simulator.mts';

const { timing } =
	compiled<typeof import('../../nodes/shared/api/timing.ts')>('nodes/shared/api/timing');

/** A Record Changes Trigger for the customers of all instances, unless told otherwise. */
export const changesPoller = (simulator: Simulator, parameters: INodeParameters = {}) =>
	new Poller('recordChangesTrigger', accountCredential(simulator), {
		scope: 'all',
		object: 'customers',
		...parameters,
	});

/** For a test file: lets time pass for the platform, its providers and the package alike. */
export function useClock(holder: { simulator: Simulator }): (ms: number) => void {
	const real = timing.now;
	let offset = 0;
	beforeEach(() => {
		offset = 0;
		timing.now = () => Date.now() + offset;
	});
	afterAll(() => {
		timing.now = real;
	});
	return (ms) => {
		offset += ms;
		holder.simulator.clock.advance(ms);
	};
}

const appOf = (element: string, { key, secret }: { key: string; secret: string }) => ({
	element,
	apiKey: key,
	apiSecret: secret,
});

/** Apps of software that has no books of its own here, by element. */
const APPS: Readonly<Record<string, ElementApp>> = {
	freshbooks: { ...appOf('freshbooks', FRESHBOOKS_APP), siteAddress: FRESHBOOKS_SITES[0] },
	sageone: {
		...appOf('other', SAGE_ONE_APP),
		elementKey: 'sageone',
		signature: SAGE_ONE_APP.signatureSecret,
		subscriptionKey: SAGE_ONE_APP.subscriptionKey,
	},
	sageoneus: { ...appOf('sageoneus', SAGE_ONE_US_APP), signature: SAGE_ONE_US_APP.signature },
	xero: { ...appOf('xero', XERO_OAUTH2_APP), authentication: 'oAuth2' },
};

/** Connects an account of such software by link and approval. */
export async function connectByApproval(simulator: Simulator, element: string): Promise<Connected> {
	const app = APPS[element] as ElementApp;
	const { item } = await approve(simulator, app);
	const [instance] = outputOf(await create(simulator, app, [item]));
	return instance as unknown as Connected;
}

/** Creates a record at the platform, or replaces the one whose path is given; gives it as it is then. */
export async function saveRecord(
	simulator: Simulator,
	{ token }: Connected,
	path: string,
	body: object,
	method: 'POST' | 'PUT' = 'POST',
): Promise<IDataObject> {
	const answer = await callAs(simulator, token, method, `/${path}`, { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return answer.body as IDataObject;
}
