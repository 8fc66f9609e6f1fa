import type { INodeProperties } from 'n8n-workflow';

import { eventSignatureVersionField } from '../../shared/events/receiver';
import { dataSourceField } from '../../shared/fields/tokenFields';
import { parallelRequestsField } from '../../shared/fields';
import {
	callbackUrlField,
	requestTokenSecretField,
	siteAddressField,
} from '../../shared/fields/callbackFields';
import { commonConfigurationField } from '../../shared/fields/commonConfiguration';
import { answerBrowserField } from '../../shared/pages/answerBrowser';
import { WITH_APP } from '../call';

const allowOtherCompanyField: INodeProperties = {
	displayName: 'Allow Another Company',
	name: 'allowOtherCompany',
	type: 'boolean',
	default: false,
	description:
		'Whether the instance may be connected to another company than before. Everything that works with it then works with the books of that company.',
};

const enableAfterwardsField: INodeProperties = {
	displayName: 'Enable Afterwards',
	name: 'enableAfterwards',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always' },
		{ name: 'Never', value: 'never' },
		{
			name: 'Unless Somebody Switched It Off',
			value: 'unlessSwitchedOff',
			description: 'Enable it unless the log of the platform shows that somebody disabled it',
		},
	],
	default: 'unlessSwitchedOff',
	description:
		'What to do with an instance that is disabled, as the platform does when it cannot renew tokens',
};

const collection = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
} satisfies Partial<INodeProperties>;

/** Options of each operation. */
export const optionFields: INodeProperties[] = [
	{
		...collection,
		displayOptions: { hide: { operation: WITH_APP } },
		options: [
			{
				...eventSignatureVersionField,
				displayOptions: { show: { '/operation': ['enrolInEvents'] } },
			},
			parallelRequestsField,
		],
	},
	{
		...collection,
		displayOptions: { show: { operation: WITH_APP } },
		options: [
			allowOtherCompanyField,
			answerBrowserField(
				'Whether the customer who waits is told what came of it. For a callback trigger whose option Answer is When Done.',
			),
			callbackUrlField,
			{ ...dataSourceField, displayOptions: { show: { '/source': ['tokens'] } } },
			enableAfterwardsField,
			commonConfigurationField,
			parallelRequestsField,
			requestTokenSecretField,
			siteAddressField,
		],
	},
];
