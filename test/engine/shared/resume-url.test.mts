import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { linkIn } from '../../support/connect-page.mts';
import { answerConsent } from '../../support/consent.mts';
import { credentialsOf } from '../../support/credentials.mts';
import { nodeOf } from '../../support/engine/host.mts';
import {
	PAGE_URL,
	inviteCustomer,
	itemOf,
	openPage,
	press,
} from '../../support/engine/page-visit.mts';
import { outputOf, runNode, type RunResult } from '../../support/engine/run-node.mts';
import { openVisit, visit, type Visit } from '../../support/engine/visit.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { claimsIn, type Link } from '../../support/flow.mts';
import { useSimulator } from '../../support/simulator.mts';

/** Whoever has an execution's resume URL can resume it, so nobody gets to see it who need not. */
const holder = useSimulator();
const time = useFakeTime();
beforeEach(() => time.hold());

const RESUME = { resumeThisExecution: true };
const OURS = /signature=|webhook-waiting/;
const credentials = () => credentialsOf(holder.simulator, 'oAuth2');

/** What n8n would store and show of a run, but for what it stores of every run itself. */
const told = ({ outputs, error, customData, responses }: RunResult) =>
	JSON.stringify([
		outputs,
		error?.message,
		error?.description,
		error?.context,
		customData,
		responses,
	]);
const seen = ({ html, headers, log, outputs }: Visit) =>
	JSON.stringify([html, headers, log, outputs ?? null]);

const makeLink = async (options: INodeParameters, items: IDataObject[] = [{}]) =>
	await runNode({
		type: 'getOAuthUrl',
		credentials: credentials(),
		items,
		parameters: { options },
	});
const at = async (type: string, address: string, parameters: INodeParameters = {}) =>
	await visit({ type, parameters, credentials: credentials(), address });

describe('The resume URL of an execution that waits', () => {
	it('stands in nothing on the way from invitation to callback but in the one redirect', async () => {
		const texts: string[] = [];
		const inviteUrl = await inviteCustomer(holder.simulator, { options: RESUME });
		texts.push(inviteUrl, seen(await openPage(holder.simulator, inviteUrl)));

		const pressed = await press(holder.simulator, inviteUrl, 'QuickBooks');
		const made = await makeLink({ answerBrowser: true }, [itemOf(pressed)]);
		pressed.answer(made.responses[0] ?? {});
		const { outputs, log } = pressed;
		texts.push(told(made), seen({ ...(await pressed.answered), outputs, log }));

		const [link] = outputOf(made) as Link[];
		const { w: resumeUrl = 'none' } = claimsIn(holder.simulator, link as Link);
		expect(resumeUrl).toMatch(OURS);

		const callback = await answerConsent((link as Link).oauthUrl);
		texts.push(callback, JSON.stringify(holder.simulator.requests()));
		const led = await at('oAuthCallbackTrigger', callback, { path: 'quickbooks-callback' });
		expect(led.headers.location?.startsWith(resumeUrl)).toBe(true);
		delete led.headers.location;
		texts.push(seen(led));

		const address = new URL(resumeUrl);
		address.search += `&${new URL(callback).searchParams.toString()}`;
		texts.push(seen(await at('waitForCustomer', address.href)));
		for (const one of texts) expect(one).not.toMatch(OURS);
	});

	it.each<[string, (callback: URL) => void]>([
		['is refused for its path', (callback) => (callback.pathname = '/webhook/other')],
		['is refused for two states', ({ searchParams }) => searchParams.append('state', 'a')],
		['is refused for its state', ({ searchParams }) => searchParams.set('state', 'a.b.c.d.e')],
	])('is in neither page nor log where a callback %s', async (_, change) => {
		const [link] = outputOf(await makeLink(RESUME)) as Link[];
		const callback = new URL(await answerConsent((link as Link).oauthUrl));
		change(callback);
		const refused = await at('oAuthCallbackTrigger', callback.href, {
			path: 'quickbooks-callback',
		});
		expect(refused.status).toBe(400);
		expect(seen(refused)).not.toMatch(OURS);
	});

	it('is in neither page nor log where another execution was reached', async () => {
		const [link] = outputOf(await makeLink(RESUME)) as Link[];
		const callback = new URL(await answerConsent((link as Link).oauthUrl));
		const elsewhere = `http://localhost:5678/webhook-waiting/732${callback.search}`;
		const refused = await at('waitForCustomer', elsewhere);
		expect(refused.status).toBe(400);
		expect(seen(refused)).not.toMatch(OURS);
	});

	it.each<[string, () => Promise<RunResult>]>([
		[
			'a link that was refused',
			async () => await makeLink({ ...RESUME, siteAddress: '<' }, [{}, {}]),
		],
		[
			'a link that the platform refused',
			async () => {
				holder.simulator.fault({ path: '.*/oauth/url', status: 400, times: 9 });
				return await makeLink(RESUME);
			},
		],
		[
			'an invitation that was too long',
			async () =>
				await runNode({
					type: 'inviteCustomer',
					credentials: credentials(),
					parameters: { pageUrl: PAGE_URL, context: 'x'.repeat(2000), options: RESUME },
				}),
		],
		[
			'a wait that was refused',
			async () =>
				await runNode({
					type: 'waitForCustomer',
					credentials: credentials(),
					before: [{ ...nodeOf('getOAuthUrl', {}, credentials()), id: 'make', name: 'Make' }],
				}),
		],
	])('is in no error of %s', async (_, run) => {
		const result = await run();
		expect(result.error).toBeDefined();
		expect(told(result)).not.toMatch(OURS);
	});

	it('is in the way back of no page: a new invitation carries it, sealed', async () => {
		const inviteUrl = await inviteCustomer(holder.simulator, { options: RESUME });
		const pressed = await press(holder.simulator, inviteUrl, 'QuickBooks');
		pressed.answer({ body: '' });
		const [link] = outputOf(await makeLink({ answerBrowser: true }, [itemOf(pressed)])) as Link[];
		const { w } = claimsIn(holder.simulator, link as Link);
		const denied = new URL(w ?? 'missing:');
		denied.search += `&state=${(link as Link).state}&error=access_denied`;
		const { answered } = await openVisit({
			type: 'waitForCustomer',
			credentials: credentials(),
			address: denied.href,
		});
		const { html } = await answered;
		expect(html).not.toMatch(OURS);
		const back = linkIn(html);
		const again = await press(holder.simulator, back, 'QuickBooks');
		again.answer({ body: '' });
		const [second] = outputOf(await makeLink({ answerBrowser: true }, [itemOf(again)])) as Link[];
		expect(claimsIn(holder.simulator, second as Link).w).toBe(w);
	});
});
