import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useHarness } from '../../n8n/harness.mts';
import { useBrowser } from '../use-browser.mts';
import { cutTexts, openForm, place, rawTexts, redFields, signIn } from './editor.mts';
import { forms, type Form } from './variants.mts';

const harness = useHarness();
const inWindow = useBrowser();

/** What is wrong with the form that is open. */
interface Faults {
	red: string[];
	cut: string[];
	raw: string[];
}

const faultless: Faults = { red: [], cut: [], raw: [] };

/** Forms in one workflow: the editor is slow with many nodes. */
const AT_ONCE = 25;

/** Opens one form after the other, and gives what is wrong in each. */
async function faultsIn(page: Page, some: readonly Form[]): Promise<Array<[string, Faults]>> {
	const { client, session } = harness;
	const workflow = await place(client, some);
	const seen: Array<[form: string, faults: Faults]> = [];
	for (const [index, { name, required }] of some.entries()) {
		await openForm(page, session.origin, workflow, index);
		const red = (await redFields(page)).filter((field) => !required.includes(field));
		seen.push([name, { red, cut: await cutTexts(page), raw: await rawTexts(page) }]);
	}
	return seen;
}

it('Every form of every operation is red only where something has to be entered, and each of its texts can be read', async () => {
	const seen: Array<[form: string, faults: Faults]> = [];
	await inWindow({}, async ({ page }) => {
		await signIn(page, harness.session.origin);
		for (let first = 0; first < forms.length; first += AT_ONCE) {
			seen.push(...(await faultsIn(page, forms.slice(first, first + AT_ONCE))));
		}
	});
	expect(seen).toEqual(forms.map(({ name }) => [name, faultless]));
}, 300_000);

it('A text that is cut, or raw, is seen by the test above', async () => {
	const { client, session } = harness;
	const pageUrl = 'https://n8n.example.com/webhook/the-page-where-customers-connect-their-books';
	const sample = { name: 'Long', type: 'inviteCustomer', parameters: { pageUrl } };
	const workflow = await place(client, [sample]);
	await inWindow({}, async ({ page }) => {
		await signIn(page, session.origin);
		await openForm(page, session.origin, workflow, 0);
		expect([await cutTexts(page), await rawTexts(page)]).toEqual([[pageUrl], []]);
		const label = page.getByText('Customer ID', { exact: true });
		await label.evaluate((element) => {
			element.textContent = 'ID of {{ $json.customer }}';
			element.style = 'display: block; width: 3rem; overflow: hidden';
		});
		expect([await cutTexts(page), await rawTexts(page)]).toEqual([
			[pageUrl, 'ID of {{ $json.customer }}'],
			[expect.stringContaining('{{')],
		]);
	});
}, 60_000);
