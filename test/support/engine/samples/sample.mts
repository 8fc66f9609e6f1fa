import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import type { Simulator } from '../../simulator.mts';
import type { Visit } from '../visit.mts';
import { runNode, type RunOptions, type RunResult } from '../run-node.mts';

/** What an operation came to. */
export interface Outcome {
	/** Items with results, without what differs from run to run. */
	items: IDataObject[];
	/** Items that say what went wrong. */
	errors: INodeExecutionData[];
	/** What ended it, where no item could say so. */
	thrown?: unknown;
	status?: IRun['status'];
}

/** An operation that can be run at once. */
export interface Prepared {
	run(started?: RunOptions['started']): Promise<Outcome>;
	/** What nobody may read in an error. */
	secrets: string[];
	habits?: Habits;
	/** What a customer's browser shows and what stands in the log, after the run. */
	said?: Said[];
}

/** What somebody was told outside of items. */
export type Said = Pick<Visit, 'status' | 'log'> & { html?: string };

/** In what an operation differs from others when something goes wrong. */
export interface Habits {
	/** Whom it calls; the platform unless given. */
	far?: FarSide;
	/** Whether n8n runs it again by itself, and what was not told is told then. */
	comesAgain?: true;
	/** Calls that are made once, and calls that may be made again, beside those whose method says so. */
	once?: RegExp;
	again?: RegExp;
	/** Calls that are made once whatever comes. */
	untried?: RegExp;
	/** Names of faults whose answer is as good as any for it. */
	takes?: RegExp;
	/** Whether an item says by itself that the far side did not tell. */
	tells?: (item: IDataObject) => boolean;
	/** What its errors may be called besides. */
	codes?: readonly string[];
}

/** Who is called: the platform, or a provider by the node itself. */
export type FarSide = 'platform' | 'provider';

/** Makes everything at the platform that an operation needs, and says how it is run. */
export type Sample = (simulator: Simulator) => Promise<Prepared>;

/** The same for a node that n8n enters by itself, which may be set up otherwise. */
export type TriggerSample = (
	simulator: Simulator,
	/** What a run has in place of parameters with which all goes well, or beside them. */
	given?: () => INodeParameters,
) => Promise<Prepared>;

/** What an execution is run with. */
export type Execution = Omit<RunOptions, 'items'> & Pick<Prepared, 'habits'>;

/** Makes everything that an execution needs. */
export type ExecutionSample = (simulator: Simulator) => Promise<Execution>;

const isError = ({ json }: INodeExecutionData) =>
	typeof json.error === 'string' && typeof json.details === 'object';

/** Items that came out of a node, sorted by what they are. */
export function sorted(items: INodeExecutionData[]): Pick<Outcome, 'items' | 'errors'> {
	const good = items.filter((item) => !isError(item));
	return {
		items: good.map(({ json, binary }) => ({ ...json, ...(binary && { binary }) }) as IDataObject),
		errors: items.filter(isError),
	};
}

function outcomeOf({ run, outputs, error }: RunResult): Outcome {
	return { ...sorted(outputs.flat()), thrown: error, status: run.status };
}

/** Names of fields that hold what nobody else may know. */
const SECRET = /token|secret|^code$|verifier|^state$/i;

const SHORTEST = 12;

function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !value.startsWith('{')) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

/** Secrets in what a user entered, also in JSON. */
function secretsIn(given: unknown, name = ''): string[] {
	const value = parsed(given);
	if (typeof value === 'string') {
		return SECRET.test(name) && value.length >= SHORTEST && !value.includes('://') ? [value] : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	const { mode, value: chosen } = value as { mode?: unknown; value?: unknown };
	if (mode === 'token') return [String(chosen)];
	return Object.entries(value).flatMap(([key, one]) => secretsIn(one, key));
}

/** An execution as any other operation is prepared. */
export function execution(sample: ExecutionSample): TriggerSample {
	return async (simulator, given) => {
		const { habits, ...options } = await sample(simulator);
		return {
			habits,
			secrets: secretsIn([options.credentials, options.parameters]),
			run: async (started) =>
				outcomeOf(
					await runNode({
						...options,
						parameters: { ...options.parameters, ...given?.() },
						started,
						onError: 'continueRegularOutput',
					}),
				),
		};
	};
}
