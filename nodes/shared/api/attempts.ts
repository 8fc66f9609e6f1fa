import { CallFailure } from '../errors/failure';
import type { FailureDetails } from '../errors/failure';
import { pause } from './pause';
import { describePause, isPassing, isTooLong, retryDelayMs } from './retry';
import { timing } from './timing';

/** A call that did not succeed, with the pause that its answer asks for. */
export class FailedAttempt extends CallFailure {
	constructor(
		details: FailureDetails,
		readonly retryAfter?: number,
	) {
		super(details);
	}
}

/** The failure, with what became of repeating it: a pause that was not waited for, or several attempts. */
function givenUp({ details, retryAfter }: FailedAttempt, made: number): FailedAttempt {
	const tried = made > 1 ? `It was tried ${made} times.` : '';
	const told =
		retryAfter !== undefined && isTooLong(retryAfter)
			? `It asks for a pause of ${describePause(retryAfter)}, which the node does not wait for${made > 1 ? '' : ': the call was made once'}.`
			: '';
	return new FailedAttempt(
		{
			...details,
			advice: [details.advice, tried, told].filter(Boolean).join(' '),
			...(retryAfter !== undefined && { retryAfterSeconds: retryAfter / 1000 }),
		},
		retryAfter,
	);
}

/**
 * Repeats the calls of one run of one node where that promises success. A pause that the far side
 * asks for holds up every call of the run, not just the one that was told.
 */
export class Attempts {
	private pausedUntil = 0;

	constructor(private readonly context: { getExecutionCancelSignal?(): AbortSignal | undefined }) {}

	/** Waits, but no longer than until the execution is cancelled. */
	async pause(ms: number): Promise<void> {
		await pause(ms, this.context.getExecutionCancelSignal?.());
	}

	/**
	 * Makes the call, again and again while it fails in a way that passes.
	 *
	 * @param mayRepeat whether the call may be made again after this failure
	 * @returns the answer, or the failure of the last attempt that may have been carried out: what was
	 * not even sent afterwards says nothing about it
	 */
	async run<Answer>(
		attempt: () => Promise<Answer | FailedAttempt>,
		mayRepeat: (failure: FailedAttempt) => boolean,
	): Promise<Answer | FailedAttempt> {
		let sent: FailedAttempt | undefined;
		for (let made = 1; ; made++) {
			// Others may have been told to wait longer in the meantime.
			while (this.pausedUntil > timing.now()) await this.pause(this.pausedUntil - timing.now());
			const outcome = await attempt();
			if (!(outcome instanceof FailedAttempt)) return outcome;
			this.context.getExecutionCancelSignal?.()?.throwIfAborted();

			const { statusCode } = outcome.details;
			if (outcome.outcomeUnknown) sent = outcome;
			const delay = retryDelayMs(made, outcome.retryAfter);
			const busy = statusCode === 429;
			if (busy && delay !== undefined) {
				this.pausedUntil = Math.max(this.pausedUntil, timing.now() + delay);
			}
			if (!mayRepeat(outcome) || !isPassing(statusCode) || delay === undefined) {
				return givenUp((outcome.details.notSent && sent) || outcome, made);
			}
			if (!busy) await this.pause(delay);
		}
	}
}
