import { randomUUID } from 'node:crypto';
import type { FreshConnection } from '../../elements/types.mts';
import { sageSignature } from '../../providers/sage/signature.mts';
import { PlatformError } from '../errors.mts';
import { callProvider, expectSuccess } from '../provider-calls.mts';

/** Keys of the configuration a login is made of; an empty text stands for no password. */
export type LoginKeys =
	| { readonly username: string; readonly password: string }
	| { readonly apiKey: string };

async function read(
	{ world }: FreshConnection,
	path: string,
	headers: Record<string, string>,
): Promise<unknown> {
	return JSON.parse(expectSuccess(await callProvider(`${world.origin}${path}`, { headers })));
}

function bearer(configuration: FreshConnection['configuration']): string {
	return `Bearer ${configuration['oauth.user.token'] ?? ''}`;
}

/** Elements without OAuth: logs in once. */
export function checkLogin(element: string, login: LoginKeys, siteKey: string | undefined) {
	return async (connection: FreshConnection): Promise<void> => {
		const value = (key: string) => connection.configuration[key] ?? '';
		const basic =
			'username' in login
				? `${value(login.username)}:${login.password && value(login.password)}`
				: '';
		const authorization =
			'apiKey' in login
				? `Bearer ${value(login.apiKey)}`
				: `Basic ${Buffer.from(basic).toString('base64')}`;
		const site = encodeURIComponent(siteKey === undefined ? '-' : value(siteKey));
		await read(connection, `/plain/${element}/${site}/session`, { authorization });
	};
}

/** FreshBooks: `business.name` has to be a business the customer shared. */
export async function checkBusiness(connection: FreshConnection): Promise<void> {
	const { configuration } = connection;
	const answer = (await read(connection, '/freshbooksv2/auth/api/v1/users/me', {
		authorization: bearer(configuration),
	})) as { response: { business_memberships: Array<{ business: { name: string } }> } };
	const wanted = configuration['business.name'];
	if (!answer.response.business_memberships.some(({ business }) => business.name === wanted)) {
		throw new PlatformError(400, 'Bad Request', `No business found with name ${wanted}`);
	}
}

async function readSage(
	connection: FreshConnection,
	path: string,
	signingSecret: string,
	headers: Record<string, string> = {},
): Promise<{ country: string }> {
	const { world, configuration } = connection;
	const nonce = randomUUID();
	const call = { method: 'GET', url: `${world.origin}${path}`, nonce };
	const signature = sageSignature(call, signingSecret, configuration['oauth.user.token'] ?? '');
	return (await read(connection, path, {
		authorization: bearer(configuration),
		'x-nonce': nonce,
		'x-signature': signature,
		...headers,
	})) as { country: string };
}

/** Sage One US: a signed call, so that a wrong signature shows. */
export async function checkSageOneUs(connection: FreshConnection): Promise<void> {
	await readSage(
		connection,
		'/sageoneus/accounts/v1/user',
		connection.configuration.signature ?? '',
	);
}

/** Sage: a signed call with the subscription, and the country has to be that of the business. */
export async function checkSageOne(connection: FreshConnection): Promise<void> {
	const { configuration } = connection;
	const { country } = await readSage(
		connection,
		'/sageone/accounts/v3/user',
		configuration['signature.secret'] ?? '',
		{
			'ocp-apim-subscription-key': configuration['apim.subscription.key'] ?? '',
		},
	);
	if (country !== configuration.country) {
		throw new PlatformError(
			400,
			'Bad Request',
			`The business is in ${country}, not in ${configuration.country}`,
		);
	}
}

/** Xero: a tenant that is named has to be one the customer connected. */
export async function checkTenant(connection: FreshConnection): Promise<void> {
	const wanted = connection.configuration['xero.tenant.id'];
	const tenants = (await read(connection, '/xero/connections', {
		authorization: bearer(connection.configuration),
	})) as Array<{ tenantId: string }>;
	if (wanted && !tenants.some(({ tenantId }) => tenantId === wanted)) {
		throw new PlatformError(400, 'Bad Request', `The tenant ${wanted} is not connected`);
	}
}
