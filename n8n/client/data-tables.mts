import type { N8nClient } from './client.mts';
import type { Json } from './executions.mts';

export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

export interface DataTable {
	id: string;
	name: string;
	columns: DataTableColumn[];
}

export type DataTableRow = Record<string, Json>;

/** The Data Tables of the signed-in user's own project. */
export class DataTables {
	private constructor(
		private readonly client: N8nClient,
		private readonly path: string,
	) {}

	static async of(client: N8nClient): Promise<DataTables> {
		const { id } = await client.rest.data<{ id: string }>('GET', '/projects/personal');
		return new DataTables(client, `/projects/${id}/data-tables`);
	}

	async list(): Promise<DataTable[]> {
		const page = await this.client.rest.data<{ data: DataTable[] }>('GET', this.path);
		return page.data;
	}

	async create(table: Omit<DataTable, 'id'>): Promise<DataTable> {
		return await this.client.rest.data('POST', this.path, table);
	}

	async rows(id: string): Promise<DataTableRow[]> {
		const path = `${this.path}/${id}/rows`;
		const page = await this.client.rest.data<{ data: DataTableRow[] }>('GET', path);
		return page.data;
	}

	/** Deletes the rows in which all of these columns have these values. */
	async remove(id: string, values: DataTableRow): Promise<void> {
		const filters = Object.entries(values).map(([columnName, value]) => ({
			columnName,
			condition: 'eq',
			value,
		}));
		const filter = encodeURIComponent(JSON.stringify({ type: 'and', filters }));
		await this.client.rest.data('DELETE', `${this.path}/${id}/rows?filter=${filter}`);
	}

	async insert(id: string, rows: DataTableRow[]): Promise<void> {
		await this.client.rest.data('POST', `${this.path}/${id}/insert`, { data: rows });
	}
}
