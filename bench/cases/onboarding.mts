import { answerConsent } from '../../test/support/consent.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, APPS, node, start, visit, type World } from '../world.mts';
import { publishGuideFlow, type Authentication } from './guideFlow.mts';

async function publishOurs(
	{ origin, publish }: World,
	authentication: Authentication,
	path: string,
): Promise<void> {
	const credentials = { ...ACCOUNT, ...APPS[authentication] };
	const callbackPath = `${path}-callback`;
	await publish(`${path}, link`, [
		start(`${path}-link`),
		node(
			'Get OAuth URL',
			'n8n-nodes-cloud-elements.getOAuthUrl',
			1,
			{ callbackUrl: `${origin}/webhook/${callbackPath}`, customerId: 'cus_1' },
			credentials,
		),
	]);
	const trigger = node(
		'Callback',
		'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
		2,
		{ path: callbackPath, options: {} },
		ACCOUNT,
	);
	await publish(`${path}, callback`, [
		{ ...trigger, webhookId: `bench-${callbackPath}` },
		node(
			'Create Instance',
			'n8n-nodes-cloud-elements.createInstance',
			1,
			{ callback: '={{ $json }}' },
			credentials,
		),
	]);
}

/** Instances that were made so far. */
const made = ({ simulator }: World) =>
	simulator.requests({ path: '/instances', method: 'POST' }).filter(({ status }) => status === 200)
		.length;

/** Takes one customer from the link to the instance. */
async function onboard(world: World, path: string): Promise<void> {
	const before = made(world);
	const link = JSON.parse(await visit(`${world.origin}/webhook/${path}-link`)) as {
		oauthUrl: string;
	};
	const callback = await answerConsent(link.oauthUrl);
	await visit(callback);
	const end = Date.now() + 30_000;
	while (made(world) === before) {
		if (Date.now() > end) throw new Error(`No instance was made from ${callback}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}

/** From the link to the instance, one customer after the other. */
const onboarding = (authentication: Authentication, key: string, title: string): BenchCase => ({
	key,
	title,
	rival: 'the guide in HTTP Request, Webhook and Data Table',
	goals: { ms: 1 },
	bySetting: true,
	async prepare(world, quick) {
		const paths = { ours: `${key}-ours`, theirs: `${key}-core` };
		await publishOurs(world, authentication, paths.ours);
		await publishGuideFlow(world, authentication, paths.theirs);
		const side = (path: string) => async () =>
			await measure(world.pid, async () => {
				for (let n = 0; n < (quick ? 10 : 30); n++) await onboard(world, path);
			});
		return { ours: side(paths.ours), theirs: side(paths.theirs) };
	},
});

export const onboarding2 = onboarding('oAuth2', 'B', 'Onboarding, link to instance, OAuth 2.0');

export const onboarding1 = onboarding('oAuth1', 'F', 'Onboarding, link to instance, OAuth 1.0a');
