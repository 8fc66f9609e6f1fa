import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { OTHER_REALM, REALM } from '../../support/companies.mts';
import { answerConsent } from '../../support/consent.mts';
import { appOf, type Authentication } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, makeLink, queryOf } from '../../support/flow.mts';
import { byId, byToken } from '../../support/locators.mts';
import {
	freshCallback,
	manage,
	onboard,
	one,
	reprovision,
	tokensOf,
	lose,
} from '../../support/manage-instance.mts';
import { instancesAt, seenAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const puts = () => holder.simulator.requests({ path: '/instances/\\d+', method: 'PUT' });

describe.each<Authentication>(['oAuth1', 'oAuth2'])('A new approval by %s', (authentication) => {
	it('revives the connection; id, token, name and tags stay', async () => {
		const made = await onboard(
			holder.simulator,
			{ name: 'Acme', tags: 'customer-42' },
			authentication,
		);
		holder.simulator.revoke(made.id);
		const callback = await freshCallback(holder.simulator, authentication);
		const result = await reprovision(holder.simulator, made, callback, {}, { app: authentication });
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
		outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)));
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
		await lose(holder.simulator, made);
		expect(
			outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)))[0],
		).toMatchObject({
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
			return outputOf(
				await reprovision(holder.simulator, made, await freshCallback(holder.simulator), more),
			)[0];
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
		outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)));
		expect(puts()[0]?.body).toMatchObject({
			configuration: {
				'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
				'filter.response.nulls': 'false',
			},
		});
		const { configuration = {} } = puts()[0]?.body as { configuration: IDataObject };
		expect(JSON.stringify(configuration)).not.toContain('****');
		outputOf(
			await reprovision(holder.simulator, made, await freshCallback(holder.simulator), {
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
		outputOf(await reprovision(holder.simulator, made, await freshCallback(holder.simulator)));
		const sent = puts()[0]?.body as { configuration: IDataObject };
		expect(sent.configuration['event.notification.enabled']).toBe('true');
		expect(JSON.stringify(sent)).not.toContain('****');
	});

	it.each(['n8n-CustomerAcme', 'n8n-link-CustomerAcme4242', 'n8n-link', 'n8n-quickbooks-Acme'])(
		'leaves the tag %s, which somebody wrote by hand',
		async (tag) => {
			const made = await onboard(holder.simulator, { tags: tag });
			const [renewed] = outputOf(
				await reprovision(holder.simulator, made, await freshCallback(holder.simulator)),
			);
			expect(renewed?.tags).toEqual([tag, expect.stringMatching(/^n8n-/)]);
			expect(renewed?.tags).not.toEqual(made.tags);
		},
	);

	it('works with a custom state', async () => {
		const made = await onboard(holder.simulator, { tags: 'a' });
		const { callbackUrl } = await approve(holder.simulator, 'oAuth2');
		const [renewed] = outputOf(
			await reprovision(holder.simulator, made, { ...queryOf(callbackUrl), state: 'mine' }),
		);
		expect(renewed).toMatchObject({ id: made.id, token: made.token, tags: ['a'] });
	});

	it('of another company is refused, unless allowed', async () => {
		const made = await onboard(holder.simulator);
		const other = async () => {
			const { oauthUrl } = await makeLink(holder.simulator, 'oAuth2');
			return queryOf(await answerConsent(oauthUrl, { company: OTHER_REALM }));
		};
		const words = wordsOf(await reprovision(holder.simulator, made, await other()));
		expect(words).toMatch(new RegExp(`connected to Company ID ${REALM}.*for ${OTHER_REALM}`));
		expect(puts()).toEqual([]);
		const options = { allowOtherCompany: true };
		expect(
			outputOf(await reprovision(holder.simulator, made, await other(), { options }))[0],
		).toMatchObject({
			id: made.id,
			configuration: { 'quickbooks.realm.id': OTHER_REALM },
		});
	});

	it('of another element is refused', async () => {
		const made = await onboard(holder.simulator);
		const body = { ...made, element: { key: 'freshbooks' } };
		holder.simulator.fault({ path: `/instances/${made.id}`, status: 200, body });
		const words = wordsOf(
			await reprovision(holder.simulator, made, await freshCallback(holder.simulator)),
		);
		expect(words).toMatch(/belongs to the element freshbooks, the app credential to quickbooks/);
	});

	it('that was denied says so', async () => {
		const words = wordsOf(
			await reprovision(holder.simulator, { id: 1 }, { error: 'access_denied', state: 'x' }),
		);
		expect(words).toMatch(/was not approved|did not find/);
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
