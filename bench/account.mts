import { LOGIN } from '../simulator/seed-providers.mts';
import type { Simulator } from '../simulator/index.mts';
import { call } from '../test/support/platform.mts';

const STRIPE = { element: { key: 'stripe' }, configuration: { 'api.key': LOGIN.apiKey } };

/** A customer's account, connected at the platform itself; one of Stripe unless it is said. */
export async function connect(
	simulator: Simulator,
	account: object = STRIPE,
): Promise<{ id: number; token: string }> {
	const body = { name: 'A customer', ...account };
	const answer = await call(simulator, 'POST', '/instances', { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return answer.body as { id: number; token: string };
}
