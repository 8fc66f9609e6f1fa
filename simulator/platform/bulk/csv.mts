import { writeJson } from '../../json.mts';
import type { ResourceRecord } from '../resources/store.mts';

function cell(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'string' ? value : writeJson(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Records as CSV (RFC 4180), one column a field. */
export function toCsv(records: readonly ResourceRecord[]): string {
	const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
	const rows = records.map((record) => columns.map((column) => cell(record[column])).join(','));
	return [columns.join(','), ...rows, ''].join('\r\n');
}

/** CSV as records: the first line names the fields, an empty cell is no field. */
export function fromCsv(text: string): ResourceRecord[] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain = '', end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g,
	)) {
		rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === '') break;
		if (end !== ',') rows.push([]);
	}
	const [columns = [], ...lines] = rows.filter((row) => row.some((value) => value !== ''));
	return lines.map((line) => {
		const pairs = columns.map((column, index) => [column, line[index] ?? ''] as const);
		return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
	});
}
