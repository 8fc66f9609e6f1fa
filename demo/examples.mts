import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowFile } from './n8n/client.mts';
import type { DataTable } from './n8n/data-tables.mts';
import { projectFolder } from './n8n/paths.mts';

/** A workflow with an id of its own, so that a second start finds it again. */
export type ExampleWorkflow = WorkflowFile & { id: string };

export type ExampleDataTable = Omit<DataTable, 'id'>;

export interface Examples {
	/** In the order of their file names. */
	workflows: ExampleWorkflow[];
	dataTables: ExampleDataTable[];
}

const dataTableEnding = '.data-table.json';

/** Reads the example workflows and the Data Tables that they use. */
export async function readExamples(folder = join(projectFolder, 'examples')): Promise<Examples> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const read = async (file: string): Promise<unknown> =>
		JSON.parse(await readFile(join(folder, file), 'utf8'));
	const tables = files.filter((file) => file.endsWith(dataTableEnding));
	const workflows = files.filter((file) => !file.endsWith(dataTableEnding));
	return {
		workflows: (await Promise.all(workflows.map(read))) as ExampleWorkflow[],
		dataTables: (await Promise.all(tables.map(read))) as ExampleDataTable[],
	};
}
