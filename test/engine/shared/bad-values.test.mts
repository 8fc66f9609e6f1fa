import { expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { credentialsOf } from '../../support/credentials.mts';
import { BAD_VALUES, expectWords, toldBy } from '../../support/engine/bad-values.mts';
import { arrivedAt, lineOf } from '../../support/engine/calls.mts';
import { PLACES, type Place } from '../../support/engine/places.mts';
import { pairsOf, runNode } from '../../support/engine/run-node.mts';
import { EXECUTION_SAMPLES } from '../../support/engine/samples/index.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

/** What decides whether another parameter is shown. */
const DECIDING = ['resource', 'operation', 'source', 'authentication', 'level', 'importFrom'];

/** The sample in which a parameter is shown, or nearly. */
async function sampleFor({ type, parameters }: Place): Promise<string> {
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

/** Where only the far side knows whether a value can be meant: what it has is read first. */
const LOOKED_UP = [
	...['instance', 'customerElement', 'mapping.field.path', 'updateFields.configuration'],
];

interface Run {
	items: INodeExecutionData[];
	calls: string[];
}

/** Runs a sample with an item for each value. */
async function run(key: string, { parameters }: Place, values: readonly unknown[]): Promise<Run> {
	const { simulator } = holder;
	simulator.reset();
	time.toPresent();
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
	return { items: outputs[0] ?? [], calls: calls.map(lineOf) };
}

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

/** Refused by the node itself, not by whom it called. */
const isRefused = ({ json: { error, details } }: INodeExecutionData) => {
	const { statusCode, code } = (details ?? {}) as IDataObject;
	// A wait may be as short as anybody likes.
	const isOfCall = code === 'no_answer' || code === 'job_unfinished';
	return typeof error === 'string' && statusCode === undefined && !isOfCall;
};

const WITH_ITEMS = PLACES.filter(({ type }) => type !== 'waitForCustomer');

it.each(WITH_ITEMS.map((place) => [place.type, place.path, place] as const))(
	'%s refuses what cannot be meant in %s in words, and asks nobody for it',
	async (_type, _path, place) => {
		const key = await sampleFor(place);
		const { items } = await run(key, place, BAD_VALUES);
		const refused = items.filter(isRefused);
		for (const item of refused) expectWords(toldBy(item.json));
		// A list may be empty; whatever else goes in comes out.
		const isList = place.path.startsWith('filters.') || place.path.startsWith('logFilters.');
		const out = new Set(pairsOf(items));
		if (!isList) expect(BAD_VALUES.filter((_, index) => !out.has(index))).toEqual([]);
		const values = pairsOf(refused).map((index) => BAD_VALUES[index]);
		if (values.length === 0) return;
		const { calls } = await run(key, place, values);
		const isLookedUp = LOOKED_UP.includes(place.path);
		expect(calls.filter((line) => !isLookedUp || !line.startsWith('GET '))).toEqual([]);
	},
);
