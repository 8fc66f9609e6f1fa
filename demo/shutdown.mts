/** Ends a program in order: what was started last is ended first, however far the start had come. */
export class Shutdown {
	/** Aborted when the user asks to stop. */
	readonly signal: AbortSignal;

	private readonly requested = new AbortController();
	private readonly forced = new AbortController();
	private readonly endings: Array<(force: AbortSignal) => Promise<void>> = [];

	constructor(report: (line: string) => void) {
		this.signal = this.requested.signal;
		let first = 0;
		const stop = () => {
			if (first === 0) {
				first = Date.now();
				report('Stopping (Ctrl-C again to stop at once)');
			}
			this.requested.abort();
			// One Ctrl-C arrives several times, from the terminal, from npm and from tsx.
			if (Date.now() - first > 1_000) this.forced.abort();
		};
		for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
		// Ended by its number, npm passes the signal on to a shell that keeps it to itself.
		const parent = process.ppid;
		const watch = setInterval(() => {
			if (process.ppid === parent) return;
			clearInterval(watch);
			stop();
		}, 1_000).unref();
	}

	/** Adds what has to be done at the end; `force` is aborted when the user asks a second time. */
	add(ending: (force: AbortSignal) => Promise<void>): void {
		this.endings.unshift(ending);
	}

	/** Resolves when the user asks to stop. */
	async asked(): Promise<void> {
		if (this.signal.aborted) return;
		await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
	}

	/** Ends everything. */
	async run(): Promise<void> {
		for (const end of this.endings.splice(0)) await end(this.forced.signal);
	}
}
