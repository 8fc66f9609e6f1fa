import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { configurationField, nameField, tagsField } from '../../shared/fields';
import type { ItemResult } from '../../shared/run/forEachItem';
import { createInstance } from '../../shared/instances/createInstance';
import { linkedCustomerIdField, ofOneCustomer } from '../../shared/instances/customer';
import { getInstance } from '../../shared/instances/findInstance';
import { describeMark, isIdentifiedBy, withTag } from '../../shared/instances/identity';
import type { Identity } from '../../shared/instances/identity';
import { toOutput } from '../../shared/instances/output';
import { findMatch, readMatch } from '../match';
import { approvalFields } from '../fields/approval';
import type { ManageCall, ManageOperation } from '../call';
import { readGrant, renew } from '../grant';
import type { Grant, GrantedPlan } from '../grant';

/** Tags that the instance has to carry, so that it is found the next time. */
const tagsFor = ({ mark }: Identity) => ('tag' in mark ? [mark.tag] : []);

async function create(
	{ client }: ManageCall,
	plan: GrantedPlan,
	match: Identity,
): Promise<ItemResult> {
	const [tag] = tagsFor(match);
	const { name, tags = [] } = plan.body;
	const sent = tag ? { ...plan.body, tags: ofOneCustomer(withTag(tags, name, tag)) } : plan.body;
	const { body, requestId } = await createInstance(client, {
		body: sent,
		secrets: plan.secrets,
		// What the link has made carries its tag, whatever the instance is matched by: another execution
		// may have used the approval since this one looked.
		idempotency: plan.idempotency ?? {
			...match,
			afterRefusal: false,
			// That was done a moment ago.
			lookFirst: false,
			singleUse: false,
		},
	});
	const json: IDataObject = {
		...toOutput(body, sent.tags),
		ensured: 'created',
		enabledAgain: false,
	};
	return { json, trace: { instanceId: body.id, requestId } };
}

async function renewExisting(
	call: ManageCall,
	id: number,
	grant: Grant,
	plan: GrantedPlan,
	match: Identity,
): Promise<ItemResult> {
	const { body: before } = await getInstance(call.client, { id: String(id) });
	const sameLink = plan.idempotency !== undefined && isIdentifiedBy(plan.idempotency, before);
	const tags = tagsFor(match);
	const { instance, enabledAgain, requestId, hint } = await renew(call, before, grant, tags);
	const json: IDataObject = {
		...toOutput(instance),
		ensured: sameLink ? 'unchanged' : 'reprovisioned',
		enabledAgain,
	};
	return { json, hint, trace: { instanceId: id, requestId } };
}

const matchFields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{
				name: 'Company',
				value: 'company',
				description:
					'The instance of this element that is connected to the same company, whoever made it',
			},
			{
				name: 'Customer',
				value: 'customer',
				description: "The customer's instance of this element, by the tag of their customer ID",
			},
			{
				name: 'Name',
				value: 'name',
				description: 'The instance of this element with the same name',
			},
			{
				name: 'Same Link or Company',
				value: 'origin',
				description:
					'The instance made from the same link, or from tokens of the same company by this operation',
			},
			{ name: 'Tag', value: 'tag', description: 'The instance of this element with a certain tag' },
		],
		default: 'origin',
		description: 'How the instance is recognized that is there already',
	},
	{
		displayName: 'Tag to Match',
		name: 'matchTag',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. customer-42',
		description: 'Tag that only one instance of the element carries. A new instance gets it too.',
		displayOptions: { show: { matchBy: ['tag'] } },
	},
];

const ensureTagsField: INodeProperties = {
	...tagsField,
	description:
		'Tags of the instance, separated by commas. An instance that is there already keeps its own and gets these in addition.',
};

/**
 * Makes sure that there is one connected instance: the one that matches is connected anew, else one
 * is created. Items about the same instance wait for each other, so that they do not both create it.
 */
export const ensure: ManageOperation = {
	fields: [
		...approvalFields,
		...matchFields,
		nameField,
		ensureTagsField,
		linkedCustomerIdField,
		configurationField,
	],
	async execute(call) {
		const grant = readGrant(call);
		const plan = grant.plan(grant.given);
		const match = readMatch(call, grant.given.name, plan);
		return await call.run.mutex.runExclusive(describeMark(match.mark), async () => {
			const existing = await findMatch(call, match, plan);
			return existing
				? await renewExisting(call, existing.id, grant, plan, match)
				: await create(call, plan, match);
		});
	},
};
