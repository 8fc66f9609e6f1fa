import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { COMPANIES } from '../../../simulator/seed.mts';
import { FRESHBOOKS_APP, XERO_OAUTH2_APP } from '../../../simulator/seed-providers.mts';
import { OTHER_REALM } from '../../support/companies.mts';
import { linkIn, unescapeHtml } from '../../support/connect-page.mts';
import { answerConsent, type Choice } from '../../support/consent.mts';
import { credentialsOf, type App } from '../../support/credentials.mts';
import {
	PAGE_URL,
	inviteCustomer,
	itemOf,
	openPage,
	press,
} from '../../support/engine/page-visit.mts';
import { outputOf, runNode, type RunResult } from '../../support/engine/run-node.mts';
import { openVisit, type OpenVisit } from '../../support/engine/visit.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { create, makeLink, reseal, type Link } from '../../support/flow.mts';
import { locator } from '../../support/locators.mts';
import { manage, onboard } from '../../support/manage-instance.mts';
import { useSimulator } from '../../support/simulator.mts';

/** The page after consent that waits for what comes of it: Answer is When Done. */
const holder = useSimulator();
const time = useFakeTime();
beforeEach(() => time.hold());

const [bakery] = COMPANIES;
const OLAF = COMPANIES[2] as (typeof COMPANIES)[number];

const comeBack = async (
	link: Link,
	{ app = 'oAuth2', pages = {}, ...choice }: Choice & { app?: App; pages?: object } = {},
): Promise<OpenVisit> =>
	await openVisit({
		type: 'oAuthCallbackTrigger',
		parameters: {
			path: 'quickbooks-callback',
			options: { answer: 'whenDone', pages },
		} as INodeParameters,
		credentials: credentialsOf(holder.simulator, app),
		address: await answerConsent(link.oauthUrl, choice),
	});

const createAndAnswer = async (item: IDataObject, app: App = 'oAuth2') =>
	await create(holder.simulator, app, [item], { parameters: { options: { answerBrowser: true } } });

/** What the browser gets when the one node that answers has run. */
async function readAfter(visit: OpenVisit, { responses }: RunResult) {
	expect(responses).toHaveLength(1);
	visit.answer(responses[0] ?? {});
	const { status, html, headers } = await visit.answered;
	return { status, headers, html: unescapeHtml(html) };
}

describe('The page after consent', () => {
	it.each<[string, string, Choice]>([
		['the bakery', bakery.name, { company: bakery.realmId }],
		['a name with markup in it', OLAF.name, { company: OLAF.realmId }],
	])('names the company when the account is connected: %s', async (_, name, choice) => {
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'), choice);
		const result = await createAndAnswer(itemOf(visit));
		visit.answer(result.responses[0] ?? {});
		const { status, html } = await visit.answered;
		expect(status).toBe(200);
		expect(html).not.toContain('<Plumbing>');
		expect(unescapeHtml(html)).toContain(`<h1>Connected: ${name}</h1>`);
		expect(unescapeHtml(html)).toContain('Your account is connected. You can close this page.');
		expect(visit.log).toEqual([]);
	});

	it.each<[string, App, string]>([
		[
			'the site, for FreshBooks',
			{
				element: 'freshbooks',
				apiKey: FRESHBOOKS_APP.key,
				apiSecret: FRESHBOOKS_APP.secret,
				siteAddress: 'targetcompany',
			},
			'targetcompany',
		],
		[
			'the software, where its company has no name here',
			{
				element: 'xero',
				authentication: 'oAuth2',
				apiKey: XERO_OAUTH2_APP.key,
				apiSecret: XERO_OAUTH2_APP.secret,
			},
			'Xero',
		],
	])('names %s', async (_, app, name) => {
		const visit = await comeBack(await makeLink(holder.simulator, app), { app });
		const { html } = await readAfter(visit, await createAndAnswer(itemOf(visit), app));
		expect(html).toContain(`<h1>Connected: ${name}`);
	});

	it.each([
		['refused', { status: 403 }],
		['odd', { status: 200, body: { not: 'a list' } }],
		['empty', { status: 200, body: [] }],
	])('names the software when the answer about the company is %s', async (_, fault) => {
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'));
		holder.simulator.fault({ path: '.*/company-info', times: 9, ...fault });
		const result = await createAndAnswer(itemOf(visit));
		expect(outputOf(result)).toHaveLength(1);
		const { status, html } = await readAfter(visit, result);
		expect(status).toBe(200);
		expect(html).toContain('<h1>Connected: QuickBooks Online</h1>');
	});

	it('speaks the builder’s words', async () => {
		const pages = {
			connectedTitle: '{company} ist verbunden',
			connectedText: 'Danke.',
			language: 'de',
		};
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'), { pages });
		const { html } = await readAfter(visit, await createAndAnswer(itemOf(visit)));
		expect(html).toContain(`<h1>${bakery.name} ist verbunden</h1>`);
		expect(html).toContain('<html lang="de">');
	});

	it('is the builder’s own where the link has one, but only for success', async () => {
		const options = {
			successRedirect: 'https://www.mycoolapp.com/connected',
			deniedRedirect: 'https://www.mycoolapp.com/not-connected',
		};
		const link = await makeLink(holder.simulator, 'oAuth2', { options });
		const visit = await comeBack(link);
		const { status, headers } = await readAfter(visit, await createAndAnswer(itemOf(visit)));
		expect([status, headers.location]).toEqual([303, options.successRedirect]);
		const denied = await comeBack(link, { decision: 'deny' });
		expect((await denied.answered).headers.location).toBe(options.deniedRedirect);
		const failed = await comeBack(await makeLink(holder.simulator, 'oAuth2', { options }));
		failed.answer({ statusCode: 500, body: { message: 'Error in workflow' } });
		expect(await failed.answered).toMatchObject({ status: 500 });
	});

	it('says at once that nothing was connected after a denial', async () => {
		const link = await makeLink(holder.simulator, 'oAuth2', { context: 'cus_42' });
		const visit = await comeBack(link, { decision: 'deny' });
		const { status, html } = await visit.answered;
		expect(status).toBe(200);
		expect(html).toContain('<h1>Nothing was connected</h1>');
		expect(html).not.toContain('Try again');
		expect(visit.outputs?.[1]?.[0]?.json).toMatchObject({
			error: 'access_denied',
			context: 'cus_42',
		});
	});

	it('says that it takes long when nobody answers, and that the approval was received', async () => {
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'));
		await time.asleep(1);
		time.wake();
		const { status, html } = await visit.answered;
		expect(status).toBe(202);
		expect(html).toContain('<h1>This takes longer than usual</h1>');
		expect(html).toContain('Your approval was received');
		const reference = /Reference: ([0-9A-F]{8})/.exec(html)?.[1];
		expect(visit.log).toEqual([expect.stringContaining(`reference ${reference}: no node`)]);
	});

	it.each<[string, (visit: OpenVisit) => void | Promise<void>]>([
		[
			'the workflow failed',
			({ answer }) => answer({ statusCode: 500, body: { message: 'Error in workflow' } }),
		],
		['no node answered', ({ answer }) => answer({ body: undefined })],
		[
			'the account could not be connected',
			async (visit) => {
				holder.simulator.fault({ path: '/instances', method: 'POST', status: 401, times: 9 });
				const result = await createAndAnswer(itemOf(visit));
				expect(result.error?.description).toMatch(
					/The customer was shown the reference [0-9A-F]{8}\./,
				);
				visit.answer(result.responses[0] ?? {});
			},
		],
	])('says that the connection was not made when %s', async (_, happen) => {
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'));
		await happen(visit);
		const { status, html } = await visit.answered;
		expect(status).toBe(500);
		expect(html).toContain('<h1>The connection was not made</h1>');
		expect(html).toMatch(/Reference: [0-9A-F]{8}/);
		expect(html).not.toMatch(/Error in workflow|\{"/);
	});
});

describe('A customer who reconnects', () => {
	const reprovision = async (item: IDataObject, id: number) =>
		await manage(
			holder.simulator,
			'reprovision',
			{
				instance: locator('id', String(id)),
				callback: '={{ $json }}',
				options: { answerBrowser: true },
			},
			{ items: [item] },
		);

	it('reads which company it is', async () => {
		const { id } = await onboard(holder.simulator);
		const link = await makeLink(holder.simulator, 'oAuth2', {
			options: { instanceId: String(id) },
		});
		const visit = await comeBack(link, { company: bakery.realmId });
		expect(itemOf(visit)).toMatchObject({ instanceId: String(id) });
		const { status, html } = await readAfter(visit, await reprovision(itemOf(visit), id));
		expect(status).toBe(200);
		expect(html).toContain(`<h1>Connected: ${bakery.name}</h1>`);
	});

	it('with another company reads so, and that nothing was changed', async () => {
		const { id } = await onboard(holder.simulator);
		const visit = await comeBack(await makeLink(holder.simulator, 'oAuth2'), {
			company: OTHER_REALM,
		});
		const { status, html } = await readAfter(visit, await reprovision(itemOf(visit), id));
		expect(status).toBe(500);
		expect(html).toContain('You chose another company than the one that was connected before.');
	});
});

describe('The way back to the Connect Page', () => {
	/** A link that was made for a customer who waited at the page. */
	const linkAtPage = async (invitation: INodeParameters = {}, parameters: INodeParameters = {}) => {
		const address = parameters.options
			? PAGE_URL
			: await inviteCustomer(holder.simulator, invitation);
		const pressed = await press(holder.simulator, address, 'QuickBooks', {}, parameters);
		pressed.answer({ body: '' });
		const result = await runNode({
			type: 'getOAuthUrl',
			credentials: credentialsOf(holder.simulator, 'oAuth2'),
			items: [itemOf(pressed)],
			parameters: { options: { answerBrowser: true } },
		});
		return outputOf(result)[0] as Link;
	};

	it('is there after a denial: an invitation of the same customer to the same software', async () => {
		const link = await linkAtPage({
			elements: 'quickbooks,xero',
			instanceId: '558412',
			context: 'c',
		});
		const visit = await comeBack(link, { decision: 'deny' });
		const back = linkIn((await visit.answered).html);
		const page = await openPage(holder.simulator, back);
		expect(page.status).toBe(200);
		expect(page.html).toContain('Reconnect your accounting software');
		const pressed = await press(holder.simulator, back, 'Xero');
		pressed.answer({ body: '' });
		expect(itemOf(pressed)).toMatchObject({
			customerId: 'cus_77',
			context: 'c',
			instanceId: '558412',
			invited: true,
		});
		expect(page.html).not.toContain('FreshBooks');
	});

	it('is there after a failure and after a link that came too late, and ends with the invitation', async () => {
		const failed = await comeBack(await linkAtPage());
		failed.answer({ statusCode: 500, body: { message: 'Error in workflow' } });
		expect((await openPage(holder.simulator, linkIn((await failed.answered).html))).status).toBe(
			200,
		);

		const link = await linkAtPage();
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const late = reseal(holder.simulator, link.state, { i: hourAgo, x: hourAgo + 1 });
		const callback = `http://localhost:5678/webhook/quickbooks-callback?state=${late}&code=c`;
		const trigger = {
			type: 'oAuthCallbackTrigger',
			parameters: { path: 'quickbooks-callback' },
			credentials: credentialsOf(holder.simulator, 'oAuth2'),
		};
		const tooLate = await openVisit({ ...trigger, address: callback });
		expect((await openPage(holder.simulator, linkIn((await tooLate.answered).html))).status).toBe(
			200,
		);

		const over = { u: PAGE_URL, e: [], x: hourAgo };
		const ended = reseal(holder.simulator, link.state, { p: over });
		const denied = `http://localhost:5678/webhook/quickbooks-callback?state=${ended}&error=access_denied`;
		const afterEnd = await openVisit({ ...trigger, address: denied });
		expect((await openPage(holder.simulator, linkIn((await afterEnd.answered).html))).status).toBe(
			410,
		);
	});

	it('is the plain page where anybody may come', async () => {
		const link = await linkAtPage({}, { options: { anybody: true } });
		const visit = await comeBack(link, { decision: 'deny' });
		expect(linkIn((await visit.answered).html)).toBe(PAGE_URL);
	});

	it('leads nowhere else: nothing of the request gets into it', async () => {
		const link = await linkAtPage();
		const callback = new URL(await answerConsent(link.oauthUrl, { decision: 'deny' }));
		for (const name of ['pageUrl', 'redirect', 'u', 'p', 'invitation']) {
			callback.searchParams.set(name, 'https://evil.example/');
		}
		const visit = await openVisit({
			type: 'oAuthCallbackTrigger',
			parameters: { path: 'quickbooks-callback' },
			credentials: credentialsOf(holder.simulator, 'oAuth2'),
			address: callback.href,
			headers: { 'x-forwarded-host': 'evil.example' },
		});
		const { html, headers } = await visit.answered;
		expect(html + JSON.stringify(headers)).not.toContain('evil.example');
	});
});
