import { describe, expect, it } from '@jest/globals';
import type { Workflow } from '../../n8n/client/client.mts';
import { COMPANIES } from '../../simulator/seed.mts';
import { answerConsent } from '../support/consent.mts';
import { formsIn, pressButton } from '../support/connect-page.mts';
import { connect } from '../support/connected.mts';
import { locator } from '../support/locators.mts';
import { authorization, call } from '../support/platform.mts';
import { useHarness } from './harness.mts';
import {
	DEMO,
	invite,
	pageUrlOf,
	pageWorkflow,
	whilePublished,
	type Change,
	type Place,
} from './onboarding.mts';
import { jsonOf } from './workflows.mts';

const harness = useHarness();
const [bakery, bikes = bakery] = COMPANIES;

const place = (): Place => ({
	client: harness.client,
	origin: harness.session.origin,
	...DEMO,
});

const withPage = async (
	work: (workflow: Workflow) => Promise<void>,
	change: Change = {},
	connectBy?: Parameters<typeof pageWorkflow>[2],
) => await whilePublished(place(), pageWorkflow(place(), change, connectBy), work);

/** What a customer reads when it does not work: a page in words, with a reference and never n8n's JSON. */
async function expectFailurePage(answer: Response, title: string): Promise<string> {
	const html = await answer.text();
	expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
	expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
	expect(html).toContain(`<h1>${title}</h1>`);
	return /Reference: ([0-9A-F]{8})/.exec(html)?.[1] ?? `no reference in ${html}`;
}

/** Presses QuickBooks at a page, approves, and gives the page after consent. */
async function connectAt(pageUrl: string, company: string = bakery.realmId): Promise<Response> {
	const answer = await pressButton(pageUrl, 'QuickBooks');
	expect(answer.status).toBe(303);
	return await fetch(await answerConsent(answer.headers.get('location') as string, { company }));
}

const instances = async () =>
	(await call(harness.simulator, 'GET', '/instances')).body as Array<Record<string, unknown>>;

describe('A customer with an invitation', () => {
	it('chooses QuickBooks, approves, and reads which company is connected', async () => {
		await withPage(async ({ id }) => {
			const inviteUrl = await invite(place(), { context: '{"plan":"pro"}' });
			const page = await fetch(inviteUrl);
			expect(page.status).toBe(200);
			expect(formsIn(await page.text()).map(({ button }) => button)).toEqual([
				'Continue with QuickBooks Online',
				'Continue with FreshBooks',
			]);

			const done = await connectAt(inviteUrl);
			expect(await done.text()).toContain(`Connected: ${bakery.name}`);
			expect(done.status).toBe(200);

			const [second, first] = await harness.client.executions(id);
			const chosen = await harness.client.finishedExecution(first?.id as string);
			expect(jsonOf(chosen, 'Page')).toEqual([
				{
					element: 'quickbooks',
					customerId: 'cus_77',
					context: { plan: 'pro' },
					instanceId: null,
					siteAddress: null,
					invited: true,
					visit: expect.any(String),
				},
			]);
			const connected = await harness.client.finishedExecution(second?.id as string);
			expect(jsonOf(connected, 'Callback')).toEqual([
				expect.objectContaining({ customerId: 'cus_77', context: { plan: 'pro' } }),
			]);
		});
	});

	it('gives the site that FreshBooks needs at the page', async () => {
		await withPage(async ({ id }) => {
			const site = { siteAddress: 'https://targetcompany.freshbooks.com/' };
			const answer = await pressButton(await invite(place()), 'FreshBooks', site);
			expect(answer.status).toBe(303);
			const execution = await harness.client.nextExecution(id);
			const link = jsonOf(execution, 'FreshBooks Link')[0]?.oauthUrl as string;
			expect(link).toBe(answer.headers.get('location'));
			expect(link).toContain('targetcompany');
		});
	});

	it('opens it a hundred times, as mail scanners do, and nothing starts', async () => {
		await withPage(async ({ id }) => {
			const inviteUrl = await invite(place());
			const visits = await Promise.all(Array.from({ length: 100 }, async () => fetch(inviteUrl)));
			expect(new Set(visits.map(({ status }) => status))).toEqual(new Set([200]));
			expect(await harness.client.executions(id)).toEqual([]);
			expect(harness.simulator.requests()).toEqual([]);
		});
	});
});

describe('Somebody without an invitation', () => {
	it('reads that one is needed, and no execution starts', async () => {
		await withPage(async ({ id }) => {
			await expectFailurePage(await fetch(pageUrlOf(place())), 'This link cannot be used');
			expect(await harness.client.executions(id)).toEqual([]);
		});
	});

	it('reconnects where anybody may come: the company tells which instance it is', async () => {
		const before = await connect(harness.simulator, 'quickbooks by OAuth 2.0');
		const ensure = {
			type: 'manageInstance',
			parameters: { operation: 'ensure', matchBy: 'company', options: { answerBrowser: true } },
		};
		const anybody = { page: { options: { anybody: true } } };
		await withPage(
			async () => {
				const done = await connectAt(pageUrlOf(place()));
				expect(await done.text()).toContain(`Connected: ${bakery.name}`);
				expect(await instances()).toEqual([
					expect.objectContaining({ id: before.id, token: before.token }),
				]);
			},
			anybody,
			ensure,
		);
	});
});

describe('A customer who is invited to reconnect', () => {
	const reprovision = {
		type: 'manageInstance',
		parameters: {
			operation: 'reprovision',
			instance: locator('id', '={{ $json.instanceId }}'),
			options: { answerBrowser: true },
		},
	};

	it('keeps the instance, which is enabled again', async () => {
		const { id, token } = await connect(harness.simulator, 'quickbooks by OAuth 2.0');
		harness.simulator.revoke(id);
		harness.simulator.clock.advance(2 * 3_600_000);
		const asInstance = { authorization: authorization(harness.simulator.accounts.main, token) };
		for (let n = 0; n < 2; n++) {
			await call(harness.simulator, 'GET', '/ping', { headers: asInstance });
		}
		expect(await instances()).toEqual([expect.objectContaining({ id, disabled: true })]);
		await withPage(
			async () => {
				const inviteUrl = await invite(place(), { instanceId: String(id) });
				expect(await (await fetch(inviteUrl)).text()).toContain(
					'Reconnect your accounting software',
				);
				const done = await connectAt(inviteUrl);
				expect(await done.text()).toContain(`Connected: ${bakery.name}`);
				expect(await instances()).toEqual([
					expect.objectContaining({ id, token, disabled: false }),
				]);
			},
			{},
			reprovision,
		);
	});

	it('with another company reads so, and nothing is changed', async () => {
		const { id } = await connect(harness.simulator, 'quickbooks by OAuth 2.0');
		await withPage(
			async (workflow) => {
				const inviteUrl = await invite(place(), { instanceId: String(id) });
				const before = await instances();
				const done = await connectAt(inviteUrl, bikes.realmId);
				await expectFailurePage(done.clone(), 'The connection was not made');
				const html = await done.text();
				expect(html).toContain('You chose another company than the one that was connected before');
				expect(html).toContain('Try again');
				expect(await instances()).toEqual(before);
				const [last] = await harness.client.executions(workflow.id);
				const execution = await harness.client.finishedExecution(last?.id as string);
				expect(execution.data.resultData.error?.message).toMatch(/connected to Company ID/);
			},
			{},
			reprovision,
		);
	});
});

describe('A customer whose choice leads nowhere', () => {
	it('reads so when the link cannot be made, and the execution has the reference', async () => {
		await withPage(async ({ id }) => {
			const inviteUrl = await invite(place());
			harness.simulator.fault({ path: '.*/oauth/url', status: 401, times: 9 });
			const answer = await pressButton(inviteUrl, 'QuickBooks');
			const reference = await expectFailurePage(answer, 'That did not work');
			const execution = await harness.client.nextExecution(id);
			expect(execution.status).toBe('error');
			const customData = await harness.client.customData(execution.id);
			expect(customData).toMatchObject({ cloudElementsReference: reference });
		});
	});

	it.each<[string, Change]>([
		['no node answers', { quickbooks: { options: {} } }],
		[
			'the workflow fails before any node could answer',
			{ quickbooks: { context: '{"a":', options: {} } },
		],
	])('reads so when %s', async (_, change) => {
		await withPage(async () => {
			const answer = await pressButton(await invite(place()), 'QuickBooks');
			await expectFailurePage(answer, 'That did not work');
		}, change);
	});
});
