import { expect } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { answerConsent, type Choice } from './consent.mts';
import type { ElementApp } from './credentials.mts';
import { wordsOf, type RunResult } from './engine/run-node.mts';
import { create, makeLink, queryOf, type Link } from './flow.mts';
import type { RecordedRequest } from '../../simulator/types.mts';
import type { Simulator } from './simulator.mts';

/** The way through a guide with one app. The state is the element's key, as the guides write it. */
export interface Guide {
	link(app?: Partial<ElementApp>): Promise<Link>;
	/** The callback of a customer who has answered the consent page. */
	callback(choice?: Choice): Promise<{ link: Link; url: string; query: Record<string, string> }>;
	/** Create Instance with a callback; one of a customer who approves unless given, with the secret of step 1 where there was one. */
	provision(options?: { callback?: IDataObject; configuration?: string }): Promise<RunResult>;
}

/** @param instance name and tags of what the guide makes */
export function followGuide(
	holder: { simulator: Simulator },
	app: ElementApp,
	instance: { name: string; tags?: string },
): Guide {
	const link = async (more: Partial<ElementApp> = {}) =>
		await makeLink(holder.simulator, { ...app, ...more } as ElementApp, {
			options: { customState: app.element },
		});
	const callback = async (choice: Choice = {}) => {
		const made = await link();
		const url = await answerConsent(made.oauthUrl, choice);
		return { link: made, url, query: queryOf(url) };
	};
	const approved = async () => {
		const { link: made, query } = await callback();
		return { ...query, ...(made.requestToken && { secret: made.requestToken.secret }) };
	};
	return {
		link,
		callback,
		provision: async (options = {}) =>
			await create(holder.simulator, app, [options.callback ?? (await approved())], {
				parameters: { ...instance, configuration: options.configuration ?? '{}' },
			}),
	};
}

/** The one request of a guide's step, which succeeded; fails when there were others to that path. */
export function requestOf(
	simulator: Simulator,
	method: 'GET' | 'POST',
	path: string,
): RecordedRequest {
	const requests = simulator.requests({ path: `.*${path}` });
	expect(requests).toMatchObject([
		{
			method,
			path: `/elements/api-v2${path}`,
			status: 200,
			...(method === 'GET' && { body: undefined }),
		},
	]);
	return requests[0] as RecordedRequest;
}

/** What every guide says of required entries that are not specified. */
export function expectMissing(result: RunResult, entries: string[]): void {
	expect(result.error?.message).toBe('Cloud Elements misses something it needs');
	expect(wordsOf(result)).toContain(`missing: ${entries.join(', ')}`);
}

/** What becomes of a customer who denies, by every guide with OAuth 2.0. */
export async function expectDenied(holder: { simulator: Simulator }, guide: Guide, state: string) {
	const { query } = await guide.callback({ decision: 'deny' });
	expect(query).toMatchObject({ state, error: 'access_denied' });
	const words = wordsOf(await guide.provision({ callback: query }));
	expect(words).toMatch(/was not approved: access_denied[^]*did not authorize[^]*new link/);
	expect(holder.simulator.requests({ path: '/instances' })).toEqual([]);
}
