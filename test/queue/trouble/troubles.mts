import type { Cluster } from '../cluster.mts';

/** Sends the next part of the customers on their way, and resolves when the platform works on some of them. */
export type Send = () => Promise<void>;

/** Something that happens to the cluster while customers come. */
export interface Trouble {
	name: string;
	/** In how many parts the customers come. */
	parts: number;
	/** Does it, sends all parts before, in or after it, and mends it. */
	happen(cluster: Cluster, send: Send): Promise<void>;
}

export const TROUBLES: readonly Trouble[] = [
	{
		name: 'Worker killed while it provisions',
		parts: 1,
		happen: async ({ workers: [worker] }, send) => {
			await send();
			await worker.kill();
			await worker.start();
		},
	},
	{
		name: 'Webhook process killed between redirect and callback',
		parts: 2,
		happen: async ({ webhooks: [webhook] }, send) => {
			await send();
			await webhook.kill();
			await send();
			await webhook.start();
		},
	},
	{
		name: 'Redis restarted',
		parts: 2,
		happen: async ({ redis }, send) => {
			await send();
			await redis.restart();
			await send();
		},
	},
	{
		name: 'Main process restarted',
		parts: 2,
		happen: async ({ main }, send) => {
			await send();
			await main.stop();
			await send();
			await main.start();
		},
	},
	{
		name: 'All restarted, one after the other',
		parts: 5,
		happen: async ({ main, webhooks, workers }, send) => {
			for (const member of [main, ...webhooks, ...workers]) {
				await send();
				await member.restart();
			}
		},
	},
];
