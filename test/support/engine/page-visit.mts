import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountCredential } from '../credentials.mts';
import { formsIn } from '../connect-page.mts';
import type { Simulator } from '../simulator.mts';
import { outputOf, runNode } from './run-node.mts';
import {
	openVisit,
	read,
	visit,
	type BrowserRequest,
	type OpenVisit,
	type Visit,
} from './visit.mts';

export const PAGE_URL = 'http://localhost:5678/webhook/connect';

/** What the page offers unless a test says otherwise. */
const OFFERS: INodeParameters = {
	software: [
		{ element: 'quickbooks', label: 'QuickBooks Online' },
		{ element: 'freshbooks', label: 'FreshBooks' },
		{ element: 'xero', label: 'Xero' },
	],
};

/** An invitation as Invite Customer makes it for a customer. */
export async function inviteCustomer(
	simulator: Simulator,
	parameters: INodeParameters = {},
): Promise<string> {
	const credentials = accountCredential(simulator);
	const given = { pageUrl: PAGE_URL, customerId: 'cus_77', ...parameters };
	const result = await runNode({ type: 'inviteCustomer', credentials, parameters: given });
	return outputOf(result)[0]?.inviteUrl as string;
}

const at = (
	simulator: Simulator,
	address: string,
	parameters: INodeParameters,
): BrowserRequest => ({
	type: 'connectPage',
	parameters: { path: 'connect', offers: OFFERS, ...parameters },
	credentials: accountCredential(simulator),
	address,
});

/** Opens the Connect Page. */
export async function openPage(
	simulator: Simulator,
	address: string,
	parameters: INodeParameters = {},
): Promise<Visit> {
	return await visit(at(simulator, address, parameters));
}

/** A form that is sent to the page, and from where. */
export interface Sent {
	form: Record<string, string> | Array<[string, string]>;
	headers?: Record<string, string>;
	parameters?: INodeParameters;
}

/** Sends a form to the page, as a browser on it does unless told otherwise. */
export async function sendForm(
	simulator: Simulator,
	address: string,
	{ form, headers = { 'sec-fetch-site': 'same-origin' }, parameters = {} }: Sent,
): Promise<OpenVisit> {
	return await openVisit({ ...at(simulator, address, parameters), form, headers });
}

/** Sends a form to the page that the page answers by itself. */
export async function sendFormAndRead(
	simulator: Simulator,
	address: string,
	sent: Sent,
): Promise<Visit> {
	return await read(await sendForm(simulator, address, sent));
}

/** The fields of the form with a button, as the page has them. */
export async function formAt(
	simulator: Simulator,
	address: string,
	button: string,
	parameters: INodeParameters = {},
): Promise<Record<string, string>> {
	const { html } = await openPage(simulator, address, parameters);
	const form = formsIn(html).find((one) => one.button.includes(button));
	if (!form) throw new Error(`no button "${button}" in ${html}`);
	return form.fields;
}

/** Opens the page and presses a button; the browser waits then. */
export async function press(
	simulator: Simulator,
	address: string,
	button: string,
	fields: Record<string, string> = {},
	parameters: INodeParameters = {},
): Promise<OpenVisit> {
	const form = { ...(await formAt(simulator, address, button, parameters)), ...fields };
	return await sendForm(simulator, address, { form, parameters });
}

/** The one item that a visit has started the workflow with. */
export function itemOf({ outputs, log }: Pick<Visit, 'outputs' | 'log'>): IDataObject {
	const items = (outputs ?? []).flat();
	if (items.length !== 1) throw new Error(`${items.length} items ${log.join()}`);
	return items[0]?.json as IDataObject;
}
