import { InvalidInput } from '../errors/failure';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import { findElement } from './index';
import { genericElement } from './generic';
import type { CatalogueEntry } from './generic';
import type { ElementDefinition } from './types';

/**
 * The element with this key: from the package's data, else from the account's catalogue.
 *
 * @throws InvalidInput when the catalogue says that it cannot be used
 * @throws CallFailure when the catalogue has no such element or does not answer
 */
export async function resolveElement(
	client: PlatformClient,
	key: string,
): Promise<ElementDefinition> {
	const known = findElement(key);
	if (known) return known;
	const { body } = await client.call<CatalogueEntry>({
		method: 'GET',
		path: apiPath('elements', key),
		expects: 'record',
		repeatable: true,
	});
	if (body.deleted === true || body.active === false) {
		throw new InvalidInput(
			`The element "${key}" is ${body.deleted === true ? 'deleted' : 'not active'} in this account`,
			'Choose another element, or have it activated in Cloud Elements.',
		);
	}
	return genericElement({ ...body, key });
}
