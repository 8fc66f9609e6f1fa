import { CallFailure } from '../errors/failure';
import type { FailureDetails } from '../errors/failure';
import { Connection } from './connection';
import type { CallLimits, Lane } from './connection';
import { pause, unlessCancelled } from './pause';
import { describePause, isPassing, isTooLong, retryDelayMs } from './retry';
import { timing } from './timing';

/** A call that did not succeed, with the pause that its answer asks for. */
export class FailedAttempt extends CallFailure {
	constructor(
		details: FailureDetails,
		/** Milliseconds; infinite where no call will succeed for longer than anybody waits. */
		readonly retryAfter?: number,
		/** An attempt before it that may have been carried out. */
		readonly earlier?: CallFailure,
	) {
		super(details);
	}
}

/** Whose account a call goes to, and for which item. */
export interface Caller {
	/** Tells connected accounts apart. */
	key: string;
	/** Where the call belongs to none, it keeps whatever it has while it waits. */
	lane?: Lane;
	limits?: CallLimits;
}

/** The failure, with what became of repeating it: a pause that was not waited for, or several attempts. */
function givenUp(
	{ details, retryAfter }: FailedAttempt,
	made: number,
	connection?: Connection,
	earlier?: FailedAttempt,
): FailedAttempt {
	const tried = made > 1 ? `It was tried ${made} times.` : '';
	const isTold = retryAfter !== undefined && Number.isFinite(retryAfter);
	const told =
		isTold && isTooLong(retryAfter)
			? `It asks for a pause of ${describePause(retryAfter)}, which the node does not wait for${made > 1 ? '' : ': the call was made once'}.`
			: '';
	const allowed = isTooLong(retryAfter ?? 0) && details.code === 'provider_limit';
	const words = [details.advice, tried, told, allowed && connection?.allowedADay];
	return new FailedAttempt(
		{
			...details,
			advice: words.filter(Boolean).join(' '),
			...(isTold && { retryAfterSeconds: retryAfter / 1000 }),
		},
		retryAfter,
		earlier,
	);
}

/**
 * Repeats the calls of one run of one node where that promises success. A pause that a provider asks
 * for holds up the calls to that account; any other holds up every call of the run.
 */
export class Attempts {
	private pausedUntil = 0;

	private readonly connections = new Map<string, Connection>();

	constructor(private readonly context: { getExecutionCancelSignal?(): AbortSignal | undefined }) {}

	/** Waits, but no longer than until the execution is cancelled. */
	async pause(ms: number): Promise<void> {
		await pause(ms, this.signal);
	}

	/**
	 * Makes the call, again and again while it fails in a way that passes.
	 *
	 * @param mayRepeat whether the call may be made again after this failure
	 * @param caller given where the call goes to a connected account, whose limits then count
	 * @returns the answer, or the failure of the last attempt that may have been carried out: what was
	 * not even sent afterwards says nothing about it
	 */
	async run<Answer>(
		attempt: () => Promise<Answer | FailedAttempt>,
		mayRepeat: (failure: FailedAttempt) => boolean,
		caller?: Caller,
	): Promise<Answer | FailedAttempt> {
		const connection = caller && this.connectionOf(caller);
		let sent: FailedAttempt | undefined;
		for (let made = 1; ; made++) {
			const mustWait = connection?.enterAtOnce() === false;
			const refusal = mustWait && (await this.enter(connection, made, caller?.lane));
			if (refusal) return sent ?? new FailedAttempt(refusal);
			let outcome: Answer | FailedAttempt;
			let delay: number | undefined;
			try {
				// Others may have been told to wait longer in the meantime.
				while (this.pausedUntil > timing.now()) await this.pause(this.pausedUntil - timing.now());
				outcome = await attempt();
				const isRefused = outcome instanceof FailedAttempt && outcome.details.statusCode === 429;
				if (caller?.lane && !isRefused) caller.lane.hasBegun = true;
				if (!(outcome instanceof FailedAttempt)) return outcome;
				// Before the next call of this account is let in.
				delay = this.holdUp(outcome, made, connection);
			} finally {
				connection?.leave();
			}
			this.signal?.throwIfAborted();

			const { notSent, statusCode } = outcome.details;
			if (outcome.outcomeUnknown) sent = outcome;
			if (!mayRepeat(outcome) || !isPassing(statusCode) || delay === undefined) {
				return givenUp((notSent && sent) || outcome, made, connection, sent);
			}
			if (statusCode !== 429) await this.pause(delay);
		}
	}

	/**
	 * Makes a call for which nobody waits: once, and only where it need not wait itself.
	 *
	 * @returns nothing where it was not made
	 */
	async runAhead<Answer>(
		attempt: () => Promise<Answer | FailedAttempt>,
		caller?: Caller,
	): Promise<Answer | FailedAttempt | undefined> {
		const connection = caller && this.connectionOf(caller);
		if (this.pausedUntil > timing.now() || connection?.enterAtOnce() === false) return undefined;
		try {
			const outcome = await attempt();
			if (outcome instanceof FailedAttempt) this.holdUp(outcome, 1, connection);
			return outcome;
		} finally {
			connection?.leave();
		}
	}

	private get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	private connectionOf({ key, limits = {} }: Caller): Connection {
		const connection = this.connections.get(key) ?? new Connection(limits);
		this.connections.set(key, connection);
		return connection;
	}

	private async enter(
		connection: Connection,
		made: number,
		lane?: Lane,
	): Promise<FailureDetails | undefined> {
		const goesFirst = made > 1 || lane?.hasBegun !== false;
		return await connection.enter(goesFirst, async (ready) =>
			lane ? await lane.yieldWhile(ready) : await unlessCancelled(ready, this.signal),
		);
	}

	/**
	 * Keeps calls from going where this one was told to wait.
	 *
	 * @returns the pause after which it may be made again, or nothing where that is not worth it
	 */
	private holdUp(
		{ details, retryAfter }: FailedAttempt,
		made: number,
		connection?: Connection,
	): number | undefined {
		if (details.statusCode !== 429) return retryDelayMs(made, retryAfter);
		const account = details.code === 'provider_limit' ? connection : undefined;
		const told = retryAfter ?? account?.untoldPause;
		const delay = retryDelayMs(made, told);
		const ms = delay ?? told ?? 0;
		if (isTooLong(told ?? 0)) account?.refuse(details, ms);
		else if (account) account.pause(ms);
		else this.pausedUntil = Math.max(this.pausedUntil, timing.now() + ms);
		return delay;
	}
}
