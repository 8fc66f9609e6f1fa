import type { PageTexts } from './appearance';

/** Texts of what a customer sees after consent. */
export const CALLBACK_TEXTS = {
	authorizedTitle: {
		label: 'Authorized Title',
		text: 'Approval received',
		about: 'Heading after approving',
	},
	authorizedText: {
		label: 'Authorized Text',
		text: 'Thank you. Your connection is being set up now, and you can close this page.',
		about: 'What the customer reads after approving',
	},
	connectedTitle: {
		label: 'Connected Title',
		text: 'Connected: {company}',
		about:
			'Heading when the account is connected; {company} stands for the company or the software',
	},
	connectedText: {
		label: 'Connected Text',
		text: 'Your account is connected. You can close this page.',
		about: 'What the customer reads when the account is connected',
	},
	deniedTitle: {
		label: 'Denied Title',
		text: 'Nothing was connected',
		about: 'Heading after not approving',
	},
	deniedText: {
		label: 'Denied Text',
		text: 'You did not approve the connection. If you want to connect after all, open the link again or ask for a new one.',
		about: 'What the customer reads after not approving',
	},
	expiredTitle: {
		label: 'Expired Title',
		text: 'This link has expired',
		about: 'Heading when the approval came too late',
	},
	expiredText: {
		label: 'Expired Text',
		text: 'Nothing was connected. Please ask for a new link where you got this one.',
		about: 'What the customer reads when the approval came too late',
	},
	failedTitle: {
		label: 'Failed Title',
		text: 'The connection was not made',
		about: 'Heading when the workflow could not connect the account',
	},
	failedText: {
		label: 'Failed Text',
		text: 'Something went wrong on our side. Please try again, or write to us and give the reference.',
		about: 'What the customer reads when the workflow could not connect the account',
	},
	otherCompanyText: {
		label: 'Other Company Text',
		text: 'You chose another company than the one that was connected before. Nothing was changed. Please go back and choose the same company again.',
		about: 'What the customer reads who reconnects with another company',
	},
	refusedTitle: {
		label: 'Refused Title',
		text: 'This link cannot be used',
		about: 'Heading when the callback belongs to no link of yours',
	},
	refusedText: {
		label: 'Refused Text',
		text: 'Nothing was connected. Please ask for a new link where you got this one.',
		about: 'What the customer reads when the callback belongs to no link of yours',
	},
	slowTitle: {
		label: 'Slow Title',
		text: 'This takes longer than usual',
		about: 'Heading when the workflow is not done within a minute',
	},
	slowText: {
		label: 'Slow Text',
		text: 'Your approval was received, and the connection is still being set up. You can close this page.',
		about: 'What the customer reads when the workflow is not done within a minute',
	},
	referenceText: {
		label: 'Reference Text',
		text: 'Reference: {reference}',
		about: 'The line with the reference by which you find what happened',
	},
	backText: {
		label: 'Back Text',
		text: 'Try again',
		about: 'The link back to the Connect Page',
	},
} as const satisfies PageTexts;
