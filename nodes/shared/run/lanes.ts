import type { Lane } from '../api/connection';

/** An item that has given its place away while it waits. */
interface Waiting {
	lane: Lane;
	end: (reason: unknown) => void;
}

/**
 * The places of a run: so many items are worked on at the same time. An item that waits for its turn
 * has none meanwhile, so that others go on; when its turn comes it goes before those that are new.
 */
export class Lanes {
	private readonly waiting = new Set<Waiting>();

	/** Those that want a place again. */
	private readonly returning: Array<() => void> = [];

	/** The one new item that wants a place. */
	private next?: () => void;

	private ended?: { reason: unknown; begun: boolean };

	constructor(private free: number) {}

	/** A place for a new item. One asks at a time; whoever gets it gives it back by {@link give}. */
	async take(): Promise<Lane> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => (this.next = resolve));
		const lane: Lane = {
			hasBegun: false,
			yieldWhile: async (ready) => await this.yieldWhile(lane, ready),
		};
		return lane;
	}

	/** Gives a place to whoever waits for one. */
	give(): void {
		const { next } = this;
		const back = this.returning.shift();
		if (back) return back();
		if (!next) {
			this.free += 1;
			return;
		}
		this.next = undefined;
		next();
	}

	/**
	 * Ends the waiting of items for which nothing was done yet, and of those that come to wait.
	 *
	 * @param begun whether that of all others ends too
	 */
	end(reason: unknown, begun: boolean): void {
		this.ended = { reason, begun };
		for (const { lane, end } of this.waiting) if (begun || !lane.hasBegun) end(reason);
	}

	private async yieldWhile<Result>(lane: Lane, ready: Promise<Result>): Promise<Result> {
		if (this.ended && (this.ended.begun || !lane.hasBegun)) throw this.ended.reason;
		let waiting: Waiting | undefined;
		const ended = new Promise<never>((_, end) => {
			waiting = { lane, end };
			this.waiting.add(waiting);
		});
		this.give();
		try {
			return await Promise.race([ready, ended]);
		} finally {
			if (waiting) this.waiting.delete(waiting);
			await this.regain();
		}
	}

	private async regain(): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => this.returning.push(resolve));
	}
}
