import type { FreshConnection } from '../../elements/types.mts';
import { callProvider, expectSuccess, signedHeader } from '../provider-calls.mts';

/**
 * Reads the company at Intuit, so that a connection that does not work is refused at once
 * (docs/platform-api.md, "Instances": since 2.162 no broken instance is left behind).
 */
export async function checkCompany({ world, configuration }: FreshConnection): Promise<void> {
	const text = (key: string) => configuration[key] ?? '';
	const sandbox = text('connect.to.sandbox') === 'true' || text('use_sandbox') === 'true';
	const realm = encodeURIComponent(text('quickbooks.realm.id'));
	const url = `${world.origin}${sandbox ? '/intuit-sandbox' : '/intuit'}/v3/company/${realm}/companyinfo/${realm}`;
	const authorization =
		text('authentication.type') === 'oauth2'
			? `Bearer ${text('oauth.user.token')}`
			: signedHeader(
					{ method: 'GET', url },
					{ key: text('oauth.api.key'), secret: text('oauth.api.secret') },
					{ key: text('oauth.user.token'), secret: text('oauth.user.token.secret') },
					world.state.clock.now(),
				);
	expectSuccess(
		await callProvider(url, { headers: { authorization, accept: 'application/json' } }),
	);
}
