import './quiet.mts';
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeType, WorkflowExecuteMode } from 'n8n-workflow';
import {
	NODE_NAME,
	additionalDataOf,
	loader,
	nodeOf,
	workflowOf,
	type TestCredentials,
} from './host.mts';

/** JSON of the items on each output, in order. */
export type Outputs = IDataObject[][];

/** An n8n that polls one trigger, and keeps its data between polls as n8n does. */
export class Poller {
	nodeName = NODE_NAME;
	/** What is in n8n's database. */
	private saved: IDataObject = {};
	/** What runs since the workflow was published. */
	private running: IDataObject = {};

	constructor(
		private readonly type: string,
		public credentials: TestCredentials,
		public parameters: INodeParameters,
	) {}

	/** What n8n keeps with the workflow, as text. */
	get kept(): string {
		return JSON.stringify(this.running);
	}

	/** What n8n does when a workflow is published or n8n starts with it: its data comes from the database. */
	async publish(): Promise<Outputs | null> {
		this.running = JSON.parse(JSON.stringify(this.saved)) as IDataObject;
		const outputs = await this.poll();
		this.save();
		return outputs;
	}

	/** One poll; n8n saves its data only where that started an execution. */
	async poll({ budgetMs = 300_000 } = {}): Promise<Outputs | null> {
		const outputs = await this.run('trigger', budgetMs);
		if (outputs) this.save();
		return outputs;
	}

	/** "Fetch Test Event" in the editor. */
	async fetchTestEvent(): Promise<Outputs | null> {
		return await this.run('manual', 300_000);
	}

	private save(): void {
		this.saved = JSON.parse(JSON.stringify(this.running)) as IDataObject;
	}

	private async run(mode: WorkflowExecuteMode, budgetMs: number): Promise<Outputs | null> {
		const node = nodeOf(this.type, this.parameters, this.credentials, {
			name: this.nodeName,
		});
		const workflow = workflowOf([node]);
		workflow.staticData = this.running;
		const context = new PollContext(
			workflow,
			node,
			additionalDataOf([node], this.credentials),
			mode,
			'activate',
		);
		Object.defineProperty(context, 'getPollBudgetMs', { value: () => budgetMs });
		const items = await (loader.getNode(this.type).type as INodeType).poll?.call(context);
		return items?.map((output) => output.map(({ json }) => json)) ?? null;
	}
}
