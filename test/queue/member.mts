import { endGroup } from '../../n8n/commands.mts';
import { startN8n, type N8nOptions, type N8nProcess } from '../../n8n/start/process.mts';

/** One of n8n's processes, which may end and be started again on the same port, as a service manager does it. */
export class Member {
	readonly origin: string;
	private process: N8nProcess | undefined;

	constructor(
		private readonly options: N8nOptions,
		/** Told when it may be sent requests, and when no longer. */
		private readonly serves: (origin: string, ready: boolean) => void = () => undefined,
	) {
		this.origin = `http://127.0.0.1:${options.port}`;
	}

	get running(): boolean {
		return this.process !== undefined;
	}

	/** Starts it and waits until it answers; does nothing while it runs. */
	async start(): Promise<void> {
		if (this.process) return;
		this.serves(this.origin, false);
		const started = await startN8n(this.options);
		this.process = started;
		void started.ended.then(() => {
			if (this.process === started) this.process = undefined;
		});
		this.serves(this.origin, true);
	}

	/** Ends it in order: no more requests, then what it has begun. */
	async stop(): Promise<void> {
		this.serves(this.origin, false);
		await this.process?.stop();
	}

	/** Ends it as a machine does that loses its power: nobody is told. */
	async kill(): Promise<void> {
		const ended = this.process?.ended;
		endGroup(this.process?.pid, 'SIGKILL');
		await ended;
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}
}
