import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FRESHBOOKS_APP } from '../../../simulator/seed-providers.mts';
import { compiled } from '../../support/compiled.mts';
import type { App } from '../../support/credentials.mts';
import { inviteCustomer, itemOf, press } from '../../support/engine/page-visit.mts';
import { outputOf, runNode, wordsOf, type RunOptions } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { askLink, claimsIn, type Link } from '../../support/flow.mts';
import { PAGE_URL } from '../../support/engine/page-visit.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { useSimulator } from '../../support/simulator.mts';

const { newsInBody } = compiled<typeof import('../../../nodes/shared/pages/browserNews.ts')>(
	'nodes/shared/pages/browserNews',
);

/** Get OAuth URL with Answer Browser, behind the Connect Page. */
const holder = useSimulator();
const time = useFakeTime();
beforeEach(() => time.hold());

const FRESHBOOKS: App = {
	element: 'freshbooks',
	apiKey: FRESHBOOKS_APP.key,
	apiSecret: FRESHBOOKS_APP.secret,
};

/** The item of the page, for a customer who pressed a button. */
async function chosen(
	button = 'QuickBooks',
	invitation: INodeParameters = {},
	siteAddress = 'targetcompany',
): Promise<IDataObject> {
	const inviteUrl = await inviteCustomer(holder.simulator, invitation);
	const visit = await press(holder.simulator, inviteUrl, button, { siteAddress });
	visit.answer({ body: '' });
	holder.simulator.reset();
	return itemOf(visit);
}

const answer = async (
	items: IDataObject[],
	{
		app = 'oAuth2',
		options = {},
		parameters = {},
		...more
	}: Partial<RunOptions> & { app?: App; options?: INodeParameters } = {},
) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentialsOf(holder.simulator, app),
		items,
		parameters: { ...parameters, options: { answerBrowser: true, ...options } },
		...more,
	});

describe('The browser that waits', () => {
	it('is sent to the link, which it neither stores nor tells anybody', async () => {
		const result = await answer([await chosen()]);
		const [{ oauthUrl } = {}] = outputOf(result) as Partial<Link>[];
		expect(oauthUrl).toMatch(/^http/);
		expect(result.responses).toEqual([
			{
				statusCode: 303,
				headers: {
					location: oauthUrl,
					'cache-control': 'no-store',
					'referrer-policy': 'no-referrer',
				},
				body: '',
			},
		]);
	});

	it('is not answered without the option, and not for an empty input', async () => {
		const item = await chosen();
		expect((await answer([item], { options: { answerBrowser: false } })).responses).toEqual([]);
		expect((await answer([])).responses).toEqual([]);
	});

	it('is sent on from an item of another node too, as long as it is one', async () => {
		const { responses } = await answer([{ email: 'a@b.example' }]);
		expect(responses).toMatchObject([{ statusCode: 303 }]);
	});
});

describe('What the node leaves open', () => {
	it('comes from the page: customer, context, instance and the way back', async () => {
		const item = await chosen('QuickBooks', {
			context: '{"plan":"pro"}',
			instanceId: '558412',
			elements: 'quickbooks,xero',
		});
		const [link] = outputOf(await answer([item])) as Link[];
		expect(link).toMatchObject({ element: 'quickbooks', context: { plan: 'pro' } });
		expect(claimsIn(holder.simulator, link as Link)).toMatchObject({
			k: 'cus_77',
			c: { plan: 'pro' },
			j: '558412',
			p: { u: PAGE_URL, e: ['quickbooks', 'xero'], x: expect.any(Number) },
		});
	});

	it('comes from the node where it says something itself', async () => {
		const item = await chosen('QuickBooks', { context: 'from page', instanceId: '558412' });
		const [link] = outputOf(
			await answer([item], {
				parameters: { customerId: 'cus_1', context: 'from node' },
				options: { instanceId: '7' },
			}),
		) as Link[];
		expect(claimsIn(holder.simulator, link as Link)).toMatchObject({
			k: 'cus_1',
			c: 'from node',
			j: '7',
		});
	});

	it('is the site too, that the customer gave at the page', async () => {
		const item = await chosen('FreshBooks', {}, 'https://HarborLane.freshbooks.com/');
		const [link] = outputOf(await answer([item], { app: FRESHBOOKS })) as Link[];
		expect(
			new URL((link as Link).oauthUrl).searchParams.toString() + (link as Link).oauthUrl,
		).toContain('harborlane');
		expect(claimsIn(holder.simulator, link as Link).o).toEqual({ siteAddress: 'harborlane' });
	});

	it('does not come from an item that was changed on its way', async () => {
		const item = await chosen();
		const [link] = outputOf(
			await answer([{ ...item, customerId: 'cus_other', context: { plan: 'other' } }]),
		) as Link[];
		expect(claimsIn(holder.simulator, link as Link)).toMatchObject({ k: 'cus_77' });
		expect(claimsIn(holder.simulator, link as Link)).not.toHaveProperty('c');
	});
});

describe('What cannot be done', () => {
	/** The news that the customer was sent, and the reference. */
	const newsOf = ({ responses }: Awaited<ReturnType<typeof answer>>) => {
		expect(responses).toHaveLength(1);
		expect(responses[0]).toMatchObject({ statusCode: 200 });
		return newsInBody(responses[0]?.body);
	};

	it.each<[string, () => Promise<Parameters<typeof answer>>, RegExp, string]>([
		[
			'an app credential for other software than was chosen',
			async () => [[await chosen('Xero')]],
			/The customer chose xero at the Connect Page, the app credential is for quickbooks[^]*Connect each output/,
			'link_of_other_app',
		],
		[
			'a visit that was sealed by another account',
			async () => [[{ element: 'quickbooks', visit: 'a.b.c.d.e' }]],
			/The visit of the Connect Page cannot be used: it is malformed[^]*pass its item on as it is/,
			'state_unusable',
		],
	])(
		'(%s) is said to the customer with a reference and to the builder in words',
		async (_, run, words, code) => {
			const result = await answer(...(await run()));
			const news = newsOf(result);
			expect(news).toEqual({
				kind: 'failed',
				reference: expect.stringMatching(/^[0-9A-F]{8}$/),
				code,
			});
			const reference = news?.kind === 'failed' ? news.reference : '';
			expect(wordsOf(result)).toMatch(words);
			expect(wordsOf(result)).toContain(`The customer was shown the reference ${reference}.`);
			expect(result.customData).toMatchObject({ cloudElementsReference: reference });
			expect(holder.simulator.requests()).toEqual([]);
		},
	);

	it('is said with the reference in the error item where the node continues', async () => {
		const result = await answer([await chosen('Xero')], { onError: 'continueErrorOutput' });
		const news = newsOf(result);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			details: {
				code: 'link_of_other_app',
				reference: news?.kind === 'failed' ? news.reference : 'no news',
			},
		});
		expect(result.outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('is said when the platform refuses', async () => {
		const item = await chosen();
		holder.simulator.fault({ path: '.*/oauth/url', status: 401, times: 9 });
		const result = await answer([item]);
		expect(newsOf(result)).toMatchObject({ kind: 'failed' });
		expect(wordsOf(result)).toMatch(/refused the user secret/);
	});

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'is several customers for one browser, with %s',
		async (onError) => {
			const item = await chosen();
			const result = await answer([item, item], { onError });
			expect(newsOf(result)).toMatchObject({ kind: 'failed' });
			expect(holder.simulator.requests()).toEqual([]);
			const words = /One browser waits for an answer, and several items came/;
			if (onError === 'stopWorkflow') {
				expect(wordsOf(result)).toMatch(words);
				return;
			}
			expect(result.outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[expect.stringMatching(words), { item: 0 }],
				[expect.stringMatching(words), { item: 1 }],
			]);
		},
	);
});

describe('Resume This Execution', () => {
	it('travels in the state, sealed, and is nowhere else', async () => {
		const result = await askLink(holder.simulator, 'oAuth2', {
			options: { resumeThisExecution: true },
		});
		const [link] = outputOf(result) as Link[];
		const { w: resumeUrl } = claimsIn(holder.simulator, link as Link);
		expect(resumeUrl).toMatch(
			/^http:\/\/localhost:5678\/webhook-waiting\/731\?signature=[0-9a-f]{64}$/,
		);
		expect(JSON.stringify(result.outputs)).not.toMatch(/signature=|webhook-waiting/);
	});

	it.each<[string, INodeParameters, IDataObject[], RegExp]>([
		[
			'several customers',
			{},
			[{}, {}],
			/One execution waits for one customer, and several items came/,
		],
		['a custom state', { customState: 'mine' }, [{}], /cannot be resumed with Custom State/],
	])('is refused for %s, before anything is sent', async (_, options, items, words) => {
		const parameters = { options: { resumeThisExecution: true, ...options } };
		const result = await askLink(holder.simulator, 'oAuth2', parameters, items);
		expect(wordsOf(result)).toMatch(words);
		expect(holder.simulator.requests()).toEqual([]);
	});
});
