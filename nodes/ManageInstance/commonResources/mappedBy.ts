import { apiPath } from '../../shared/api/apiPath';
import { CallFailure } from '../../shared/errors/failure';
import type { ManageCall } from '../call';

/** Who maps a common resource, on which level. */
export interface MappedBy {
	element: string;
	level: string;
}

/** Hosts keep the list from some users, and have none where nobody maps. */
const NOT_TOLD = new Set([403, 404, 405]);

/**
 * Which elements map a common resource, as far as the host tells.
 *
 * @throws CallFailure when the host cannot be asked
 */
export async function readMappedBy(
	client: ManageCall['client'],
	name: string,
): Promise<MappedBy[]> {
	const answer = await client.tryCall<Array<{ level?: string; element?: { key?: string } }>>({
		method: 'GET',
		path: apiPath('organizations', 'objects', name, 'transformations'),
		expects: 'list',
		repeatable: true,
	});
	if (!(answer instanceof CallFailure)) {
		return answer.body.flatMap(({ level = 'account', element }) =>
			element?.key ? [{ element: element.key, level }] : [],
		);
	}
	if (NOT_TOLD.has(answer.details.statusCode ?? 0)) return [];
	throw answer;
}
