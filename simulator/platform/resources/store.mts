import { randomUUID } from 'node:crypto';
import type { Clause, Condition } from '../../query/conditions.mts';
import { missing, PlatformError } from '../errors.mts';
import type { World } from '../../state.mts';
import type { ResourceHabits } from '../../types.mts';
import type { Instance } from '../instance.mts';
import type { ResourceDefinition } from './resource.mts';

/** A record as a resource call shows it. */
export type ResourceRecord = Record<string, unknown>;

/** Records of all elements but QuickBooks; `volumes` says how many a list starts with. */
export interface ResourceStore {
	readonly records: Map<string, Map<string, ResourceRecord>>;
	readonly volumes: Map<string, number>;
	/** What a test wants of a resource, by element and name. */
	readonly habits: Map<string, ResourceHabits>;
}

/** What a resource can do, whoever keeps its records. */
export interface RecordSource {
	/** All records, or those a clause can find. */
	list(clause?: Clause): ResourceRecord[];
	get(id: string): ResourceRecord;
	create(body: ResourceRecord): ResourceRecord;
	/** `replace`: what is not named goes (PUT), else it stays (PATCH). */
	update(id: string, body: ResourceRecord, replace: boolean): ResourceRecord;
	remove(id: string): void;
	/** Makes a payment void; absent where nothing can be. */
	readonly voidRecord?: (id: string) => ResourceRecord;
	/** Fields a clause may name; undefined: any. */
	readonly searchable?: (field: string) => boolean;
	/** A condition with field and values as the records have them. */
	readonly normalize?: (condition: Condition) => Condition;
}

/** How many records a list holds before anybody changes it. */
const DEFAULT_VOLUME = 57;

/** The customer at the provider: instances of the same one see the same records and count together. */
export function customerOf({ account, element, configuration }: Instance): string {
	const place = element.flows.flatMap(({ site }) => (site ? [site.configuration] : []));
	const key = [...place, 'xero.tenant.id', 'xero.org', 'business.name', 'quickbooks.realm.id'].find(
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
	const opened = new Map<string, ResourceRecord>();
	for (let index = 0; index < volume; index += 1) {
		const record = definition.make(index);
		const { idField, firstId } = definition;
		if (firstId !== undefined) record[idField] = exact(BigInt(firstId) + BigInt(index));
		opened.set(String(record[idField]), record);
	}
	records.set(place, opened);
	return opened;
}

/** A number where it can hold the digits, else a BigInt: both are written as digits. */
function exact(id: bigint): number | bigint {
	return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

function freshId(
	{ idField, firstId }: ResourceDefinition,
	records: ReadonlyMap<string, ResourceRecord>,
): string | number | bigint {
	if (firstId === undefined && idField !== 'id') return randomUUID();
	let id = BigInt(firstId ?? 900_000) + BigInt(records.size);
	while (records.has(String(id))) id += 1n;
	return firstId === undefined ? String(id) : exact(id);
}

/** Records of an element without books. */
export function storeSource(
	world: World,
	instance: Instance,
	definition: ResourceDefinition,
): RecordSource {
	const { idField, name, required, times } = definition;
	const records = open(world, instance, definition);

	function get(id: string): ResourceRecord {
		const found = records.get(id);
		if (found === undefined)
			throw new PlatformError(404, `No ${name} found with ID ${id}`, 'Not Found');
		return found;
	}
	function stamps(isNew: boolean): ResourceRecord {
		if (times === undefined) return {};
		const now = times.write(world.state.clock.now());
		const fields = [...times.changed, ...(isNew && times.created ? [times.created] : [])];
		return Object.fromEntries(fields.map((field) => [field, now]));
	}
	function save(id: unknown, body: ResourceRecord): ResourceRecord {
		const absent = required.filter((field) => body[field] === undefined || body[field] === '');
		if (absent.length > 0) throw missing('fields', absent);
		const record = { ...body, ...stamps(!records.has(String(id))), [idField]: id };
		records.set(String(id), record);
		return record;
	}
	return {
		list: () => [...records.values()],
		normalize: (condition) => {
			const field = definition.since?.[condition.field];
			return field === undefined ? condition : { ...condition, field, operator: '>=' };
		},
		get,
		create: (body) => save(freshId(definition, records), body),
		update: (id, body, replace) => {
			const before = get(id);
			const created = times?.created;
			const kept = replace ? created && { [created]: before[created] } : before;
			return save(before[idField], { ...kept, ...body });
		},
		remove: (id) => {
			get(id);
			records.delete(id);
		},
	};
}
