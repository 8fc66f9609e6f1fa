import type { IDataObject } from 'n8n-workflow';

import { maskEntries } from '../errors/mask';
import { customerIdIn } from './customer';
import { isEntries, tagsOf } from './instance';
import type { Instance } from './instance';

/**
 * The instance as a node outputs it: everything but the secrets in its configuration and provider data,
 * and the customer whose it is.
 *
 * @param sentTags those of the body that made it: not every host repeats them in its answer
 */
export function toOutput(instance: Instance, sentTags: readonly string[] = []): IDataObject {
	const output: IDataObject = { ...instance };
	for (const key of ['configuration', 'providerData']) {
		const entries = output[key];
		if (isEntries(entries)) output[key] = maskEntries(entries);
	}
	const tags = instance.tags === undefined ? sentTags : tagsOf(instance);
	return { ...output, customerId: customerIdIn(tags) };
}
