import type { PageTexts } from '../shared/pages/appearance';

/** Texts of the Connect Page. */
export const TEXTS = {
	title: {
		label: 'Title',
		text: 'Connect your accounting software',
		about: 'Heading of the page: say here who you are',
	},
	text: {
		label: 'Text',
		text: 'Choose the software that you use. You sign in there, and nobody else sees your password.',
		about: 'What the customer reads below the heading',
	},
	reconnectTitle: {
		label: 'Reconnect Title',
		text: 'Reconnect your accounting software',
		about: 'Heading where an invitation is for reconnecting an instance',
	},
	reconnectText: {
		label: 'Reconnect Text',
		text: 'The connection to your software has ended. Sign in there once more, and choose the same company as before.',
		about: 'What the customer reads below that heading',
	},
	sharedText: {
		label: 'Shared Text',
		text: 'What you share: your company, customers, invoices, payments and accounts. You can end this at any time.',
		about: 'What will be shared',
	},
	buttonText: {
		label: 'Button Text',
		text: 'Continue with {software}',
		about: 'The large buttons; {software} stands for the label',
	},
	siteAddressText: {
		label: 'Site Address Text',
		text: 'Your address at {software}, for example mycompany',
		about: 'The question for the site address, where a software needs it',
	},
	siteAddressWrongText: {
		label: 'Site Address Wrong Text',
		text: 'Please enter the first part of your address, with letters, digits and hyphens.',
		about: 'What the customer reads who has entered no site address',
	},
	againText: {
		label: 'Again Text',
		text: 'This page was open for a long time. Please choose once more.',
		about: 'What the customer reads who comes back to a page of yesterday',
	},
	expiredTitle: {
		label: 'Expired Title',
		text: 'This invitation has expired',
		about: 'Heading when the invitation is too old',
	},
	expiredText: {
		label: 'Expired Text',
		text: 'Please ask whoever sent it to you for a new one.',
		about: 'What the customer reads when the invitation is too old',
	},
	refusedTitle: {
		label: 'Refused Title',
		text: 'This link cannot be used',
		about: 'Heading when there is no invitation, or one that is not for this page',
	},
	refusedText: {
		label: 'Refused Text',
		text: 'Please use the link in your invitation as it is, or ask for a new one.',
		about: 'What the customer reads when there is no invitation, or one that is not for this page',
	},
	failedTitle: {
		label: 'Failed Title',
		text: 'That did not work',
		about: 'Heading when the customer could not be sent to the software',
	},
	failedText: {
		label: 'Failed Text',
		text: 'Something went wrong on our side. Please try again, or write to us and give the reference.',
		about: 'What the customer reads when they could not be sent to the software',
	},
	referenceText: {
		label: 'Reference Text',
		text: 'Reference: {reference}',
		about: 'The line with the reference by which you find what happened',
	},
	backText: {
		label: 'Back Text',
		text: 'Try again',
		about: 'The link back to the page',
	},
} as const satisfies PageTexts;
