import { LOGIN } from '../simulator/seed-providers.mts';
import type { Simulator } from '../simulator/index.mts';
import { call } from '../test/support/platform.mts';

/** The token of a customer's account, connected at the platform itself. */
export async function connect(simulator: Simulator): Promise<string> {
	const body = {
		element: { key: 'stripe' },
		name: 'A customer',
		configuration: { 'api.key': LOGIN.apiKey },
	};
	const answer = await call(simulator, 'POST', '/instances', { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return (answer.body as { token: string }).token;
}
