import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { getAccount } from '../shared/api/account';
import { PlatformClient } from '../shared/api/platformClient';
import type { App } from '../shared/app/app';
import { KNOWN_REFUSALS } from '../shared/elements';
import { cloudElementsAppApiTest } from '../shared/app/credentialTest';
import { ICON } from '../shared/fields';
import { accountSlot, appSlot, itemNode } from '../shared/fields/nodeBase';
import { forEachItem } from '../shared/run/forEachItem';
import type { ItemResult } from '../shared/run/forEachItem';
import { itemContext } from '../shared/run/itemContext';
import {
	readCallbackParameters,
	readInstanceParameters,
} from '../shared/instances/callbackParameters';
import { connectedNews } from '../shared/instances/companyName';
import { createInstance } from '../shared/instances/createInstance';
import type { Idempotency, Plan } from '../shared/instances/createInstance';
import { describeMark } from '../shared/instances/identity';
import { toOutput } from '../shared/instances/output';
import { planFromCallback } from '../shared/instances/planFromCallback';
import { enrolNew, readPlannedReceiver } from './enrolNew';
import { planFromConfiguration } from './planFromConfiguration';
import { planFromRefreshToken, readRefreshTokenParameters } from './planFromRefreshToken';
import { getElementFields } from './elementFields';
import { searchElements } from '../shared/fields/searchElements';
import { addOutputHints } from '../shared/run/outputHints';
import { answeringBrowser } from '../shared/pages/answerBrowser';
import { openSession } from '../shared/app/session';
import { KeyedMutex } from '../shared/run/keyedMutex';
import { properties } from './CreateInstanceDescription';
import { readElementKey } from './parameters';

const EXISTED =
	'An instance with the same element, name, tags and configuration was there already and is given out; no second one was made. To make another, change the name or a tag.';

const EXISTED_FROM_TOKENS =
	'These tokens made this instance before, so it is given out; no second one was made, as two would end each other’s connection. To give it newer tokens, use Re-Provision of Manage Instance.';

export class CreateInstance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cloud Elements: Create Instance',
		name: 'createInstance',
		icon: ICON,
		...itemNode,
		subtitle:
			'={{ $parameter["source"] === "callback" ? "from a callback" : "from " + $parameter["source"] }}',
		description:
			'Turn the callback of a customer who approved, or tokens, into an instance, their connected account',
		defaults: { name: 'Create Instance' },
		// It takes an approval and gives a token: nothing for a model to hold.
		usableAsTool: undefined,
		credentials: [
			accountSlot,
			{ ...appSlot, displayOptions: { show: { source: ['callback', 'tokens'] } } },
		],
		sensitiveOutputFields: ['token'],
		properties,
	};

	methods = {
		credentialTest: { cloudElementsAppApiTest },
		listSearch: { searchElements },
		resourceMapping: { getElementFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = itemContext(this, properties);
		const create = async (
			client: PlatformClient,
			itemIndex: number,
			plan: Plan,
			hintIfExisted?: string,
		): Promise<ItemResult & { json: IDataObject }> => {
			const receiver = readPlannedReceiver(context, itemIndex, client.account, plan);
			const { body, requestId, existed } = await createInstance(client, plan);
			const { instance, hint, ...enrolment } = receiver
				? await enrolNew(client, body, plan, receiver)
				: { instance: body };
			return {
				json: { ...toOutput(instance, plan.body.tags), ...enrolment },
				trace: { instanceId: body.id, requestId },
				hint: [hint, existed && hintIfExisted].filter(Boolean).join(' ') || undefined,
			};
		};
		const mutex = new KeyedMutex();
		// Two equal items would both look before either has made the instance.
		const createOnce = async (
			client: PlatformClient,
			itemIndex: number,
			plan: Plan & { idempotency: Idempotency },
			hintIfExisted: string,
		): Promise<ItemResult> =>
			await mutex.runExclusive(
				describeMark(plan.idempotency.mark),
				async () => await create(client, itemIndex, plan, hintIfExisted),
			);

		const source = context.getNodeParameter('source', 0, 'callback');
		if (source === 'configuration') {
			const items = await forEachItem(
				context,
				async () => new PlatformClient(context, await getAccount(context), KNOWN_REFUSALS),
				async (itemIndex, client) => {
					const key = readElementKey(context, itemIndex);
					const parameters = readInstanceParameters(context, itemIndex);
					const plan = planFromConfiguration(client.account, key, parameters);
					return await createOnce(client, itemIndex, plan, EXISTED);
				},
			);
			addOutputHints(context, items);
			return [items];
		}

		if (source === 'tokens') {
			const items = await forEachItem(
				context,
				async () => await openSession(context),
				async (itemIndex, { client, app }) => {
					const parameters = readRefreshTokenParameters(context, itemIndex);
					const plan = planFromRefreshToken(client.account, app, parameters, Date.now());
					return await createOnce(client, itemIndex, plan, EXISTED_FROM_TOKENS);
				},
			);
			addOutputHints(context, items);
			return [items];
		}

		const connect = async () =>
			await forEachItem(
				context,
				async () => await openSession(context),
				async (itemIndex, session) => {
					const plan = planFromCallback(
						session,
						readCallbackParameters(context, itemIndex),
						readInstanceParameters(context, itemIndex),
						new Date(),
					);
					const { json, trace, hint } = await create(session.client, itemIndex, plan);
					const withContext = { ...json, context: plan.context as IDataObject | null };
					return {
						json: includesContext(context, itemIndex) ? withContext : json,
						trace,
						hint: [caveatOf(session.app), hint].filter(Boolean).join(' ') || undefined,
					};
				},
			);
		const items = await answeringBrowser(
			context,
			connect,
			async (json) => await connectedNews(context, json),
		);
		addOutputHints(context, items);
		return [items];
	}
}

/** Whether the instance comes out with who asked for it, so that nothing has to be merged behind the node. */
function includesContext(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter('options.includeContext', itemIndex, false) === true;
}

/** What connections of this app cannot do. */
function caveatOf({ flow: { caveat }, fields }: App): string | undefined {
	return caveat && !fields[caveat.unless] ? caveat.text : undefined;
}
