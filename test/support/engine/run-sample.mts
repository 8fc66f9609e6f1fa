import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { RecordedRequest } from '../../../simulator/index.mts';
import { credentialsOf } from '../credentials.mts';
import type { Simulator } from '../simulator.mts';
import { arrivedAt } from './calls.mts';
import type { Place } from './places.mts';
import { runNode } from './run-node.mts';
import { EXECUTION_SAMPLES } from './samples/index.mts';

/** What n8n wants to be there when another choice is made. */
const OTHERS: Readonly<Record<string, IDataObject>> = {
	'quickProvisionQbo authentication oAuth1': { refreshToken: 'refresh-token' },
	'manageInstance instance ensure': {
		userToken: 'user-token',
		userTokenSecret: 'user-token-secret',
		matchTag: 'customer-42',
	},
	'manageInstance commonResource define': {
		instance: { __rl: true, mode: 'id', value: '1' },
	},
	'quickBooksCustomApi record create': { recordTypeName: 'Customer' },
};

/** What decides whether another parameter is shown. */
const DECIDING = ['resource', 'operation', 'source', 'authentication', 'level', 'importFrom'];

/** The sample in which a parameter is shown, or nearly. */
export async function sampleFor({ type, parameters }: Place): Promise<string> {
	const needed = parameters('');
	const keys = Object.keys(EXECUTION_SAMPLES).filter((key) => key.split(' ')[0] === type);
	const fitting = await Promise.all(
		keys.map(async (key) => {
			const words = key.split(' ');
			const wanted = DECIDING.map((name) => needed[name]).filter((value) => value !== undefined);
			return { key, fit: wanted.filter((value) => words.includes(value as string)).length };
		}),
	);
	return fitting.sort((one, other) => other.fit - one.fit)[0]?.key ?? '';
}

/** What came of a run, and the calls that it made. */
export interface SampleRun {
	items: INodeExecutionData[];
	calls: RecordedRequest[];
}

/** Runs a sample with an item for each value, at a platform as it was at first. */
export async function runSample(
	simulator: Simulator,
	key: string,
	{ parameters }: Place,
	values: readonly unknown[],
): Promise<SampleRun> {
	simulator.reset();
	const sample = await EXECUTION_SAMPLES[key]?.(simulator);
	if (!sample) throw new Error(`there is no sample ${key}`);
	const { habits, ...options } = sample;
	const before = arrivedAt(simulator, habits?.far).length;
	const [{ binary } = { binary: undefined }] = sample.inputs ?? [];
	const { outputs, error } = await runNode({
		...options,
		credentials: { ...credentialsOf(simulator, 'oAuth2'), ...sample.credentials },
		parameters: {
			...OTHERS[key],
			...sample.parameters,
			...parameters('={{ $json.value }}'),
		} as INodeParameters,
		inputs: values.map((value) => ({ json: { value } as IDataObject, ...(binary && { binary }) })),
		onError: 'continueRegularOutput',
	});
	if (error) throw new Error(error.message);
	const calls = arrivedAt(simulator, habits?.far).slice(before);
	return { items: outputs[0] ?? [], calls };
}
