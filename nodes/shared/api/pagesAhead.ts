/** Pages that are asked for before anybody wants them. What comes of one that nobody wants is forgotten. */
export class PagesAhead<Position, Page> {
	private readonly asked = new Map<Position, Promise<Page | undefined>>();

	/**
	 * Asks for pages, each once.
	 *
	 * @param ask gives nothing where the page cannot be had without waiting
	 */
	want(
		positions: readonly Position[],
		ask: (position: Position) => Promise<Page | undefined>,
	): void {
		for (const position of positions) {
			if (this.asked.has(position)) continue;
			// Whoever wants the page asks again, and learns what is the matter.
			const page = ask(position).catch(() => undefined);
			this.asked.set(position, page);
		}
	}

	/** Waits for the calls that are under way, so that none outlives the run. */
	async settled(): Promise<void> {
		await Promise.all(this.asked.values());
	}

	/** The page, if it was asked for and came. */
	async take(position: Position): Promise<Page | undefined> {
		const page = this.asked.get(position);
		this.asked.delete(position);
		return await page;
	}
}
