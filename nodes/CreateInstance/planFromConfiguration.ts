import type { IDataObject } from 'n8n-workflow';

import { secretEntries } from '../shared/errors/mask';
import { deriveKey } from '../shared/sealing/keys';
import type { KeyAccount } from '../shared/sealing/keys';
import type { InstanceParameters } from '../shared/instances/callbackParameters';
import type { Idempotency, Plan } from '../shared/instances/createInstance';
import { withCustomerTag } from '../shared/instances/customer';
import { configurationMark, withTag } from '../shared/instances/identity';

const sorted = (entries: IDataObject) =>
	Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The body for an element without OAuth, all of which is configuration (docs/platform-api.md, "Instances").
 * Nothing in it is used up by the call, so its instance is known by a tag that is made from all of
 * it: the same item makes the same tag, and nobody without the account's secrets learns from it.
 */
export function planFromConfiguration(
	account: KeyAccount,
	elementKey: string,
	{ name, tags: given, customerId, configuration }: InstanceParameters,
): Plan & { idempotency: Idempotency } {
	const instanceName = name || elementKey;
	const tags = withCustomerTag(given, instanceName, customerId);
	const content = JSON.stringify([elementKey, instanceName, tags, sorted(configuration)]);
	const key = deriveKey(account, 'instance tag', 'v1', account.baseUrl, content);
	const mark = configurationMark(key);
	return {
		body: {
			element: { key: elementKey },
			configuration,
			tags: withTag(tags, instanceName, mark.tag),
			name: instanceName,
		},
		idempotency: {
			mark,
			isSame: () => true,
			afterRefusal: false,
			lookFirst: true,
			singleUse: false,
		},
		secrets: secretEntries(configuration),
	};
}
