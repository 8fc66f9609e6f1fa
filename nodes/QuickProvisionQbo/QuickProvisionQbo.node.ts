import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { cloudElementsAppApiTest } from '../shared/app/credentialTest';
import { ICON } from '../shared/fields';
import { accountSlot, appSlot, itemNode } from '../shared/fields/nodeBase';
import { ofItem } from '../shared/fields/subtitle';
import { forEachItem } from '../shared/run/forEachItem';
import { itemContext } from '../shared/run/itemContext';
import type { App } from '../shared/app/app';
import { createInstance } from '../shared/instances/createInstance';
import type { Idempotency } from '../shared/instances/createInstance';
import { toOutput } from '../shared/instances/output';
import { planFromTokens } from '../shared/instances/planFromTokens';
import { addOutputHints } from '../shared/run/outputHints';
import { openSession } from '../shared/app/session';
import { checkTokens } from './checkTokens';
import { readParameters } from './parameters';
import { properties } from './QuickProvisionQboDescription';

/** Instances made this long before the call still count as made by it: clocks differ. */
const CLOCK_SKEW_MS = 120_000;

const EXISTED =
	'A company that got an instance of this name when the execution ran before keeps it; no second one was made.';

/**
 * How the instance is recognized that an earlier call made. The guide's body has no tag of its own,
 * so it goes by name and company; and by when it was made, unless a whole execution is run again.
 */
function madeBefore(
	{ element: { company } }: App,
	name: string,
	realmId: string,
	{ retried, now }: { retried: boolean; now: number },
): Idempotency {
	return {
		mark: { name },
		isSame: ({ configuration, createdDate }) =>
			(configuration as IDataObject | undefined)?.[company?.configuration ?? ''] === realmId &&
			(retried || Date.parse(String(createdDate)) >= now - CLOCK_SKEW_MS),
		afterRefusal: false,
		// Looking is a call more for each company, which only a second run is worth.
		lookFirst: retried,
		singleUse: false,
	};
}

export class QuickProvisionQbo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Quick Provision QBO',
		name: 'quickProvisionQbo',
		icon: ICON,
		...itemNode,
		subtitle: `={{ ${ofItem('realmId', { item: "the item's company", before: 'company ', none: 'from tokens' })} }}`,
		description:
			'Create a QuickBooks Online instance from tokens that you hold, without a consent screen',
		defaults: { name: 'Quick Provision QBO' },
		// It takes tokens and gives one: nothing for a model to hold.
		usableAsTool: undefined,
		credentials: [accountSlot, appSlot],
		sensitiveOutputFields: ['token'],
		properties,
	};

	methods = { credentialTest: { cloudElementsAppApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = itemContext(this, properties);
		const items = await forEachItem(
			context,
			async () => await openSession(context),
			async (itemIndex, { client, app }) => {
				const parameters = readParameters(context, itemIndex);
				const now = Date.now();
				const plan = planFromTokens(app, parameters, now);
				const hint =
					parameters.check && (await checkTokens(context, app, parameters, parameters.check));
				const { body, requestId, existed } = await createInstance(client, {
					...plan,
					idempotency: madeBefore(app, plan.body.name, parameters.tokens.realmId, {
						retried: context.getMode() === 'retry',
						now,
					}),
				});
				return {
					json: toOutput(body, plan.body.tags),
					trace: { instanceId: body.id, requestId },
					hint: existed ? EXISTED : hint,
				};
			},
		);
		addOutputHints(context, items);
		return [items];
	}
}
