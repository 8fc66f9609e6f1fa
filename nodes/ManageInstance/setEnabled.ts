import { apiPath } from '../shared/api/apiPath';
import type { PlatformClient } from '../shared/api/platformClient';

/**
 * Enables or disables an instance.
 *
 * @returns id of the request
 * @throws CallFailure when the platform does not do it
 */
export async function setEnabled(
	client: PlatformClient,
	instanceId: string | number,
	enabled: boolean,
): Promise<string | undefined> {
	const { requestId } = await client.call({
		method: enabled ? 'PUT' : 'DELETE',
		path: apiPath('instances', instanceId, 'enabled'),
		expects: 'done',
		repeatable: true,
	});
	return requestId;
}
