import { setImmediate } from 'node:timers/promises';
import { XERO_OAUTH2_APP, XERO_ORGANISATIONS } from '../../simulator/seed-providers.mts';
import type { Simulator } from '../../simulator/index.mts';
import { connect, connectByCode, type Connected } from './connected.mts';
import { authorization, call, instancesAt } from './platform.mts';

/** What Xero allows for an organisation. */
export const XERO = { atOnce: 5, perMinute: 60 };

/** A customer with Xero, whose calls Xero counts. */
export async function connectXero(
	simulator: Simulator,
	organisation: { tenantId: string } = XERO_ORGANISATIONS[0],
): Promise<Connected> {
	const { tenantId } = organisation;
	const more = { 'xero.tenant.id': tenantId };
	const token = await connectByCode(simulator, 'xero', XERO_OAUTH2_APP, tenantId, more);
	const instance = (await instancesAt(simulator)).find((one) => one.token === token);
	return { id: Number(instance?.id), token };
}

/** So many customers whose provider counts nothing. */
export async function connectMany(simulator: Simulator, count: number): Promise<Connected[]> {
	const customers = [];
	for (let n = 0; n < count; n++) customers.push(await connect(simulator));
	return customers;
}

/** Reads so many contacts, past the nodes. */
export async function useUp(simulator: Simulator, { token }: Connected, calls: number) {
	const headers = { authorization: authorization(simulator.accounts.main, token) };
	for (let n = 0; n < calls; n++) await call(simulator, 'GET', '/contacts?pageSize=1', { headers });
}

/** The records that were asked for with a customer's token, in the order in which that was done. */
export const callsOf = (simulator: Simulator, { token }: Connected) =>
	simulator
		.requests({ path: /\/(contacts|customers)/ })
		.filter(({ headers }) => String(headers.authorization).endsWith(`Element ${token}`));

/** Resolves once this is so; never, where it never is. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await setImmediate();
}
