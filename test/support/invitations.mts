import fc from 'fast-check';
import { compiled } from './compiled.mts';
import { ACCOUNT } from './sealing.mts';

export const invitations = compiled<typeof import('../../nodes/shared/oauth/invitation.ts')>(
	'nodes/shared/oauth/invitation',
);

export type Invitation = import('../../nodes/shared/oauth/invitation.ts').Invitation;

export const INVITATION_KEY = invitations.deriveInvitationKey(ACCOUNT, 'invitation');
export const VISIT_KEY = invitations.deriveInvitationKey(ACCOUNT, 'visit');

/** As n8n makes it: an ID of the execution, and 32 bytes in hexadecimal. */
export const RESUME_URL = `https://n8n.example.com/webhook-waiting/731?signature=${'0123456789abcdef'.repeat(4)}`;

/** An invitation for two weeks. */
export const INVITATION: Invitation = {
	pageUrl: 'https://n8n.example.com/webhook/connect',
	customerId: 'cus_42',
	elements: [],
	issuedAt: 1_700_000_000,
	expiresAt: 1_701_209_600,
};

/** Text that UTF-8 gives back as it was. */
const text = fc
	.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: 'grapheme' }),
		fc.webUrl({ withQueryParameters: true }),
		fc.stringMatching(/^[\w-]{0,60}$/),
		fc.uuid(),
	)
	.filter((given) => Buffer.from(given).toString() === given);

/** Any invitation that could be made. */
export const anyInvitation = fc.record<Invitation>(
	{
		pageUrl: text,
		customerId: text,
		elements: fc.array(fc.oneof(fc.constantFrom('quickbooks', 'xero', 'hubspot'), text), {
			maxLength: 6,
		}),
		issuedAt: fc.nat(),
		expiresAt: fc.nat(),
		context: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 })),
		instanceId: fc.nat().map(String),
		resumeUrl: fc.oneof(fc.constant(RESUME_URL), text),
		siteAddress: text,
	},
	{ requiredKeys: ['pageUrl', 'customerId', 'elements', 'issuedAt', 'expiresAt'] },
);
