import type { FastifyRequest } from 'fastify';
import { parseJson } from '../../json.mts';
import { PlatformError } from '../errors.mts';
import { isObject } from '../provisioning/body.mts';
import type { Target } from '../resources/routes.mts';
import type { ResourceRecord } from '../resources/store.mts';
import { fromCsv } from './csv.mts';
import type { BulkJob } from './state.mts';

/** What an upload holds. */
export interface Upload {
	readonly records: ResourceRecord[];
	/** The field that tells which records are there already. */
	readonly identifier: string | undefined;
}

function readRecords(text: string): ResourceRecord[] {
	if (!text.trimStart().startsWith('{')) return fromCsv(text);
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return lines.map((line) => parseJson(line) as ResourceRecord);
}

function readMetaData(text: string): string | undefined {
	const metaData: unknown = text === '' ? {} : JSON.parse(text);
	const identifier = isObject(metaData) ? metaData.identifierFieldName : undefined;
	return typeof identifier === 'string' ? identifier : undefined;
}

/** Reads the parts `file` (CSV, or one JSON object a line) and `metaData`. Source: docs/platform-api.md, "Bulk". */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
	try {
		const type = request.headers['content-type'] ?? '';
		const form = await new Response(request.body as Buffer, {
			headers: { 'content-type': type },
		}).formData();
		const file = form.get('file');
		if (file === null || typeof file === 'string') throw new Error('there is no file in it');
		const metaData = form.get('metaData');
		const about = typeof metaData === 'string' ? metaData : ((await metaData?.text()) ?? '');
		return { records: readRecords(await file.text()), identifier: readMetaData(about) };
	} catch (error) {
		throw new PlatformError(400, `The upload cannot be read: ${(error as Error).message}`);
	}
}

/** Creates the records, or changes those that are there; what is refused is counted. */
export function load(
	job: BulkJob,
	{ definition, source }: Target,
	{ records, identifier }: Upload,
): void {
	records.forEach((record, row) => {
		try {
			const known =
				identifier === undefined
					? undefined
					: source.list().find((other) => other[identifier] === record[identifier]);
			job.records.push(
				known === undefined
					? source.create(record)
					: source.update(String(known[definition.idField]), record, false),
			);
		} catch (error) {
			job.errors.push({ row: row + 1, message: (error as Error).message });
		}
	});
}
