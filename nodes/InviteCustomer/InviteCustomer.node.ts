import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { ICON } from '../shared/fields';
import { forCustomer } from '../shared/instances/customer';
import { accountSlot, itemNode } from '../shared/fields/nodeBase';
import { deriveInvitationKey } from '../shared/oauth/invitation';
import { forEachItem } from '../shared/run/forEachItem';
import { itemContext } from '../shared/run/itemContext';
import { addOutputHints } from '../shared/run/outputHints';
import { resumeUrlOf } from '../shared/run/resumeUrl';
import { properties } from './InviteCustomerDescription';
import { createInvitation } from './createInvitation';
import { readParameters } from './parameters';

export class InviteCustomer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Invite Customer',
		name: 'inviteCustomer',
		icon: ICON,
		...itemNode,
		subtitle: `={{ ${forCustomer} }}`,
		description:
			'Make an invitation to the Connect Page, which you can mail and which lasts for days',
		defaults: { name: 'Invite Customer' },
		// An invitation connects a company for its customer: nothing for a model to hold.
		usableAsTool: undefined,
		credentials: [accountSlot],
		sensitiveOutputFields: ['inviteUrl'],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = itemContext(this, properties);
		const items = await forEachItem(
			context,
			async () => deriveInvitationKey(await getAccount(context), 'invitation'),
			async (itemIndex, key) => {
				const { options, ...parameters } = readParameters(context, itemIndex);
				const resumeUrl = options.resumeThisExecution ? resumeUrlOf(context, itemIndex) : undefined;
				return createInvitation(key, { ...parameters, resumeUrl }, new Date());
			},
		);
		addOutputHints(context, items);
		return [items];
	}
}
