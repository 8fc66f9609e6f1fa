/** Ends a program in order: what was started last is ended first, however far the start had come. */
export class Shutdown {
	/** Aborted when the user asks to stop. */
	readonly signal: AbortSignal;

	private readonly requested = new AbortController();
	private readonly forced = new AbortController();
	private readonly endings: Array<(force: AbortSignal) => Promise<void>> = [];

	constructor(private readonly report: (line: string) => void) {
		this.signal = this.requested.signal;
		let first = 0;
		const stop = () => {
			first ||= Date.now();
			this.requested.abort();
			// One Ctrl-C arrives several times, from the terminal, from npm and from tsx.
			if (Date.now() - first > 1_000) this.forced.abort();
		};
		for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
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
		if (this.endings.length > 0) this.report('Stopping (Ctrl-C again to stop at once)');
		for (const end of this.endings.splice(0)) await end(this.forced.signal);
	}
}
