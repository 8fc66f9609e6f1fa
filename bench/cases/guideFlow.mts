import { DataTables } from '../../n8n/client/data-tables.mts';
import { INTUIT_OAUTH1_APPS, INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { httpRequest, node, start, type World } from '../world.mts';

export type Authentication = 'oAuth1' | 'oAuth2';

const SCOPE = 'com.intuit.quickbooks.accounting';
const SECRETS = 'request_tokens';

const query = (values: Record<string, string>) => ({
	sendQuery: true,
	queryParameters: {
		parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
	},
});

/** A row of the table in which the secret of a request token waits for the callback. */
const table = (name: string, parameters: Record<string, unknown>) =>
	node(name, 'n8n-nodes-base.dataTable', 1.1, {
		resource: 'row',
		dataTableId: { __rl: true, mode: 'name', value: SECRETS },
		options: {},
		...parameters,
	});

const KEEP_SECRET = table('Keep Secret', {
	operation: 'insert',
	columns: {
		mappingMode: 'defineBelow',
		value: { oauth_token: '={{ $json.token }}', secret: '={{ $json.secret }}' },
		matchingColumns: [],
		schema: ['oauth_token', 'secret'].map((id) => ({
			...{ id, displayName: id, type: 'string', display: true },
			...{ required: false, defaultMatch: false, canBeUsedToMatch: true, readOnly: false },
		})),
	},
});

const LOOK_UP_SECRET = table('Look Up Secret', {
	operation: 'get',
	matchType: 'allConditions',
	filters: {
		conditions: [
			{ keyName: 'oauth_token', condition: 'eq', keyValue: '={{ $json.query.oauth_token }}' },
		],
	},
	returnAll: false,
	limit: 1,
});

/** What the guide sends with each of the two ways of consent. */
function guideOf(authentication: Authentication, callbackUrl: string, apiUrl: string) {
	const oAuth1 = authentication === 'oAuth1';
	const { key, secret } = (oAuth1 ? INTUIT_OAUTH1_APPS : INTUIT_OAUTH2_APPS).production;
	const app = { apiKey: key, apiSecret: secret, callbackUrl };
	const url = `${apiUrl}/elements/quickbooks/oauth`;
	const configuration = {
		'oauth.api.key': key,
		'oauth.api.secret': secret,
		'oauth.callback.url': callbackUrl,
		...(!oAuth1 && { 'authentication.type': 'oauth2', scope: SCOPE }),
	};
	if (oAuth1) {
		return {
			configuration,
			link: [
				httpRequest('Token', { url: `${url}/token`, ...query(app) }),
				KEEP_SECRET,
				httpRequest('Link', {
					url: `${url}/url`,
					...query({
						...app,
						requestToken: '={{ $json.oauth_token }}',
						state: 'quickbooks',
					}),
				}),
			],
			beforeCreation: [LOOK_UP_SECRET],
			providerData:
				'{ oauth_token: $("Webhook").item.json.query.oauth_token, oauth_verifier: $("Webhook").item.json.query.oauth_verifier, realmId: $("Webhook").item.json.query.realmId, dataSource: $("Webhook").item.json.query.dataSource, secret: $json.secret }',
		};
	}
	const more = { state: 'quickbooks', scope: SCOPE, 'authentication.type': 'oauth2' };
	return {
		configuration,
		link: [httpRequest('Link', { url: `${url}/url`, ...query({ ...app, ...more }) })],
		beforeCreation: [],
		providerData: '{ code: $json.query.code, realmId: $json.query.realmId }',
	};
}

/** The flow of the platform's guide in n8n's own nodes, at paths that begin with this. */
export async function publishGuideFlow(
	{ client, origin, publish, simulator }: World,
	authentication: Authentication,
	path: string,
): Promise<void> {
	const guide = guideOf(authentication, `${origin}/webhook/${path}-callback`, simulator.apiUrl);
	if (guide.beforeCreation.length > 0) {
		const tables = await DataTables.of(client);
		const columns = ['oauth_token', 'secret'].map((name) => ({ name, type: 'string' as const }));
		await tables.create({ name: SECRETS, columns });
	}
	await publish(`${path}, link`, [start(`${path}-link`), ...guide.link]);
	const configuration = JSON.stringify(guide.configuration);
	await publish(`${path}, callback`, [
		{ ...start(`${path}-callback`), parameters: { path: `${path}-callback`, options: {} } },
		...guide.beforeCreation,
		httpRequest('Create', {
			method: 'POST',
			url: `${simulator.apiUrl}/instances`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { element: { key: "quickbooks" }, name: "QuickBooks", providerData: ${guide.providerData}, configuration: ${configuration} } }}`,
		}),
	]);
}
