import { INSTANCE_SAMPLES } from './instances.mts';
import { RECORD_SAMPLES } from './records.mts';
import { execution, type ExecutionSample, type Sample } from './sample.mts';
import { TRIGGER_SAMPLES } from './triggers.mts';

/** A good input for each operation that runs in an execution, by its key. */
export const EXECUTION_SAMPLES: Readonly<Record<string, ExecutionSample>> = {
	...INSTANCE_SAMPLES,
	...RECORD_SAMPLES,
};

/** A good input for each operation of the package, by its key. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
	...Object.fromEntries(
		Object.entries(EXECUTION_SAMPLES).map(([key, sample]) => [key, execution(sample)] as const),
	),
	...TRIGGER_SAMPLES,
};
