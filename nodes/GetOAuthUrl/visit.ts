import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { deriveInvitationKey, openInvitation } from '../shared/oauth/invitation';
import type { Invitation } from '../shared/oauth/invitation';
import type { KeyAccount } from '../shared/sealing/keys';
import type { LinkParameters } from './parameters';

/** A customer who waits at the Connect Page. */
export interface Visit {
	/** What the page knows about the customer, checked. */
	invitation: Invitation;
	/** Key of the element that the customer chose. */
	element: unknown;
}

/**
 * The visit that the item of the Connect Page tells of, or nothing where the item is another one.
 *
 * @throws InvalidInput when it was sealed with another account
 */
export function readVisit(
	context: IExecuteFunctions,
	itemIndex: number,
	account: KeyAccount,
): Visit | undefined {
	const { visit, element } = context.getInputData()[itemIndex]?.json ?? {};
	if (typeof visit !== 'string') return undefined;
	const opened = openInvitation(visit, deriveInvitationKey(account, 'visit'));
	if ('invitation' in opened) return { invitation: opened.invitation, element };
	throw new InvalidInput(
		`The visit of the Connect Page cannot be used: it is ${opened.problem}`,
		'Use the Cloud Elements credential of the Connect Page, and pass its item on as it is.',
		'state_unusable',
	);
}

/** The parameters, and what they leave open as the Connect Page knows it. */
export function withVisit(parameters: LinkParameters, { invitation }: Visit): LinkParameters {
	const { options, context } = parameters;
	return {
		...parameters,
		customerId: parameters.customerId || invitation.customerId,
		context: context === '' ? (invitation.context ?? '') : context,
		options: {
			...options,
			instanceId: options.instanceId || (invitation.instanceId ?? ''),
			siteAddress: options.siteAddress || invitation.siteAddress,
		},
	};
}
