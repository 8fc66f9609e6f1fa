import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../../shared/errors/failure';
import { apiPath } from '../../shared/api/apiPath';
import { resourcePath } from '../../shared/records/path';
import { FILE_TIMEOUT_MS, jobIdOf, waitForJob, waitMinutesOf } from '../bulkJob';
import type { BulkJob } from '../bulkJob';
import type { ElementClient, ElementOperation } from '../call';
import { objectField } from '../fields/record';
import { itemFile } from '../../shared/files/itemFile';

/** What the platform says about records that it did not take; the job is done with or without it. */
async function errorsOf({ client, elementToken }: ElementClient, id: string): Promise<IDataObject> {
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
export const upload: ElementOperation = {
	fields: [
		objectField,
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field with the file, CSV or JSON lines',
		},
		{
			displayName: 'Identifier Field',
			name: 'identifierField',
			type: 'string',
			default: '',
			placeholder: 'e.g. email',
			description: 'Column by which existing records are recognized and updated',
			hint: 'Empty: every line makes a new record',
		},
	],
	async execute(call) {
		const { client, context, elementToken, instanceId, itemIndex, parameters } = call;
		const object = parameters.objectName();
		const property = parameters.text('binaryPropertyName');
		const { content, fileName, mimeType } = await itemFile(context, itemIndex, property);
		const waitMinutes = waitMinutesOf(parameters);
		if (content.length === 0) throw new InvalidInput(`The file in "${property}" is empty`);
		const identifierFieldName = parameters.text('identifierField');
		const form = new FormData();
		const part = new Blob([content], { type: mimeType });
		form.append('file', part, fileName ?? `${object.replaceAll('/', '-')}.csv`);
		form.append('metaData', JSON.stringify(identifierFieldName ? { identifierFieldName } : {}));
		const started = await client.call<BulkJob>({
			method: 'POST',
			path: resourcePath('Object', `bulk/${object.replace(/^\//, '')}`),
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
		const job = await waitForJob(call, id, waitMinutes);
		const refused = Number(job.recordsFailedCount ?? 0);
		const told = refused > 0 ? await errorsOf(call, id) : {};
		const where = told.errors ? 'the output says which' : `GET bulk/${id}/errors may say which`;
		return {
			json: { ...job, object, ...told },
			hint: refused > 0 ? `${refused} records were not taken; ${where}` : undefined,
			trace: { instanceId, requestId: started.requestId },
		};
	},
};
