import { expect, it } from '@jest/globals';
import { useHarness } from '../../n8n/harness.mts';
import { useBrowser } from '../use-browser.mts';
import { cutTexts, openForm, place, rawTexts, redFields, signIn } from './editor.mts';
import { forms } from './variants.mts';

const harness = useHarness();
const inWindow = useBrowser();

/** What is wrong with the form that is open. */
interface Faults {
	red: string[];
	cut: string[];
	raw: string[];
}

const faultless: Faults = { red: [], cut: [], raw: [] };

it('Every form of every operation is red only where something has to be entered, and each of its texts can be read', async () => {
	const { client, session } = harness;
	const workflow = await place(client, forms);
	const seen: Array<[form: string, faults: Faults]> = [];
	await inWindow({}, async ({ page }) => {
		await signIn(page, session.origin);
		for (const [index, { name, required }] of forms.entries()) {
			await openForm(page, session.origin, workflow, index);
			const red = await redFields(page);
			seen.push([
				name,
				{
					red: red.filter((field) => !required.includes(field)),
					cut: await cutTexts(page),
					raw: await rawTexts(page),
				},
			]);
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
