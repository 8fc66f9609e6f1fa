import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { appOf, type Authentication } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, makeLink, queryOf } from '../../support/flow.mts';
import { byId, byToken } from '../../support/locators.mts';
import { manage, onboard, one, tokensOf, type Made } from '../../support/manage-instance.mts';
import { instancesAt, seenAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const HOUR_MS = 3_600_000;
const puts = () => holder.simulator.requests({ path: '/instances/\\d+', method: 'PUT' });
const reprovision = async ({ id }: { id: unknown }, callback: unknown, more = {}, options = {}) =>
	await manage(
		holder.simulator,
		'reprovision',
		{ instance: byId(id), callback: callback as never, ...more },
		options,
	);
const freshCallback = async (authentication: Authentication = 'oAuth2') =>
	(await approve(holder.simulator, authentication)).item;

/** The provider refuses, and the platform gives up. */
async function lose(made: Made): Promise<void> {
	holder.simulator.revoke(made.id);
	holder.simulator.clock.advance(2 * HOUR_MS);
	await one(holder.simulator, 'check', { instance: byId(made.id) });
	expect(await seenAt(holder.simulator, made.id)).toMatchObject({ disabled: true });
	holder.simulator.clock.reset();
}

describe.each<Authentication>(['oAuth1', 'oAuth2'])('A new approval by %s', (authentication) => {
	it('revives the connection; id, token, name and tags stay', async () => {
		const made = await onboard(
			holder.simulator,
			{ name: 'Acme', tags: 'customer-42' },
			authentication,
		);
		holder.simulator.revoke(made.id);
		const callback = await freshCallback(authentication);
		const result = await reprovision(made, callback, {}, { app: authentication });
		const [renewed] = outputOf(result);
		expect(renewed).toMatchObject({
			id: made.id,
			token: made.token,
			name: 'Acme',
			tags: ['customer-42', expect.stringMatching(/^n8n-/)],
			disabled: false,
			enabledAgain: false,
		});
		expect(renewed).not.toHaveProperty('providerData');
		expect(renewed?.configuration).toMatchObject({ 'oauth.user.token': '********' });
		expect(result.stored).not.toContain(appOf(authentication).secret);
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
		const checked = await one(holder.simulator, 'check', { instance: byToken(made.token) });
		expect(checked.status).toBe('healthy');
	});
});

describe('A new approval', () => {
	it('is sent whole by PUT, and by PATCH where the host refuses PUT', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({ method: 'PUT', path: `/instances/${made.id}`, status: 405 });
		outputOf(await reprovision(made, await freshCallback()));
		const [patch] = holder.simulator.requests({ method: 'PATCH' });
		expect(patch?.body).toEqual(puts()[0]?.body);
		expect(patch?.body).toMatchObject({
			element: { key: 'quickbooks' },
			name: made.name,
			providerData: { code: expect.any(String), realmId: REALM },
			configuration: { 'oauth.api.secret': appOf('oAuth2').secret },
		});
	});

	it('enables again what the platform had given up', async () => {
		const made = await onboard(holder.simulator);
		await lose(made);
		expect(outputOf(await reprovision(made, await freshCallback()))[0]).toMatchObject({
			id: made.id,
			token: made.token,
			disabled: false,
			enabledAgain: true,
		});
		expect(await one(holder.simulator, 'check', { instance: byId(made.id) })).toMatchObject({
			status: 'healthy',
		});
	});

	it('leaves disabled what somebody switched off, unless told otherwise', async () => {
		const made = await onboard(holder.simulator);
		await one(holder.simulator, 'disable', { instance: byId(made.id) });
		const row = {
			element_instance_id: made.id,
			request_uri: `/elements/api-v2/instances/${made.id}/enabled`,
			request_method: 'DELETE',
			request_status: 'SUCCESS',
		};
		const result = async (more = {}) => {
			holder.simulator.fault({ path: '/usage', status: 200, body: [row] });
			return outputOf(await reprovision(made, await freshCallback(), more))[0];
		};
		expect(await result()).toMatchObject({ disabled: true, enabledAgain: false });
		expect(await result({ options: { enableAfterwards: 'never' } })).toMatchObject({
			disabled: true,
		});
		expect(await result({ options: { enableAfterwards: 'always' } })).toMatchObject({
			disabled: false,
			enabledAgain: true,
		});
		expect(await seenAt(holder.simulator, made.id)).toMatchObject({ disabled: false });
	});

	it('keeps where events go', async () => {
		const events = {
			commonConfiguration: {
				eventCallbackUrl: 'https://n8n.example.com/webhook/events',
				filterResponseNulls: false,
			},
		};
		const made = await onboard(holder.simulator, { options: events });
		outputOf(await reprovision(made, await freshCallback()));
		expect(puts()[0]?.body).toMatchObject({
			configuration: {
				'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
				'filter.response.nulls': 'false',
			},
		});
		const { configuration = {} } = puts()[0]?.body as { configuration: IDataObject };
		expect(JSON.stringify(configuration)).not.toContain('****');
		outputOf(
			await reprovision(made, await freshCallback(), {
				configuration: '{"filter.response.nulls": true}',
			}),
		);
		expect(puts()[1]?.body).toMatchObject({ configuration: { 'filter.response.nulls': true } });
	});

	it('does not write back a signature key that the host shows as asterisks', async () => {
		const made = await onboard(holder.simulator);
		const configuration = {
			...made.configuration,
			'event.notification.enabled': 'true',
			'event.notification.signature.key': '********',
		};
		const body = { ...made, configuration };
		holder.simulator.fault({ path: `/instances/${made.id}`, status: 200, body });
		outputOf(await reprovision(made, await freshCallback()));
		const sent = puts()[0]?.body as { configuration: IDataObject };
		expect(sent.configuration['event.notification.enabled']).toBe('true');
		expect(JSON.stringify(sent)).not.toContain('****');
	});

	it.each(['n8n-CustomerAcme', 'n8n-link-CustomerAcme4242', 'n8n-link', 'n8n-quickbooks-Acme'])(
		'leaves the tag %s, which somebody wrote by hand',
		async (tag) => {
			const made = await onboard(holder.simulator, { tags: tag });
			const [renewed] = outputOf(await reprovision(made, await freshCallback()));
			expect(renewed?.tags).toEqual([tag, expect.stringMatching(/^n8n-/)]);
			expect(renewed?.tags).not.toEqual(made.tags);
		},
	);

	it('works with a custom state', async () => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const [renewed] = outputOf(await reprovision(made, { ...queryOf(callbackUrl), state: 'mine' }));
		expect(renewed).toMatchObject({ id: made.id, token: made.token, tags: ['a'] });
	});

	it('of another company is refused, unless allowed', async () => {
		const made = await onboard(holder.simulator);
		const other = async () => {
			const { oauthUrl } = await makeLink(holder.simulator, 'oAuth2');
			return queryOf(await answerConsent(oauthUrl, { company: OTHER_REALM }));
		};
		const words = wordsOf(await reprovision(made, await other()));
		expect(words).toMatch(new RegExp(`connected to Company ID ${REALM}.*for ${OTHER_REALM}`));
		expect(puts()).toEqual([]);
		const options = { allowOtherCompany: true };
		expect(outputOf(await reprovision(made, await other(), { options }))[0]).toMatchObject({
			id: made.id,
			configuration: { 'quickbooks.realm.id': OTHER_REALM },
		});
	});

	it('of another element is refused', async () => {
		const made = await onboard(holder.simulator);
		const body = { ...made, element: { key: 'freshbooks' } };
		holder.simulator.fault({ path: `/instances/${made.id}`, status: 200, body });
		const words = wordsOf(await reprovision(made, await freshCallback()));
		expect(words).toMatch(/belongs to the element freshbooks, the app credential to quickbooks/);
	});

	it('that was denied says so', async () => {
		const words = wordsOf(await reprovision({ id: 1 }, { error: 'access_denied', state: 'x' }));
		expect(words).toMatch(/was not approved|did not find/);
	});
});

describe('An execution that runs twice', () => {
	it('does not use the approval twice, and has the same output', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback();
		const [first] = outputOf(await reprovision(made, callback));
		const [second] = outputOf(await reprovision(made, callback));
		expect(second).toMatchObject({ id: made.id, token: made.token, tags: first?.tags });
		expect(puts()).toHaveLength(1);
	});

	it('says that a new link is needed when the connection has ended since', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback();
		outputOf(await reprovision(made, callback));
		await lose(made);
		expect(wordsOf(await reprovision(made, callback))).toMatch(
			/This link has connected the instance before[^]*new link/,
		);
		expect(outputOf(await reprovision(made, await freshCallback()))[0]).toMatchObject({
			enabledAgain: true,
		});
	});

	it('leaves one link’s tag on the instance, however often it is connected anew', async () => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		for (let n = 0; n < 3; n++) outputOf(await reprovision(made, await freshCallback()));
		expect((await seenAt(holder.simulator, made.id))?.tags).toEqual([
			'a',
			expect.stringMatching(/^n8n-/),
		]);
	});
});

describe('Two executions with one callback', () => {
	/** What the platform said of the instance before anything was done, once for each of `times`. */
	const stale = async (made: Made, times: number, after = 0) =>
		holder.simulator.fault({
			method: 'GET',
			path: `/instances/${made.id}`,
			status: 200,
			body: await seenAt(holder.simulator, made.id),
			times,
			after,
		});

	it.each<[string, (made: Made) => Promise<void>, number]>([
		['when the first is done before the second begins', async () => undefined, 1],
		['when both have read the instance before either changed it', (made) => stale(made, 1, 1), 2],
		['when the first is not done when the second is refused', (made) => stale(made, 3, 1), 2],
		[
			'when the second gets no answer',
			async (made) => {
				await stale(made, 1, 1);
				holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', after: 1, drop: true });
			},
			2,
		],
		[
			'when the second gets an answer that says nothing',
			async (made) => {
				await stale(made, 1, 1);
				holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', after: 1, status: 502 });
			},
			2,
		],
	])('connect the instance once, and both give it out, %s', async (_, arrange, sent) => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		const callback = await freshCallback();
		await arrange(made);
		const results = [await reprovision(made, callback), await reprovision(made, callback)];
		const [first, second] = results.map((result) => outputOf(result)[0]);
		expect(second).toMatchObject({ id: made.id, token: made.token, tags: first?.tags });
		expect(puts()).toHaveLength(sent);
		const checked = await one(holder.simulator, 'check', { instance: byId(made.id) });
		expect(checked.status).toBe('healthy');
	});

	it('at the very same time both give it out', async () => {
		const made = await onboard(holder.simulator);
		await lose(made);
		const callback = await freshCallback();
		const results = await Promise.all([1, 2, 3].map(() => reprovision(made, callback)));
		for (const result of results) {
			expect(outputOf(result)[0]).toMatchObject({
				id: made.id,
				token: made.token,
				disabled: false,
			});
		}
	});

	it('wait for each other: the second comes when the first has not enabled it yet', async () => {
		const made = await onboard(holder.simulator);
		const callback = await freshCallback();
		outputOf(await reprovision(made, callback));
		const body = { ...(await seenAt(holder.simulator, made.id)), disabled: true };
		holder.simulator.fault({ method: 'GET', path: `/instances/${made.id}`, status: 200, body });
		expect(outputOf(await reprovision(made, callback))[0]).toMatchObject({ disabled: false });
		expect(puts()).toHaveLength(1);
	});

	it('still fail when the approval was used for something else', async () => {
		const [made, other] = [await onboard(holder.simulator), await onboard(holder.simulator)];
		const callback = await freshCallback();
		outputOf(await reprovision(other, callback));
		expect(wordsOf(await reprovision(made, callback))).toMatch(/used before or is too old/);
	});

	it.each([
		['the link', {}],
		['name', { matchBy: 'name', name: 'Acme' }],
		['tag', { matchBy: 'tag', matchTag: 'customer-42' }],
	])('make one instance by Create or Re-Provision, matched by %s', async (_, match) => {
		const callback = await freshCallback();
		const ensure = async () =>
			outputOf(
				await manage(holder.simulator, 'ensure', { callback: callback as never, ...match }),
			)[0];
		const [first, second] = await Promise.all([ensure(), ensure()]);
		expect(second).toMatchObject({ id: first?.id, token: first?.token });
		expect(await instancesAt(holder.simulator)).toHaveLength(1);
	});
});

describe('A lost answer', () => {
	it.each([
		['with a sealed state', false],
		['with a custom state', true],
	])('%s is made up for when the work was done', async (_, custom) => {
		const made = await onboard(holder.simulator);
		holder.simulator.clock.advance(1000);
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const query = queryOf(callbackUrl);
		holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', loseAnswer: true });
		const callback = custom ? { ...query, state: 'mine' } : query;
		expect(outputOf(await reprovision(made, callback))[0]).toMatchObject({
			id: made.id,
			token: made.token,
		});
		expect(puts()).toHaveLength(1);
		holder.simulator.clock.reset();
	});

	it('is said to be unconfirmed when it was not, with what to do', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({ method: 'PUT', path: '/instances/\\d+', drop: true });
		const words = wordsOf(await reprovision(made, await freshCallback()));
		expect(words).toMatch(/did not confirm whether the instance was re-provisioned[^]*Run Check/);
		expect(puts()).toHaveLength(1);
	}, 15_000);

	it('of enabling is repeated; a refusal says that the tokens are fresh', async () => {
		const made = await onboard(holder.simulator);
		await lose(made);
		holder.simulator.fault({ method: 'PUT', path: '.*/enabled', loseAnswer: true });
		expect(outputOf(await reprovision(made, await freshCallback()))[0]).toMatchObject({
			enabledAgain: true,
		});
		await lose(made);
		holder.simulator.fault({
			method: 'PUT',
			path: '.*/enabled',
			status: 403,
			body: { message: 'No' },
		});
		expect(wordsOf(await reprovision(made, await freshCallback()))).toMatch(
			/was re-provisioned but could not be enabled/,
		);
	});
});

describe('Fresh QuickBooks tokens', () => {
	it('renew the connection; id, token and tags stay', async () => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		holder.simulator.revoke(made.id);
		const parameters = { instance: byId(made.id), ...tokensOf() };
		expect(await one(holder.simulator, 'reprovision', parameters)).toMatchObject({
			id: made.id,
			token: made.token,
			tags: ['a'],
			externalAuthentication: 'initial',
		});
		const checked = await one(holder.simulator, 'check', { instance: byId(made.id) });
		expect(checked.status).toBe('healthy');
	});

	it('of another company are refused', async () => {
		const made = await onboard(holder.simulator);
		const parameters = { instance: byId(made.id), ...tokensOf(OTHER_REALM) };
		const words = wordsOf(await manage(holder.simulator, 'reprovision', parameters));
		expect(words).toContain(`these tokens are for ${OTHER_REALM}`);
	});
});
