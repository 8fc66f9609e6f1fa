import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import type { App, AppOverrides } from '../shared/app/app';
import { readJson } from '../shared/fields/json';
import { templateOf } from '../shared/fields/template';
import { textOf, wireText } from '../shared/fields/wireText';
import { readCustomerId } from '../shared/instances/customer';
import { looksSealed } from '../shared/oauth/sealedState';

/** What the node's parameters say for one item. */
export interface LinkParameters {
	callbackUrl: string;
	customerId: string;
	context: unknown;
	expiresInMinutes: number;
	options: AppOverrides & {
		answerBrowser?: boolean;
		customState?: string;
		deniedRedirect?: string;
		/** ID of the instance that the approval is to connect anew; empty for a new one. */
		instanceId: string;
		resumeThisExecution?: boolean;
		sendSecretsInBody?: boolean;
		successRedirect?: string;
	};
}

/** Options that are texts, by their names in the editor. */
const TEXTS = {
	customState: 'Custom State',
	deniedRedirect: 'Denied Redirect',
	scope: 'Scope',
	siteAddress: 'Site Address',
	successRedirect: 'Success Redirect',
} as const;

const LONGEST_LIFE_MINUTES = 60 * 24 * 365;

function readInstanceId(given: unknown): string {
	const id = textOf('Instance ID', given);
	if (id === '' || /^\d+$/.test(id)) return id;
	throw new InvalidInput(`Instance ID must be the ID of an instance, digits only, not "${id}"`);
}

/**
 * @throws InvalidInput when Context begins like JSON but is not, or when an ID cannot be one
 */
export function readParameters(context: IExecuteFunctions, itemIndex: number): LinkParameters {
	const options = context.getNodeParameter('options', itemIndex, {}) as Partial<
		LinkParameters['options']
	>;
	const texts = (Object.keys(TEXTS) as Array<keyof typeof TEXTS>)
		.filter((name) => options[name])
		.map((name) => [name, wireText(TEXTS[name], options[name])]);
	return {
		callbackUrl: textOf('Callback URL', context.getNodeParameter('callbackUrl', itemIndex, '')),
		context: readJson(
			'Context',
			context.getNodeParameter('context', itemIndex, ''),
			templateOf(context, itemIndex, 'context'),
		),
		customerId: readCustomerId(context, itemIndex),
		expiresInMinutes: context.getNodeParameter('expiresInMinutes', itemIndex, 60) as number,
		options: {
			...options,
			...(Object.fromEntries(texts) as typeof options),
			instanceId: readInstanceId(options.instanceId),
		},
	};
}

function checkRedirect(label: string, url: string | undefined): void {
	if (!url || (URL.canParse(url) && new URL(url).protocol === 'https:')) return;
	throw new InvalidInput(`${label} must be a web address that begins with https://, not "${url}"`);
}

function checkCustomState(app: App, options: LinkParameters['options']): void {
	const { customState, successRedirect, deniedRedirect } = options;
	if (customState && options.resumeThisExecution) {
		throw new InvalidInput(
			'Where this execution waits travels in the sealed state, so it cannot be resumed with Custom State',
			'Remove Custom State, or switch Resume This Execution off.',
		);
	}
	if (customState && looksSealed(customState)) {
		throw new InvalidInput(
			'Custom State looks like a sealed state',
			'Leave it empty to let the node seal a state, or give a text of your own without four dots.',
		);
	}
	if (customState && (successRedirect || deniedRedirect)) {
		throw new InvalidInput(
			'Redirects travel in the sealed state, so they cannot be used with Custom State',
			'Remove Custom State, or redirect in your own callback workflow.',
		);
	}
	if (!customState && !app.flow.returnsState) throw stateWouldBeLost(app);
}

/** The error for an element whose provider drops the state, with the way that works all the same. */
export function stateWouldBeLost({ element }: App): InvalidInput {
	return new InvalidInput(
		`${element.displayName} may not bring the state back on the callback, so a sealed state would be lost`,
		'Give a Custom State, keep the request token and its secret in a Data Table, and look them up by oauth_token when the callback arrives, as the example "Guide flow with the core Webhook node" does.',
	);
}

/** @throws InvalidInput for the first parameter that cannot be meant, before anything is sent */
export function checkParameters(app: App, { expiresInMinutes, options }: LinkParameters): void {
	if (!(expiresInMinutes >= 1 && expiresInMinutes <= LONGEST_LIFE_MINUTES)) {
		throw new InvalidInput(
			`Expires In must be between 1 and ${LONGEST_LIFE_MINUTES} minutes (a year), not ${expiresInMinutes}`,
		);
	}
	checkRedirect('Success Redirect', options.successRedirect);
	checkRedirect('Denied Redirect', options.deniedRedirect);
	checkCustomState(app, options);
}
