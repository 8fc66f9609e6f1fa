import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { writeJson } from '../../json.mts';
import type { ResourceRecord } from '../resources/store.mts';

/** Records as CSV (RFC 4180), one column a field. */
export function toCsv(records: readonly ResourceRecord[]): string {
	const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
	// As lists: a name with a dot in it would be taken for a path into the record.
	const rows = records.map((record) => columns.map((column) => record[column]));
	return stringify(rows, {
		columns,
		header: true,
		record_delimiter: 'windows',
		quoted_match: /[\r\n]/,
		cast: { boolean: String, object: writeJson },
	});
}

/** CSV as records: the first line names the fields, an empty cell is no field. */
export function fromCsv(text: string): ResourceRecord[] {
	const records: ResourceRecord[] = parse(text, {
		columns: true,
		relax_column_count: true,
		skip_empty_lines: true,
		skip_records_with_empty_values: true,
	});
	return records.map((record) =>
		Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
	);
}
