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

/** Where the files say that the simulator and n8n are. */
const simulatorInFiles = 'http://127.0.0.1:4010';
const n8nInFiles = 'http://127.0.0.1:5678';

/**
 * Reads the example workflows and the Data Tables that they use.
 *
 * @param simulator where the simulator really is, such as `http://127.0.0.1:4010`
 * @param n8n where n8n really is, such as `http://127.0.0.1:5678`
 */
export async function readExamples(
	simulator = simulatorInFiles,
	n8n = n8nInFiles,
): Promise<Examples> {
	const folder = join(projectFolder, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const read = async (file: string): Promise<unknown> => {
		const text = await readFile(join(folder, file), 'utf8');
		return JSON.parse(text.replaceAll(simulatorInFiles, simulator).replaceAll(n8nInFiles, n8n));
	};
	const tables = files.filter((file) => file.endsWith(dataTableEnding));
	const workflows = files.filter((file) => !file.endsWith(dataTableEnding));
	const byName = (one: ExampleWorkflow, other: ExampleWorkflow) => (one.name < other.name ? -1 : 1);
	return {
		workflows: ((await Promise.all(workflows.map(read))) as ExampleWorkflow[]).sort(byName),
		dataTables: (await Promise.all(tables.map(read))) as ExampleDataTable[],
	};
}
