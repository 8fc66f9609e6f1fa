import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { MAX_INVITATION_LENGTH, inviteUrlOf, sealInvitation } from '../shared/oauth/invitation';
import type { ItemResult } from '../shared/run/forEachItem';
import type { InvitationParameters } from './parameters';

const DAY_S = 86_400;

/**
 * Makes the invitation of one item.
 *
 * @throws InvalidInput when it would be too long for a link
 */
export function createInvitation(
	key: Buffer,
	given: Omit<InvitationParameters, 'options'> & { resumeUrl?: string },
	now: Date,
): ItemResult {
	const { pageUrl, customerId, context, elements, instanceId, resumeUrl } = given;
	const issuedAt = Math.floor(now.getTime() / 1000);
	const expiresAt = issuedAt + Math.round(given.expiresInDays * DAY_S);
	const sealed = sealInvitation(
		{
			pageUrl,
			customerId,
			elements,
			issuedAt,
			expiresAt,
			...(context !== '' && { context }),
			...(instanceId !== '' && { instanceId }),
			...(resumeUrl !== undefined && { resumeUrl }),
		},
		key,
	);
	if (sealed.length > MAX_INVITATION_LENGTH) {
		throw new InvalidInput(
			`The context is too long for an invitation: it has ${sealed.length} characters, ${MAX_INVITATION_LENGTH} are possible`,
			'Shorten Context: give an ID by which your own system finds the rest.',
		);
	}
	return {
		json: {
			inviteUrl: inviteUrlOf(pageUrl, sealed),
			expiresAt: new Date(expiresAt * 1000).toISOString(),
			customerId: customerId || null,
			context: (context === '' ? {} : context) as IDataObject,
		},
	};
}
