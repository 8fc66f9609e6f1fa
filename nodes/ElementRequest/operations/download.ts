import { CallFailure, InvalidInput } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/apiPath';
import { utcOf } from '../../shared/fields/instant';
import { FILE_TIMEOUT_MS, jobIdOf, waitForJob, waitMinutesOf } from '../bulkJob';
import type { BulkJob } from '../bulkJob';
import type { ElementOperation } from '../call';
import { filterFields } from '../fields/filter';
import { objectField } from '../fields/record';

const FORMATS = {
	csv: { accept: 'text/csv', extension: 'csv', mimeType: 'text/csv' },
	// What the platform calls JSON is an object on every line.
	jsonLines: { accept: 'application/json', extension: 'jsonl', mimeType: 'application/jsonl' },
} as const;

/** @throws InvalidInput for anything but a plain name, which would change the query it stands in */
function checkName(object: string): void {
	if (/^[\p{L}\p{N}_.-]+$/u.test(object)) return;
	throw new InvalidInput(
		`"${object}" is not the name of an object that can be downloaded in bulk`,
		'Give the name alone, such as customers.',
	);
}

/** A file without a line is right where the job found no records. */
const isEmptyFile = (error: unknown, { recordsCount }: BulkJob) =>
	error instanceof CallFailure &&
	error.details.code === 'answer_empty' &&
	Number(recordsCount ?? NaN) === 0;

/** Exports all records of an object that the filter lets through into a file. */
export const download: ElementOperation = {
	fields: [
		objectField,
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'csv', description: 'A table with a line of column names' },
				{ name: 'JSON Lines', value: 'jsonLines', description: 'A JSON object on every line' },
			],
			default: 'csv',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		},
		...filterFields,
	],
	async execute(call) {
		const { client, context, elementToken, instanceId, parameters } = call;
		const object = parameters.objectName();
		checkName(object);
		const options = parameters.options();
		const { where, hint } = parameters.filter();
		const format = parameters.get('format') as keyof typeof FORMATS;
		const { accept, extension, mimeType } = FORMATS[format];
		const columns = parameters.returnedFields() ?? '*';
		const property = parameters.text('binaryPropertyName') || 'data';
		const waitMinutes = waitMinutesOf(parameters);
		const started = await client.call<BulkJob>({
			method: 'POST',
			path: apiPath('bulk', 'query'),
			query: {
				q: `select ${columns} from ${object}${where ? ` where ${where}` : ''}`,
				from: utcOf('Changed Since', options.changedSince, context.getTimezone()),
			},
			elementToken,
			expects: 'record',
			// A job that nobody waits for changes nothing.
			repeatable: true,
		});
		const id = jobIdOf(started.body, started.requestId);
		const job = await waitForJob(call, id, waitMinutes);
		const name = `${object}.${extension}`;
		const request = {
			method: 'GET' as const,
			path: apiPath('bulk', id, object),
			about: `file of bulk job ${id}`,
			headers: { accept },
			elementToken,
			repeatable: true,
			timeoutMs: FILE_TIMEOUT_MS,
		};
		const { prepareBinaryData: prepare } = context.helpers;
		const file = await client
			.receive(request, async (content) => await prepare(content, name, mimeType))
			.catch(async (error: unknown) => {
				if (!isEmptyFile(error, job)) throw error;
				return { body: await prepare(Buffer.alloc(0), name, mimeType), requestId: undefined };
			});
		return {
			json: { ...job, object },
			binary: { [property]: file.body },
			hint,
			trace: { instanceId, requestId: file.requestId },
		};
	},
};
