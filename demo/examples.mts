import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowFile } from '../n8n/client/client.mts';
import type { DataTable, DataTableRow } from '../n8n/client/data-tables.mts';
import { projectFolder } from '../n8n/paths.mts';

/** A workflow with an id of its own, so that a second start finds it again. */
export type ExampleWorkflow = WorkflowFile & { id: string };

/** A table, and the rows that it begins with. */
export type ExampleDataTable = Omit<DataTable, 'id'> & { rows?: DataTableRow[] };

export interface Examples {
	/** In the order of their names, which begin with a number. */
	workflows: ExampleWorkflow[];
	dataTables: ExampleDataTable[];
}

const dataTableEnding = '.data-table.json';

/** Origins of the demo's parts. */
export interface Origins {
	n8n: string;
	simulator: string;
	mailbox: string;
}

/** Where the files say that they are. */
export const ORIGINS_IN_FILES: Origins = {
	n8n: 'http://127.0.0.1:5678',
	simulator: 'http://127.0.0.1:4010',
	mailbox: 'http://127.0.0.1:4011',
};

/** Reads the example workflows and the Data Tables that they use, with the addresses where the parts really are. */
export async function readExamples(origins: Partial<Origins> = {}): Promise<Examples> {
	const folder = join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const read = async (file: string): Promise<unknown> => {
		const text = await readFile(join(folder, file), 'utf8');
		const names = Object.keys(ORIGINS_IN_FILES) as Array<keyof Origins>;
		return JSON.parse(
			names.reduce(
				(moved, name) =>
					moved.replaceAll(ORIGINS_IN_FILES[name], origins[name] ?? ORIGINS_IN_FILES[name]),
				text,
			),
		);
	};
	const tables = files.filter((file) => file.endsWith(dataTableEnding));
	const workflows = files.filter((file) => !file.endsWith(dataTableEnding));
	const byName = (one: ExampleWorkflow, other: ExampleWorkflow) => (one.name < other.name ? -1 : 1);
	return {
		workflows: ((await Promise.all(workflows.map(read))) as ExampleWorkflow[]).sort(byName),
		dataTables: (await Promise.all(tables.map(read))) as ExampleDataTable[],
	};
}
