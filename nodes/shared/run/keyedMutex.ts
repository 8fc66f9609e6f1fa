/** Lets work with the same key happen one after the other, while all else goes on in parallel. */
export class KeyedMutex {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Does the work when nothing else with this key is under way or waits before it. */
	async runExclusive<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const before = this.last.get(key) ?? Promise.resolve();
		const mine = before.then(work);
		// Who comes next waits for the end of this work, not for its success.
		this.last.set(
			key,
			mine.catch(() => undefined),
		);
		return await mine;
	}
}
