import { API_KEY, directElement, oauth2Element, PASSWORD, USERNAME } from './kinds.mts';
import type { ElementDefinition } from './types.mts';

type Row = readonly [key: string, name: string, hub: string, kind: 'oauth2' | 'basic' | 'apiKey'];

/** Elements that make the catalogue long, as a real one is (docs/platform-api.md, "Catalogue"). */
const ROWS: readonly Row[] = [
	['actoncrm', 'Act-On', 'marketing', 'oauth2'],
	['adobe-esign', 'Adobe Sign', 'esignature', 'oauth2'],
	['allbound', 'Allbound', 'crm', 'apiKey'],
	['amazons3', 'Amazon S3', 'documents', 'basic'],
	['autopilot', 'Autopilot', 'marketing', 'apiKey'],
	['autotaskcrm', 'Autotask CRM', 'crm', 'basic'],
	['base', 'Base CRM', 'crm', 'oauth2'],
	['bigcommerce', 'BigCommerce', 'ecommerce', 'basic'],
	['box', 'Box', 'documents', 'oauth2'],
	['brandfolder', 'Brandfolder', 'documents', 'oauth2'],
	['chargebee', 'Chargebee', 'payment', 'apiKey'],
	['chargify', 'Chargify', 'payment', 'apiKey'],
	['cherwell', 'Cherwell', 'helpdesk', 'basic'],
	['closeio', 'Close', 'crm', 'apiKey'],
	['concur', 'Concur', 'expense', 'oauth2'],
	['connectwisecrm', 'ConnectWise CRM', 'crm', 'basic'],
	['dropbox', 'Dropbox', 'documents', 'oauth2'],
	['dynamicscrmadfs', 'Dynamics CRM', 'crm', 'basic'],
	['eloqua', 'Oracle Eloqua', 'marketing', 'oauth2'],
	['eventbrite', 'Eventbrite', 'general', 'oauth2'],
	['evernote', 'Evernote', 'documents', 'oauth2'],
	['expensify', 'Expensify', 'expense', 'basic'],
	['facebooksocial', 'Facebook', 'social', 'oauth2'],
	['frontapp', 'Front', 'messaging', 'apiKey'],
	['github', 'GitHub', 'general', 'oauth2'],
	['gooddata', 'GoodData', 'analytics', 'basic'],
	['googledrive', 'Google Drive', 'documents', 'oauth2'],
	['gotomeeting', 'GoToMeeting', 'conferencing', 'oauth2'],
	['greenhouse', 'Greenhouse', 'humancapital', 'apiKey'],
	['infusionsoftcrm', 'Infusionsoft', 'crm', 'oauth2'],
	['intacct', 'Sage Intacct', 'finance', 'basic'],
	['jira', 'Jira', 'helpdesk', 'basic'],
	['lithiumlsw', 'Lithium', 'social', 'basic'],
	['magento', 'Magento', 'ecommerce', 'basic'],
	['mailchimpv3', 'MailChimp', 'marketing', 'oauth2'],
	['marketo', 'Marketo', 'marketing', 'basic'],
	['maximizer', 'Maximizer', 'crm', 'basic'],
	['microsoftgraph', 'Microsoft Graph', 'general', 'oauth2'],
	['netsuitecrmv2', 'NetSuite CRM', 'crm', 'basic'],
	['onedrivev2', 'OneDrive', 'documents', 'oauth2'],
	['pipedrive', 'Pipedrive', 'crm', 'apiKey'],
	['plaid', 'Plaid', 'finance', 'apiKey'],
	['readytalkilluminate', 'ReadyTalk', 'conferencing', 'basic'],
	['recurly', 'Recurly', 'payment', 'apiKey'],
	['sailthru', 'Sailthru', 'marketing', 'apiKey'],
	['sapc4ccrm', 'SAP Cloud for Customer', 'crm', 'basic'],
	['sharefile', 'ShareFile', 'documents', 'oauth2'],
	['slack', 'Slack', 'messaging', 'oauth2'],
	['sugarcrmv2', 'SugarCRM', 'crm', 'basic'],
	['surveymonkey', 'SurveyMonkey', 'general', 'oauth2'],
	['taleobusiness', 'Taleo', 'humancapital', 'basic'],
	['tipalti', 'Tipalti', 'payment', 'apiKey'],
	['twiliov2', 'Twilio', 'messaging', 'basic'],
	['typeform', 'Typeform', 'general', 'oauth2'],
	['volusion', 'Volusion', 'ecommerce', 'basic'],
	['weebly', 'Weebly', 'ecommerce', 'oauth2'],
	['woocommerce', 'WooCommerce', 'ecommerce', 'basic'],
	['zuorav2', 'Zuora', 'payment', 'basic'],
];

/** Ids that no named element has. */
const FIRST_ID = 7001;

function shelve([key, name, hub, kind]: Row, index: number): ElementDefinition {
	const plain = { id: FIRST_ID + index, key, name, hub };
	switch (kind) {
		case 'oauth2':
			return oauth2Element(plain);
		case 'basic':
			return directElement({ ...plain, own: [USERNAME, PASSWORD] }, 'basic', {
				username: 'username',
				password: 'password',
			});
		case 'apiKey':
			return directElement({ ...plain, own: [API_KEY] }, 'apiKey', { apiKey: 'api.key' });
	}
}

/** The rest of the shelf, with one that is inactive, one that is deleted, one private and one extended. */
export const SHELF: readonly ElementDefinition[] = [
	...ROWS.map(shelve),
	{
		...oauth2Element({ id: 6901, key: 'sageliveuk', name: 'Sage Live UK', hub: 'finance' }),
		inactive: true,
	},
	{
		...oauth2Element({
			id: 6902,
			key: 'netsuitefinance',
			name: 'NetSuite Finance',
			hub: 'finance',
		}),
		deleted: true,
	},
	{
		...directElement(
			{ id: 6903, key: 'mycoolerp', name: 'My Cool ERP', hub: 'erp', own: [API_KEY] },
			'apiKey',
			{ apiKey: 'api.key' },
		),
		privateTo: 'main',
	},
	{
		...oauth2Element({ id: 6904, key: 'boxextended', name: 'Box, extended', hub: 'documents' }),
		extended: true,
		privateTo: 'main',
	},
];
