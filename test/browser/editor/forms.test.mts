import { describe, expect, it } from '@jest/globals';
import { useHarness } from '../../n8n/harness.mts';
import { nodes } from '../../support/listed.mts';
import { useBrowser } from '../use-browser.mts';
import { byTestId, load, openForm, place, redFields, signIn, type Sample } from './editor.mts';

const harness = useHarness();
const inWindow = useBrowser();

/** Opens one form after the other, and gives what is red in each. */
async function redIn(samples: readonly Sample[]): Promise<Record<string, string[]>> {
	const { client, session } = harness;
	const workflow = await place(client, samples);
	const red: Record<string, string[]> = {};
	await inWindow({}, async ({ page }) => {
		await signIn(page, session.origin);
		for (const [index, { name }] of samples.entries()) {
			await openForm(page, session.origin, workflow, index);
			red[name] = await redFields(page);
		}
	});
	return red;
}

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
const instance = locator('customer', 'cus_77');

describe('A form', () => {
	it('that is filled in rightly is nowhere red', async () => {
		const samples: Sample[] = [
			{ name: 'an ID as context', type: 'getOAuthUrl', parameters: { context: 'cus_77' } },
			{
				name: 'an object as context',
				type: 'getOAuthUrl',
				parameters: { context: '{"plan":"pro"}' },
			},
			{
				name: 'the context of an invitation',
				type: 'inviteCustomer',
				parameters: { pageUrl: 'https://n8n.example.com/webhook/connect', context: 'cus_77' },
			},
			{
				name: 'a callback URL as text',
				type: 'createInstance',
				parameters: { callback: 'https://www.mycoolapp.com/auth?code=1&state=2' },
			},
			{ name: 'the item as callback', type: 'createInstance' },
			{
				name: 'a callback for reconnecting',
				type: 'manageInstance',
				parameters: { operation: 'reprovision', instance, callback: '?code=1&state=2' },
			},
			{
				name: 'a time in milliseconds',
				type: 'createInstance',
				parameters: { source: 'tokens', refreshToken: 'RT', refreshTime: '1467737443234' },
			},
			{
				name: 'a record',
				type: 'elementRequest',
				parameters: {
					operation: 'create',
					object: locator('name', 'customers'),
					record: '{"a":1}',
				},
			},
		];
		const red = await redIn(samples);
		expect(red).toEqual(Object.fromEntries(samples.map(({ name }) => [name, []])));
	}, 120_000);

	it('is red where JSON is broken, so the tests above can see it', async () => {
		const parameters = { operation: 'create', object: locator('name', 'a'), record: '{"a"' };
		const red = await redIn([{ name: 'broken', type: 'elementRequest', parameters }]);
		expect(red).toEqual({ broken: ['record'] });
	}, 60_000);
});

it('The subtitles below new nodes are not cut, only what somebody wrote may be', async () => {
	const { client, session } = harness;
	const longName = 'a customer ID that nobody can read to its end';
	const samples: Sample[] = [
		...nodes.map(({ type: { description } }) => ({
			name: description.displayName,
			type: description.name,
		})),
		{ name: 'Long', type: 'getOAuthUrl', parameters: { customerId: longName } },
	];
	const { id } = await place(client, samples);
	await inWindow({}, async ({ page }) => {
		await signIn(page, session.origin);
		await load(page, `${session.origin}/workflow/${id}`);
		const subtitles = byTestId(page, 'canvas-node').locator('[class*="_subtitle_"]');
		await subtitles.nth(samples.length - 1).waitFor({ state: 'attached' });
		const cut = await subtitles.evaluateAll((all) =>
			all
				.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
				.map(({ textContent }) => textContent as string),
		);
		expect(cut).toEqual([`for ${longName}`]);
	});
}, 60_000);
