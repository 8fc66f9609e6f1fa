import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { getAccount } from '../../shared/api/account';
import { apiPath } from '../../shared/api/apiPath';
import { PlatformClient } from '../../shared/api/platformClient';
import { CallFailure } from '../../shared/errors/failure';
import { toNodeError } from '../../shared/errors/nodeError';

/** The common resources of the account, or of the organization where that is the level, for a resource locator. */
export async function searchCommonResources(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = new PlatformClient(this, await getAccount(this));
	const isOrganization = this.getCurrentNodeParameter('level') === 'organization';
	const answer = await client.tryCall<IDataObject>({
		method: 'GET',
		path: apiPath(isOrganization ? 'organizations' : 'accounts', 'objects', 'definitions'),
		expects: 'record',
		repeatable: true,
	});
	const failed = answer instanceof CallFailure;
	if (failed && answer.details.statusCode !== 404) throw toNodeError(this.getNode(), answer, 0);
	const names = failed ? [] : Object.keys(answer.body).sort();
	const wanted = names.filter((name) => name.toLowerCase().includes(filter.toLowerCase()));
	return { results: wanted.map((name) => ({ name, value: name })) };
}
