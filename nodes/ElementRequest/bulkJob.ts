import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { apiPath } from '../shared/api/apiPath';
import { textOf } from '../shared/fields/wireText';
import type { ElementCall } from './call';
import type { ElementParameters } from './parameters';

/** A bulk job as the platform describes it (docs/platform-api.md, "Bulk"). */
export interface BulkJob extends IDataObject {
	id?: string | number;
	status?: string;
	recordsCount?: number;
	recordsFailedCount?: number;
}

/** How long at most unless the option Wait At Most says otherwise. */
const WAIT_MINUTES = 30;

/** A stream may take long, but not stand still: the platform ends one after an hour. */
export const FILE_TIMEOUT_MS = 3_600_000;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;

const DONE = /^COMPLETE/i;
const GIVEN_UP = /FAIL|ERROR|ABORT|CANCEL|REJECT|EXPIRE/i;

function failureOf(
	code: 'job_failed' | 'job_unfinished',
	message: string,
	advice: string,
	requestId?: string,
) {
	return new CallFailure({ code, message, advice, requestId });
}

/**
 * The id of a job that was started.
 *
 * @throws CallFailure when the answer has none
 */
export function jobIdOf(job: BulkJob | undefined, requestId?: string): string {
	const id = String(job?.id ?? '');
	if (id !== '') return id;
	throw new CallFailure({
		code: 'answer_unexpected',
		message: 'The answer holds no bulk job',
		advice:
			'It may have been started nevertheless: look at the records before you send a file again.',
		requestId,
	});
}

/**
 * The option Wait At Most.
 *
 * @throws InvalidInput when it is no time
 */
export function waitMinutesOf(parameters: ElementParameters): number {
	const given = textOf('Wait At Most', parameters.options().waitMinutes ?? WAIT_MINUTES);
	if (given !== '' && Number(given) >= 0) return Number(given);
	throw new InvalidInput(`Wait At Most must be a number of minutes, not "${given}"`);
}

/**
 * Asks for a job's status, less and less often, until it is done or so many minutes are over.
 * A cancelled execution ends the waiting at once.
 *
 * @throws CallFailure when it was given up or is not done by then
 */
export async function waitForJob(
	{ client, elementToken }: ElementCall,
	id: string,
	waitMinutes: number,
): Promise<BulkJob> {
	const until = Date.now() + waitMinutes * 60_000;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		const { body, requestId } = await client.call<BulkJob>({
			method: 'GET',
			path: apiPath('bulk', id, 'status'),
			elementToken,
			expects: 'record',
			repeatable: true,
		});
		const status = String(body?.status ?? '');
		if (DONE.test(status)) return { ...body, id };
		if (GIVEN_UP.test(status)) {
			const advice = 'GET bulk/{id}/errors by a custom call may tell why.';
			throw failureOf('job_failed', `The bulk job ${id} ended as ${status}`, advice, requestId);
		}
		if (Date.now() + pause > until) {
			throw failureOf(
				'job_unfinished',
				`The bulk job ${id} is not done after ${waitMinutes} minutes`,
				`Its status is ${status || 'unknown'}, and it goes on. Raise Wait At Most, or read it later by custom calls.`,
				requestId,
			);
		}
		await client.pause(pause);
	}
}
