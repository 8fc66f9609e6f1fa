import { APP_CONFIGURATION, CODE_ONLY, tokensRenewedAfter } from './appConfiguration';
import type { ConsentFlow, ElementDefinition } from './types';

const COMMON = {
	stateInProviderData: false,
	configuration: { ...APP_CONFIGURATION, 'xero.partner': { field: 'partnerApp' } },
	returnsState: true,
	caveat: {
		unless: 'partnerApp',
		text: 'This is a public Xero app: its connections live 30 minutes and cannot be renewed without the customer. To reconnect, send a new link of Get OAuth URL; to avoid it, have Xero upgrade the app to a partner app and switch Partner App on in the app credential.',
	},
} satisfies Partial<ConsentFlow>;

/**
 * Xero: OAuth 2.0 is the guide's flow with a code, OAuth 1.0a is what hosts of that time did
 * (docs/elements.md, "Xero"). Newer hosts also want a tenant ID, under a name of theirs.
 */
export const xero: ElementDefinition = {
	key: 'xero',
	code: 6,
	displayName: 'Xero',
	company: { parameter: 'org', label: 'Organisation' },
	limits: { atOnce: 5, perMinute: 60, perDay: 5000 },
	changes: {
		field: 'UpdatedDateUTC',
		since: { clause: "UpdatedDateUTC >= '{date}'", form: 'second' },
		idFields: {
			'bank-transfers': 'BankTransferID',
			contacts: 'ContactID',
			'credit-memos': 'CreditNoteID',
			customers: 'ContactID',
			employees: 'EmployeeID',
			'expense-receipts': 'ReceiptID',
			invoices: 'InvoiceID',
			'journal-entries': 'ManualJournalID',
			'ledger-accounts': 'AccountID',
			payments: 'PaymentID',
			products: 'ItemID',
			'sales-receipts': 'BankTransactionID',
			'tax-rates': 'TaxType',
			vendors: 'ContactID',
		},
	},
	consent: {
		oAuth1: {
			...COMMON,
			requestToken: true,
			query: {},
			providerData: { required: ['oauth_token', 'oauth_verifier'], optional: ['org'] },
		},
		oAuth2: {
			...COMMON,
			requestToken: false,
			query: { scope: { field: 'scope' } },
			providerData: CODE_ONLY,
			tokenLife: { unusedDays: 60 },
		},
	},
	tokens: {
		oAuth2: {
			required: ['refreshToken'],
			configuration: { ...COMMON.configuration, ...tokensRenewedAfter(1800) },
		},
	},
};
