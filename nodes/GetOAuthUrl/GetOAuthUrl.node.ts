import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { cloudElementsAppApiTest } from '../shared/app/credentialTest';
import { ICON } from '../shared/fields';
import { forCustomer } from '../shared/instances/customer';
import { accountSlot, appSlot, itemNode } from '../shared/fields/nodeBase';
import { forEachItem } from '../shared/run/forEachItem';
import { itemContext } from '../shared/run/itemContext';
import { addOutputHints } from '../shared/run/outputHints';
import { openSession } from '../shared/app/session';
import { answeringBrowser } from '../shared/pages/answerBrowser';
import { resumeUrlOf } from '../shared/run/resumeUrl';
import { properties } from './GetOAuthUrlDescription';
import { createLink } from './link';
import { readParameters } from './parameters';
import { readVisit } from './visit';

export class GetOAuthUrl implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Get OAuth URL',
		name: 'getOAuthUrl',
		icon: ICON,
		...itemNode,
		subtitle: `={{ ${forCustomer} }}`,
		description: 'Make a link with which a customer connects their account at the provider',
		defaults: { name: 'Get OAuth URL' },
		// A link opens the account of whoever approves it: nothing for a model to hold.
		usableAsTool: undefined,
		credentials: [accountSlot, appSlot],
		sensitiveOutputFields: ['oauthUrl', 'state', 'requestToken.secret'],
		properties,
	};

	methods = { credentialTest: { cloudElementsAppApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = itemContext(this, properties);
		const makeLinks = async () =>
			await forEachItem(
				context,
				async () => await openSession(context),
				async (itemIndex, session) => {
					const parameters = readParameters(context, itemIndex);
					const { answerBrowser, resumeThisExecution } = parameters.options;
					return await createLink(session, parameters, {
						visit: answerBrowser
							? readVisit(context, itemIndex, session.client.account)
							: undefined,
						resumeUrl: resumeThisExecution ? resumeUrlOf(context, itemIndex) : undefined,
					});
				},
			);
		const items = await answeringBrowser(context, makeLinks, ({ oauthUrl }) => ({
			goTo: String(oauthUrl),
		}));
		addOutputHints(context, items);
		return [items];
	}
}
