import { INTUIT_OAUTH2_APPS } from '../../simulator/seed.mts';
import { answerConsent } from '../../test/support/consent.mts';
import { authorization } from '../../test/support/platform.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, APP, node, start, visit, type World } from '../world.mts';

const SCOPE = 'com.intuit.quickbooks.accounting';
const { key, secret } = INTUIT_OAUTH2_APPS.production;

async function publishOurs({ origin, publish }: World): Promise<void> {
	await publish('B link, ours', [
		start('b-ours-link'),
		node(
			'Get OAuth URL',
			'n8n-nodes-cloud-elements.getOAuthUrl',
			1,
			{ callbackUrl: `${origin}/webhook/b-ours-callback`, customerId: 'cus_1' },
			{ ...ACCOUNT, ...APP },
		),
	]);
	await publish('B callback, ours', [
		{
			...node(
				'Callback',
				'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
				2,
				{ path: 'b-ours-callback', options: {} },
				ACCOUNT,
			),
			webhookId: 'bench-b-ours-callback',
		},
		node(
			'Create Instance',
			'n8n-nodes-cloud-elements.createInstance',
			1,
			{ callback: '={{ $json }}' },
			{ ...ACCOUNT, ...APP },
		),
	]);
}

/** The flow of the platform's guide, in HTTP Request nodes. */
async function publishCore({ origin, publish, simulator }: World): Promise<void> {
	const callbackUrl = `${origin}/webhook/b-core-callback`;
	const signed = {
		sendHeaders: true,
		headerParameters: {
			parameters: [{ name: 'Authorization', value: authorization(simulator.accounts.main) }],
		},
		options: {},
	};
	const query = {
		...{ apiKey: key, apiSecret: secret, callbackUrl, state: 'quickbooks' },
		...{ scope: SCOPE, 'authentication.type': 'oauth2' },
	};
	await publish('B link, core', [
		start('b-core-link'),
		node('Link', 'n8n-nodes-base.httpRequest', 4.2, {
			url: `${simulator.apiUrl}/elements/quickbooks/oauth/url`,
			sendQuery: true,
			queryParameters: {
				parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
			},
			...signed,
		}),
	]);
	const configuration = JSON.stringify({
		'oauth.api.key': key,
		'oauth.api.secret': secret,
		'oauth.callback.url': callbackUrl,
		'authentication.type': 'oauth2',
		scope: SCOPE,
	});
	await publish('B callback, core', [
		{ ...start('b-core-callback'), parameters: { path: 'b-core-callback', options: {} } },
		node('Create', 'n8n-nodes-base.httpRequest', 4.2, {
			method: 'POST',
			url: `${simulator.apiUrl}/instances`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { element: { key: "quickbooks" }, name: "QuickBooks", providerData: { code: $json.query.code, realmId: $json.query.realmId }, configuration: ${configuration} } }}`,
			...signed,
		}),
	]);
}

/** From the link to the instance, one customer after the other. */
export const onboarding: BenchCase = {
	key: 'B',
	title: 'Onboarding, from the link to the instance, OAuth 2.0',
	rival: 'the guide in HTTP Request and Webhook',
	goal: 1,
	bySetting: true,
	async prepare(world, quick) {
		await publishOurs(world);
		await publishCore(world);
		const { origin, pid, simulator } = world;
		const made = () =>
			simulator
				.requests({ path: '/instances', method: 'POST' })
				.filter(({ status }) => status === 200).length;
		const onboard = async (name: string) => {
			const before = made();
			const link = JSON.parse(await visit(`${origin}/webhook/b-${name}-link`)) as {
				oauthUrl: string;
			};
			const callback = await answerConsent(link.oauthUrl);
			await visit(callback);
			const end = Date.now() + 30_000;
			while (made() === before) {
				if (Date.now() > end) throw new Error(`No instance was made from ${callback}`);
				await new Promise((resolve) => setTimeout(resolve, 2));
			}
		};
		const side = (name: string) => async () =>
			await measure(pid, async () => {
				for (let n = 0; n < (quick ? 10 : 30); n++) await onboard(name);
			});
		return { ours: side('ours'), theirs: side('core') };
	},
};
