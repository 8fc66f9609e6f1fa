import type { Cluster } from '../cluster.mts';
import type { Member } from '../member.mts';
import type { Stage } from './creations.mts';

/** Until when customers are sent: instances are asked for, somebody is back from the provider, or an event is answered. */
export type Moment = 'asked for' | 'back' | 'answered';

/** What a trouble does with those who come. */
export interface Hand {
	/** Sends the next part of the customers on their way, and resolves at that moment. */
	send: (until?: Moment) => Promise<void>;
	/** Sends the next part, and kills a worker, or both, that is inside of creations at this stage. */
	sendAndKill: (workers: readonly Member[], stage: Stage) => Promise<void>;
}

/** Something that happens to the cluster while customers come. */
export interface Trouble {
	name: string;
	/** In how many parts the customers come. */
	parts: number;
	/** Does it, sends all parts before, in or after it, and mends it. */
	happen(cluster: Cluster, hand: Hand): Promise<void>;
}

const killWorker = (name: string, stage: Stage): Trouble => ({
	name,
	parts: 1,
	happen: async ({ workers }, { sendAndKill }) => {
		try {
			await sendAndKill(workers, stage);
		} finally {
			await Promise.all(workers.map(async (worker) => await worker.start()));
		}
	},
});

export const TROUBLES: readonly Trouble[] = [
	killWorker('Worker killed while it asks for instances', 'asked for'),
	killWorker('Worker killed before it hears of instances that are made', 'made'),
	{
		name: 'Webhook process killed between redirect and callback, then the other while it takes events',
		parts: 3,
		happen: async ({ webhooks: [first, second] }, { send }) => {
			await send('back');
			await first.kill();
			await send();
			// There is one process that can have answered it.
			await send('answered');
			await second.kill();
			await Promise.all([first.start(), second.start()]);
		},
	},
	{
		name: 'Redis restarted',
		parts: 2,
		happen: async ({ redis }, { send }) => {
			await send();
			await redis.restart();
			await send();
		},
	},
	{
		name: 'Main process restarted',
		parts: 2,
		happen: async ({ main }, { send }) => {
			await send();
			await main.stop();
			await send();
			await main.start();
		},
	},
	{
		name: 'All restarted, one after the other',
		parts: 5,
		happen: async ({ main, webhooks, workers }, { send }) => {
			for (const member of [main, ...webhooks, ...workers]) {
				await send();
				await member.restart();
			}
		},
	},
];
