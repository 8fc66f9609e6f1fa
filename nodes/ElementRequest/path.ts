import { InvalidInput } from '../shared/errors/failure';
import { apiPath } from '../shared/api/apiPath';
import { checkSegments, resourcePath } from '../shared/records/path';

/** Where a record is. */
export interface RecordAddress {
	object: string;
	id: string;
}

/**
 * The path of one record. Its ID is one part, whatever characters are in it: `22|33`, `a/b`.
 *
 * @throws InvalidInput when there is no ID, or only dots
 */
export function recordPath(object: string, id: string): string {
	if (id.trim() === '') {
		throw new InvalidInput(
			'The ID is empty',
			'Check the expression that takes it from the item. Not every element calls the field id.',
		);
	}
	checkSegments('The ID', ['record', id]);
	return resourcePath('Object', object) + apiPath(id);
}

/**
 * What is the same for all changes of one record, however its path is written: without a hub, and
 * without the version in its ID, which every update changes (the 33 of `22|33`; docs/platform-api.md,
 * "Resource calls").
 */
export function recordKey(path: string): string {
	return path.replace(/^\/hubs\/[^/]+/i, '').replace(/%7C[^/]*$/i, '');
}
