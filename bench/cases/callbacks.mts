import { answerConsent } from '../../test/support/consent.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, APP, node, start, visit } from '../world.mts';

const AT_ONCE = 50;

/** Visits a URL so many times, so many at once, and tells what 99 of 100 visits took at most. */
async function storm(url: string, count: number): Promise<number> {
	const times: number[] = [];
	let left = count;
	const lane = async () => {
		while (left-- > 0) {
			const begin = performance.now();
			await visit(url);
			times.push(performance.now() - begin);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

/** Customers who come back at the same time; a trigger serves the same callback as often as it comes. */
export const callbacks: BenchCase = {
	key: 'C',
	title: 'Callbacks, 50 at once',
	rival: 'Webhook',
	goal: 1,
	bySetting: true,
	async prepare({ origin, pid, publish }, quick) {
		await publish('C link', [
			start('c-link'),
			node(
				'Get OAuth URL',
				'n8n-nodes-cloud-elements.getOAuthUrl',
				1,
				{ callbackUrl: `${origin}/webhook/c-ours` },
				{ ...ACCOUNT, ...APP },
			),
		]);
		await publish('C ours', [
			{
				...node(
					'Callback',
					'n8n-nodes-cloud-elements.oAuthCallbackTrigger',
					2,
					{ path: 'c-ours', options: {} },
					ACCOUNT,
				),
				webhookId: 'bench-c-ours',
			},
		]);
		await publish('C core', [{ ...start('c-core'), parameters: { path: 'c-core', options: {} } }]);
		const { oauthUrl } = JSON.parse(await visit(`${origin}/webhook/c-link`)) as {
			oauthUrl: string;
		};
		const callback = await answerConsent(oauthUrl);
		const side = (url: string) => async () => {
			let p99Ms = 0;
			const cost = await measure(pid, async () => {
				p99Ms = await storm(url, quick ? 150 : 500);
			});
			return { ...cost, p99Ms };
		};
		return {
			ours: side(callback),
			theirs: side(`${origin}/webhook/c-core${new URL(callback).search}`),
		};
	},
};
