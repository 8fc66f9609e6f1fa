import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { apiPath } from '../shared/api/platformClient';
import { utcOf } from '../shared/fields/instant';
import { jobIdOf, waitForJob } from './bulkJob';
import type { BulkJob } from './bulkJob';
import { optionsOf, readFields, readFilter, readObject, readText } from './parameters';
import { resourcePath } from './path';
import type { RecordOperation } from './records';
import type { Target } from './session';

const FORMATS = {
	csv: { accept: 'text/csv', extension: 'csv', mimeType: 'text/csv' },
	// What the platform calls JSON is an object on every line.
	jsonLines: { accept: 'application/json', extension: 'jsonl', mimeType: 'application/jsonl' },
} as const;

const WAIT_MINUTES = 30;

/** A stream may take long, but not stand still: the platform ends one after an hour. */
const FILE_TIMEOUT_MS = 3_600_000;

function waitMinutesOf(context: IExecuteFunctions, itemIndex: number): number {
	return Number(optionsOf(context, itemIndex).waitMinutes ?? WAIT_MINUTES);
}

/** @throws InvalidInput for anything but a plain name, which would change the query it stands in */
function checkName(object: string): void {
	if (/^[\p{L}\p{N}_.-]+$/u.test(object)) return;
	throw new InvalidInput(
		`"${object}" is not the name of an object that can be downloaded in bulk`,
		'Give the name alone, such as customers.',
	);
}

/** Exports all records of an object that the filter lets through into a file. */
const download: RecordOperation = async (context, itemIndex, target) => {
	const { client, elementToken, instanceId } = target;
	const object = readObject(context, itemIndex);
	checkName(object);
	const options = optionsOf(context, itemIndex);
	const { where, hint } = readFilter(context, itemIndex);
	const format = context.getNodeParameter('format', itemIndex) as keyof typeof FORMATS;
	const { accept, extension, mimeType } = FORMATS[format];
	const columns = readFields(options) ?? '*';
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
	const job = await waitForJob(target, id, waitMinutesOf(context, itemIndex));
	const name = `${object}.${extension}`;
	const property = readText(context, 'binaryPropertyName', itemIndex) || 'data';
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
};

/** A file without a line is right where the job found no records. */
const isEmptyFile = (error: unknown, { recordsCount }: BulkJob) =>
	error instanceof CallFailure &&
	error.details.code === 'answer_empty' &&
	Number(recordsCount ?? NaN) === 0;

/** What the platform says about records that it did not take; the job is done with or without it. */
async function errorsOf({ client, elementToken }: Target, id: string): Promise<IDataObject> {
	const answer = await client.tryCall<IDataObject[]>({
		method: 'GET',
		path: apiPath('bulk', id, 'errors'),
		expects: 'list',
		elementToken,
		repeatable: true,
	});
	return answer instanceof CallFailure ? {} : { errors: answer.body };
}

/** Sends a file of records, to be created or, with an identifier field, to be created or updated. */
const upload: RecordOperation = async (context, itemIndex, target) => {
	const { client, elementToken, instanceId } = target;
	const object = readObject(context, itemIndex);
	const property = readText(context, 'binaryPropertyName', itemIndex);
	const { fileName, mimeType } = context.helpers.assertBinaryData(itemIndex, property);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	if (content.length === 0) throw new InvalidInput(`The file in "${property}" is empty`);
	const identifierFieldName = readText(context, 'identifierField', itemIndex);
	const form = new FormData();
	const part = new Blob([content], { type: mimeType });
	form.append('file', part, fileName ?? `${object.replaceAll('/', '-')}.csv`);
	form.append('metaData', JSON.stringify(identifierFieldName ? { identifierFieldName } : {}));
	const started = await client.call<BulkJob>({
		method: 'POST',
		path: apiPath('bulk') + resourcePath('Object', object),
		body: form,
		expects: 'record',
		elementToken,
		repeatable: false,
		effect: {
			done: 'the file was taken',
			risk: 'import it a second time',
			advice: `Look for its records among the ${object} before you repeat.`,
		},
		timeoutMs: FILE_TIMEOUT_MS,
	});
	const id = jobIdOf(started.body, started.requestId);
	const job = await waitForJob(target, id, waitMinutesOf(context, itemIndex));
	const refused = Number(job.recordsFailedCount ?? 0);
	const told = refused > 0 ? await errorsOf(target, id) : {};
	const where = told.errors ? 'the output says which' : `GET bulk/${id}/errors may say which`;
	return {
		json: { ...job, object, ...told },
		hint: refused > 0 ? `${refused} records were not taken; ${where}` : undefined,
		trace: { instanceId, requestId: started.requestId },
	};
};

export const bulkOperations = { download, upload };
