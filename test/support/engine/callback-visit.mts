import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { TestCredentials } from './host.mts';
import { visit, type Visit } from './visit.mts';

/** Sends a browser to the callback trigger. */
export async function visitTrigger(
	address: string,
	credentials: TestCredentials,
	parameters: INodeParameters = {},
): Promise<Visit> {
	return await visit({
		type: 'oAuthCallbackTrigger',
		parameters: { path: 'quickbooks-callback', ...parameters },
		credentials,
		address,
	});
}

/** The item on the Authorized output. */
export function authorizedItem({ outputs, log }: Visit): IDataObject {
	const json = outputs?.[0]?.[0]?.json;
	if (!json) throw new Error(`not authorized: ${JSON.stringify(outputs)} ${log.join()}`);
	return json;
}
