import type { Simulator } from '../../simulator/index.mts';
import {
	FRESHBOOKS_APP,
	FRESHBOOKS_SITES,
	XERO_OAUTH2_APP,
	XERO_ORGANISATIONS,
} from '../../simulator/seed-providers.mts';
import { connect, connectByCode, type Connected } from './connected.mts';
import { call, decide, instancesAt, location, query } from './platform.mts';

const CALLBACK_URL = 'https://www.mycoolapp.com/auth';
const [SITE] = FRESHBOOKS_SITES;

/** An account of FreshBooks Classic, whose customer approved on the consent page. */
async function connectFreshbooks(simulator: Simulator): Promise<Connected> {
	const { key: apiKey, secret: apiSecret } = FRESHBOOKS_APP;
	const app = { apiKey, apiSecret, callbackUrl: CALLBACK_URL, siteAddress: SITE };
	const helper = async (name: string, more: Record<string, string> = {}) => {
		const path = `/elements/freshbooks/oauth/${name}${query({ ...app, ...more })}`;
		return (await call(simulator, 'GET', path)).body as Record<string, string>;
	};
	const { token: requestToken = '', secret } = await helper('token');
	const { oauthUrl = '' } = await helper('url', { requestToken });
	const callback = location(await decide(oauthUrl, 'approve', SITE)).searchParams;
	const body = {
		element: { key: 'freshbooks' },
		name: 'FreshBooks of a customer',
		providerData: {
			oauth_token: callback.get('oauth_token'),
			oauth_verifier: callback.get('oauth_verifier'),
			secret,
		},
		configuration: {
			'oauth.api.key': apiKey,
			'oauth.api.secret': apiSecret,
			'freshbooks.site.address': SITE,
		},
	};
	const answer = await call(simulator, 'POST', '/instances', { body });
	if (answer.status !== 200) throw new Error(answer.text);
	return answer.body as Connected;
}

/** An account of Xero. */
async function connectXero(simulator: Simulator): Promise<Connected> {
	const token = await connectByCode(
		simulator,
		'xero',
		XERO_OAUTH2_APP,
		XERO_ORGANISATIONS[0]?.tenantId ?? '',
	);
	const found = (await instancesAt(simulator)).find((instance) => instance.token === token);
	if (!found) throw new Error('Xero was not connected');
	return { id: found.id, token };
}

/** An account of each kind. */
export type ThreeKinds = Record<'quickbooks' | 'xero' | 'freshbooks', Connected>;

/** Connects an account of each of three kinds of software whose records differ most. */
export async function connectThreeKinds(simulator: Simulator): Promise<ThreeKinds> {
	return {
		quickbooks: await connect(simulator, 'quickbooks'),
		xero: await connectXero(simulator),
		freshbooks: await connectFreshbooks(simulator),
	};
}
