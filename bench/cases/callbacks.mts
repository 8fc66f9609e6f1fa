import { answerConsent } from '../../test/support/consent.mts';
import type { BenchCase, Side } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, APPS, node, start, visit, type World } from '../world.mts';

/** Visits a URL so many times, so many at once, and tells what half and 99 of 100 of the visits took at most. */
async function storm(url: string, count: number, atOnce: number) {
	const times: number[] = [];
	let left = count;
	const lane = async () => {
		while (left-- > 0) {
			const begin = performance.now();
			await visit(url);
			times.push(performance.now() - begin);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	times.sort((a, b) => a - b);
	const within = (share: number) => times[Math.floor(times.length * share)] ?? 0;
	return { p50Ms: within(0.5), p99Ms: within(0.99) };
}

/** Publishes both triggers and gives the callback URL of each. */
async function publish({ origin, publish: put }: World): Promise<Record<Side, string>> {
	await put('Callback link', [
		start('callback-link'),
		node(
			'Get OAuth URL',
			'n8n-nodes-cloud-elements.getOAuthUrl',
			1,
			{ callbackUrl: `${origin}/webhook/callback-ours` },
			{ ...ACCOUNT, ...APPS.oAuth2 },
		),
	]);
	const trigger = node(
		'Callback',
		'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
		2,
		{ path: 'callback-ours', options: {} },
		ACCOUNT,
	);
	await put('Callback ours', [{ ...trigger, webhookId: 'bench-callback-ours' }]);
	const core = { ...start('callback-core'), parameters: { path: 'callback-core', options: {} } };
	await put('Callback core', [core]);
	const { oauthUrl } = JSON.parse(await visit(`${origin}/webhook/callback-link`)) as {
		oauthUrl: string;
	};
	const ours = await answerConsent(oauthUrl);
	return { ours, theirs: `${origin}/webhook/callback-core${new URL(ours).search}` };
}

/** Both triggers, asked so often by so many at once. */
function prepare(count: number, countIfQuick: number, atOnce: number): BenchCase['prepare'] {
	return async (world, quick) => {
		const urls = await publish(world);
		const side = (url: string) => async () => {
			let times = { p50Ms: 0, p99Ms: 0 };
			const cost = await measure(world.pid, async () => {
				times = await storm(url, quick ? countIfQuick : count, atOnce);
			});
			return { ...cost, ...times };
		};
		return { ours: side(urls.ours), theirs: side(urls.theirs) };
	};
}

/** Customers who come back at the same time; a trigger serves the same callback as often as it comes. */
export const callbacks: BenchCase = {
	key: 'C',
	title: 'Callbacks, 50 at once',
	rival: 'Webhook',
	goals: { ms: 1, p99Ms: 1 },
	bySetting: true,
	prepare: prepare(500, 100, 50),
};

/** All of a campaign's customers in one moment. */
export const rush: BenchCase = {
	key: 'G',
	title: 'Callbacks, 500 at once',
	rival: 'Webhook',
	goals: { p50Ms: 1, addedMB: 1 },
	bySetting: true,
	freshN8n: true,
	pairs: 1,
	prepare: prepare(500, 200, 500),
};
