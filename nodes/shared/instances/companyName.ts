import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { getAccount } from '../api/account';
import { apiPath } from '../api/apiPath';
import { PlatformClient } from '../api/platformClient';
import { KNOWN_REFUSALS, findElement } from '../elements';
import { CallFailure } from '../errors/failure';
import type { BrowserNews } from '../pages/browserNews';
import { configurationOf, elementKeyOf } from './instance';
import type { Instance } from './instance';

const textIn = (value: unknown) => (typeof value === 'string' && value.trim()) || undefined;

/** The name of the connected company as its software has it, or nothing where that cannot be read. */
async function companyNameOf(
	client: PlatformClient,
	instance: Instance,
): Promise<string | undefined> {
	const where = findElement(elementKeyOf(instance) ?? '')?.companyName;
	if (!where) return undefined;
	if ('configuration' in where) return textIn(configurationOf(instance)[where.configuration]);
	const answer = await client.tryCall<IDataObject[]>({
		method: 'GET',
		path: apiPath(where.resource),
		elementToken: instance.token,
		expects: 'list',
		repeatable: true,
	});
	return answer instanceof CallFailure ? undefined : textIn(answer.body[0]?.[where.property]);
}

/**
 * What a customer is told whose account is connected: the company where its name is to be had, which is
 * what they know it by, else the software.
 */
export async function connectedNews(
	context: IExecuteFunctions,
	output: IDataObject,
): Promise<BrowserNews> {
	const instance = output as Instance;
	const element = elementKeyOf(instance) ?? '';
	const client = new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS);
	const name = await companyNameOf(client, instance);
	return {
		kind: 'connected',
		element,
		company: name ?? findElement(element)?.displayName ?? element,
	};
}
