import type { FailureDetails } from '../errors/failure';
import { timing } from './timing';

/** What a provider allows for one connected account. What is not given is not limited. */
export interface CallLimits {
	/** Calls that are under way at the same time. */
	readonly atOnce?: number;
	readonly perMinute?: number;
	readonly perDay?: number;
}

/** The place that an item of a run has among those that are worked on at the same time. */
export interface Lane {
	/** Whether a call was made for the item, and not refused: what is under way goes before what is not. */
	hasBegun: boolean;
	/**
	 * Lets another item have the place until this is settled, and takes one again.
	 *
	 * @throws the reason when the run ends meanwhile
	 */
	yieldWhile<Result>(ready: Promise<Result>): Promise<Result>;
}

const MINUTE_MS = 60_000;

/** A call that waits to be made. It is told nothing, or why it is not made. */
type Turn = (refusal?: FailureDetails) => void;

/**
 * The calls of one run to one connected account. They are made in the order in which they come, no
 * faster than the provider allows for the account. Other accounts are not held up by it.
 */
export class Connection {
	/** Calls of items that have begun, and calls that are made again. */
	private readonly first = new Set<Turn>();

	/** Calls of items that are new. */
	private readonly others = new Set<Turn>();

	private underWay = 0;

	/** When the calls of the last minute ended: the provider counted them before that, nobody knows when. */
	private readonly ends: number[] = [];

	private pausedUntil = 0;

	private wakes = false;

	/** What is said instead of making a call, until when. */
	private refusal?: { details: FailureDetails; until: number };

	constructor(readonly limits: CallLimits) {}

	/** What the provider allows for a day, as a sentence; empty where that is not known. */
	get allowedADay(): string {
		const { perDay } = this.limits;
		return perDay === undefined
			? ''
			: `The provider allows ${perDay.toLocaleString('en-US')} calls a day for each company.`;
	}

	/** Milliseconds after which a provider that does not say how long to wait counts anew; undefined where it is not known. */
	get untoldPause(): number | undefined {
		return this.limits.perMinute === undefined ? undefined : MINUTE_MS;
	}

	/**
	 * Lets a call in where it need not wait. Whoever is let in says by {@link leave} when it is over.
	 *
	 * @returns whether it is in
	 */
	enterAtOnce(): boolean {
		const isFree = this.first.size + this.others.size === 0 && this.hasRoom;
		if (!isFree || this.refusalNow() || this.opensIn(timing.now()) > 0) return false;
		this.underWay += 1;
		return true;
	}

	/**
	 * Waits until a call may be made.
	 *
	 * @returns the refusal where no call is to be made for a longer time than anybody waits
	 * @throws whatever `wait` throws
	 */
	async enter(
		goesFirst: boolean,
		wait: (ready: Promise<FailureDetails | undefined>) => Promise<FailureDetails | undefined>,
	): Promise<FailureDetails | undefined> {
		const refusal = this.refusalNow();
		if (refusal) return refusal;
		const waiting = goesFirst ? this.first : this.others;
		let isIn = false;
		let turn: Turn = () => undefined;
		const ready = new Promise<FailureDetails | undefined>((resolve) => {
			turn = (said) => {
				isIn = said === undefined;
				resolve(said);
			};
		});
		waiting.add(turn);
		this.admit();
		let hasWaited = false;
		try {
			const refused = await wait(ready);
			hasWaited = true;
			return refused;
		} finally {
			if (!hasWaited) {
				waiting.delete(turn);
				if (isIn) this.leave();
			}
		}
	}

	/** Says that a call is over. */
	leave(): void {
		this.underWay -= 1;
		this.ends.push(timing.now());
		this.admit();
	}

	/** Lets no call begin for so many milliseconds. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, timing.now() + ms);
	}

	/** Refuses all calls, those that wait already among them, for so many milliseconds. */
	refuse(details: FailureDetails, ms: number): void {
		const words = [
			details.advice,
			'This call was not made, because an earlier one was told so.',
			this.allowedADay,
		];
		const advice = words.filter(Boolean).join(' ');
		this.refusal = {
			details: { ...details, advice, notSent: true },
			until: timing.now() + ms,
		};
		const waiting = [...this.first, ...this.others];
		this.first.clear();
		this.others.clear();
		const refusal = this.refusalNow();
		for (const turn of waiting) turn(refusal);
	}

	private refusalNow(): FailureDetails | undefined {
		if (!this.refusal) return undefined;
		const { details, until } = this.refusal;
		const seconds = Math.ceil((until - timing.now()) / 1000);
		if (seconds <= 0) return undefined;
		return { ...details, ...(Number.isFinite(seconds) && { retryAfterSeconds: seconds }) };
	}

	/** Lets in whoever may come now, and looks again when the pause is over. */
	private admit(): void {
		while (this.hasRoom) {
			const waiting = this.first.size > 0 ? this.first : this.others;
			const [turn] = waiting;
			if (!turn) return;
			const wait = this.opensIn(timing.now());
			if (wait > 0) return this.wakeIn(wait);
			waiting.delete(turn);
			this.underWay += 1;
			turn();
		}
	}

	private get hasRoom(): boolean {
		const { atOnce = Infinity, perMinute = Infinity } = this.limits;
		return this.underWay < Math.min(atOnce, perMinute);
	}

	private opensIn(now: number): number {
		const { perMinute = Infinity } = this.limits;
		while ((this.ends[0] ?? now) <= now - MINUTE_MS) this.ends.shift();
		const [first = now] = this.ends;
		const isFull = this.ends.length + this.underWay >= perMinute;
		return Math.max(this.pausedUntil - now, isFull ? first + MINUTE_MS - now : 0);
	}

	private wakeIn(ms: number): void {
		if (this.wakes) return;
		this.wakes = true;
		void timing.sleep(ms).then(() => {
			this.wakes = false;
			this.admit();
		});
	}
}
