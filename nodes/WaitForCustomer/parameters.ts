import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 60 * 24 * 365;

/** When the wait ends at the latest. @throws InvalidInput for what is no time to wait */
export function readEnd(context: IExecuteFunctions, itemIndex: number, now: Date): Date {
	const minutes = Number(context.getNodeParameter('timeoutMinutes', itemIndex, 1440));
	if (!(minutes > 0 && minutes <= LONGEST_WAIT_MINUTES)) {
		throw new InvalidInput(
			`Timeout must be more than 0 and at most ${LONGEST_WAIT_MINUTES} minutes (a year), not ${minutes}`,
		);
	}
	return new Date(now.getTime() + minutes * MINUTE_MS);
}
