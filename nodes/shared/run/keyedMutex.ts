import type { Lane } from '../api/connection';

/** Lets work with the same key happen one after the other, while all else goes on in parallel. */
export class KeyedMutex {
	private readonly last = new Map<string, Promise<unknown>>();

	/**
	 * Does the work when nothing else with this key is under way or waits before it.
	 *
	 * @param lane of the item that waits, where whoever is before it may have to wait for a place
	 */
	async runExclusive<Result>(
		key: string,
		work: () => Promise<Result>,
		lane?: Lane,
	): Promise<Result> {
		const before = this.last.get(key);
		const turn = before && (lane ? lane.yieldWhile(before) : before);
		const mine = turn ? turn.then(work) : work();
		// Who comes next waits for the end of this work, not for its success, and of all before it.
		const end = Promise.allSettled([before, mine]).then(() => {
			if (this.last.get(key) === end) this.last.delete(key);
		});
		this.last.set(key, end);
		return await mine;
	}
}
