import { randomUUID } from 'node:crypto';
import { missing, PlatformError } from '../errors.mts';
import type { World } from '../../state.mts';
import type { Instance } from '../instance.mts';
import type { ResourceDefinition } from './definitions.mts';

/** A record as a resource call shows it. */
export type ResourceRecord = Record<string, unknown>;

/** Records of all elements but QuickBooks; `volumes` says how many a list starts with. */
export interface ResourceStore {
	readonly records: Map<string, Map<string, ResourceRecord>>;
	readonly volumes: Map<string, number>;
}

/** What a resource can do, whoever keeps its records. */
export interface RecordSource {
	list(): ResourceRecord[];
	get(id: string): ResourceRecord;
	create(body: ResourceRecord): ResourceRecord;
	/** `replace`: what is not named goes (PUT), else it stays (PATCH). */
	update(id: string, body: ResourceRecord, replace: boolean): ResourceRecord;
	remove(id: string): void;
	/** Fields a clause may name; undefined: any. */
	readonly searchable?: (field: string) => boolean;
}

/** How many records a list holds before anybody changes it. */
const DEFAULT_VOLUME = 57;

/** Instances of the same customer at the same provider see the same records. */
function customerOf({ account, element, configuration }: Instance): string {
	const place = element.flows.flatMap(({ site }) => (site ? [site.configuration] : []));
	const key = [...place, 'xero.tenant.id', 'xero.org', 'business.name'].find(
		(name) => configuration[name],
	);
	return [account, element.key, key === undefined ? 'main' : configuration[key]].join('/');
}

function open(world: World, instance: Instance, definition: ResourceDefinition) {
	const { records, volumes } = world.state.platform.resources;
	const place = `${customerOf(instance)}/${definition.name}`;
	const known = records.get(place);
	if (known !== undefined) return known;
	const volume = volumes.get(`${instance.element.key}/${definition.name}`) ?? DEFAULT_VOLUME;
	const made = Array.from({ length: volume }, (_, index) => definition.make(index));
	const opened = new Map(made.map((record) => [String(record[definition.idField]), record]));
	records.set(place, opened);
	return opened;
}

/** Records of an element without books. */
export function storeSource(
	world: World,
	instance: Instance,
	definition: ResourceDefinition,
): RecordSource {
	const { idField, name, required } = definition;
	const records = open(world, instance, definition);

	function get(id: string): ResourceRecord {
		const found = records.get(id);
		if (found === undefined)
			throw new PlatformError(404, `No ${name} found with ID ${id}`, 'Not Found');
		return found;
	}
	function save(id: string, body: ResourceRecord): ResourceRecord {
		const absent = required.filter((field) => body[field] === undefined || body[field] === '');
		if (absent.length > 0) throw missing('fields', absent);
		const record = { ...body, [idField]: id };
		records.set(id, record);
		return record;
	}
	return {
		list: () => [...records.values()],
		get,
		create: (body) => save(idField === 'id' ? String(900_000 + records.size) : randomUUID(), body),
		update: (id, body, replace) => save(id, { ...(replace ? {} : get(id)), ...(get(id) && body) }),
		remove: (id) => {
			get(id);
			records.delete(id);
		},
	};
}
