import type { ResourceRecord } from '../resources/store.mts';

/** A bulk job. Source: docs/platform-api.md, "Bulk". */
export interface BulkJob {
	readonly id: string;
	readonly instanceId: number;
	readonly object: string;
	readonly createdAt: number;
	status: 'CREATED' | 'RUNNING' | 'COMPLETED';
	readonly records: ResourceRecord[];
	readonly errors: Array<{ row: number; message: string }>;
}
