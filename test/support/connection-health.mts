import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Connected } from './connected.mts';
import { accountCredential } from './credentials.mts';
import { Poller } from './engine/poller.mts';
import { call } from './platform.mts';
import type { Simulator } from './simulator.mts';

const HOUR_MS = 3_600_000;

/** A Connection Health Trigger in an n8n of its own. */
export function healthTrigger(simulator: Simulator, parameters: INodeParameters = {}): Poller {
	return new Poller('connectionHealthTrigger', accountCredential(simulator), parameters);
}

/** One poll: the items of the execution that it started, if any. */
export async function pollOnce(trigger: Poller): Promise<IDataObject[]> {
	return (await trigger.poll())?.[0] ?? [];
}

/** The customer takes the consent back; the platform notices by itself only when it renews the tokens. */
export function revoke(simulator: Simulator, { id }: Pick<Connected, 'id'>): void {
	simulator.revoke(id);
	simulator.clock.advance(2 * HOUR_MS);
}

/** Switches an instance off or on, as anybody of the account can. */
export async function switchTo(
	simulator: Simulator,
	{ id }: Pick<Connected, 'id'>,
	enabled: boolean,
): Promise<void> {
	await call(simulator, enabled ? 'PUT' : 'DELETE', `/instances/${id}/enabled`);
}
