import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { readRows } from '../shared/api/paginate';
import { apiPath } from '../shared/api/apiPath';
import type { PlatformClient } from '../shared/api/platformClient';
import { wireText } from '../shared/fields/wireText';
import { MASK, secretEntries } from '../shared/errors/mask';

/** One entry of an instance's configuration (docs/platform-api.md, "Instance configuration"). */
interface ConfigurationEntry extends IDataObject {
	id: number;
	key: string;
}

/** Null empties an entry, as empty text does. */
const toPropertyValue = (key: string, value: unknown) =>
	value === null ? '' : wireText(`The configuration entry ${key}`, value);

/** @throws InvalidInput when a value is the mask that the platform shows in place of a secret */
function checkNotMasked(entries: IDataObject): void {
	const masked = Object.entries(entries).filter(([, value]) => String(value).includes(MASK));
	if (masked.length === 0) return;
	throw new InvalidInput(
		`${masked.map(([key]) => key).join(' and ')} would be overwritten with asterisks`,
		`${MASK} stands in place of a secret that the platform does not show. Leave the entry out, or enter the secret itself.`,
	);
}

/**
 * Sets entries of an instance's configuration by key. The platform knows them by number only, wants
 * the whole entry back, and its value as text. Nothing is sent unless all keys are known.
 *
 * @throws InvalidInput for a value that is masked or has no text, or an unknown key, CallFailure when a call fails
 */
export async function changeConfiguration(
	client: PlatformClient,
	instanceId: string | number,
	entries: IDataObject,
): Promise<void> {
	checkNotMasked(entries);
	const texts = Object.entries(entries).map(([key, value]) => [key, toPropertyValue(key, value)]);
	const path = apiPath('instances', instanceId, 'configuration');
	const known = await readRows<ConfigurationEntry>(client, { path }, Infinity);
	const changes = texts.map(([key, propertyValue]) => ({
		key,
		entry: known.find((one) => one.key === key),
		propertyValue,
	}));
	const unknown = changes.filter(({ entry }) => !entry).map(({ key }) => key);
	if (unknown.length > 0) {
		throw new InvalidInput(
			`This instance has no configuration entry ${unknown.join(' or ')}`,
			`It has: ${known
				.map(({ key }) => key)
				.sort()
				.join(', ')}.`,
		);
	}
	for (const { entry, propertyValue } of changes) {
		const { id } = entry as ConfigurationEntry;
		await client.call({
			method: 'PATCH',
			path: `${path}${apiPath(id)}`,
			body: { ...entry, propertyValue },
			expects: 'done',
			repeatable: true,
			secrets: secretEntries(entries),
		});
	}
}
