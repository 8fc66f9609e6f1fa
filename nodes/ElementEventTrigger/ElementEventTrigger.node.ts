import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { toNodeError } from '../shared/errors/nodeError';
import { checkAddress } from '../shared/events/address';
import { ICON } from '../shared/fields';
import { checkParameters } from '../shared/fields/parameterCheck';
import { typed } from '../shared/fields/subtitle';
import { searchElements } from '../shared/fields/searchElements';
import { searchInstances } from '../shared/fields/searchInstances';
import { webhookNode } from '../shared/fields/webhook';
import { withoutDuplicates } from './duplicates';
import { properties } from './ElementEventTriggerDescription';
import { sampleDelivery } from './events';
import { judgeDelivery } from './judgeDelivery';
import { SAMPLE_ENROLMENT } from './owner';
import type { Owner } from './owner';
import { ownInstanceId } from './ownInstance';
import { itemsOf, readBody, workflowOf } from './items';
import {
	isOfEnrolled,
	openRegistered,
	openRegistration,
	readFilter,
	readOwnVersion,
} from './parameters';
import { isRegistered, register, unregister } from './registration';

/** Listening in the editor leaves the instance alone unless a real event is wanted. */
const leavesInstanceAlone = (context: IHookFunctions) =>
	context.getMode() === 'manual' && context.getNodeParameter('whileTesting', 'sample') === 'sample';

/** The error of a step; of one that publishes a workflow n8n shows and logs nothing but the message. */
function errorOf(context: IHookFunctions, error: unknown) {
	const nodeError = toNodeError(context.getNode(), error, 0);
	if (context.getMode() === 'manual') return nodeError;
	const [advice] = nodeError.description?.split('\n') ?? [];
	const words = [nodeError.message, advice].filter(Boolean).join('. ');
	nodeError.message = `${workflowOf(context)}: ${words}`;
	return nodeError;
}

/** Runs a step of the registration; what goes wrong is told in words. */
async function tellFailure<Result>(
	context: IHookFunctions,
	step: () => Promise<Result>,
): Promise<Result> {
	const outcome = await step().then(
		(result) => ({ result }),
		(error: unknown) => ({ failure: errorOf(context, error) }),
	);
	if ('failure' in outcome) throw outcome.failure;
	return outcome.result;
}

async function sampleOwner(context: IWebhookFunctions): Promise<Owner> {
	if (isOfEnrolled(context)) return { kind: 'enrolled', enrolment: SAMPLE_ENROLMENT };
	return { kind: 'chosen', instanceId: await ownInstanceId(context) };
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).send({ message });
	return { noWebhookResponse: true };
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const testing = context.getMode() === 'manual';
	if (context.getWebhookName() === 'setup') {
		// A browser at the test URL. At the production URL there is nothing to see.
		if (!testing) return refuse(context, 404, 'Events are delivered by POST');
		const sample = sampleDelivery(readFilter(context), new Date());
		return itemsOf(context, sample, await sampleOwner(context)) ?? {};
	}
	const request = context.getRequestObject();
	// n8n leaves a body unread whose content type it does not know.
	if (request.rawBody === undefined && request.readable) await request.readRawBody();
	const judgement = await judgeDelivery(context);
	if ('refusal' in judgement) {
		context.logger.warn(`${workflowOf(context)}: ${judgement.refusal} was refused`);
		return refuse(context, 401, 'The signature is missing or wrong');
	}
	const body = readBody(request.rawBody);
	if (!body) {
		context.logger.warn(`${workflowOf(context)}: an event that is no JSON object was refused`);
		return refuse(context, 400, 'The event is not a JSON object');
	}
	const items = itemsOf(context, body, judgement.owner);
	if (items) return items;
	const keys = Object.keys((Array.isArray(body) ? body[0] : body) ?? {}).join(', ');
	context.logger.warn(
		`${workflowOf(context)}: a delivery was refused because no event can be found in it. It has: ${keys}. Output set to "One Item per Delivery", with Event Types and Objects empty, takes it as it is.`,
	);
	return refuse(context, 422, 'No event can be found in this delivery');
}

export class ElementEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		...webhookNode,
		displayName: 'Cloud Elements: Element Event Trigger',
		name: 'elementEventTrigger',
		icon: ICON,
		group: ['trigger'],
		subtitle: `={{ [${typed('objects', '')}, $parameter["eventTypes"].join(", ").toLowerCase()].filter(Boolean).join(": ") || "all events" }}`,
		description: "Starts the workflow when a record of a customer's connected account changes",
		defaults: { name: 'Element Event Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'cloudElementsApi', displayName: 'Cloud Elements Account', required: true },
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'events',
			},
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'events',
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription: 'Waiting for an event, or for you to open the test URL in a browser',
		activationMessage: 'Events of the instance now start this workflow.',
		triggerPanel: {
			header: "Receive the events of a customer's account",
			executionsHelp: {
				inactive:
					'<b>While building:</b> listen here, then open the test URL in a browser to get a sample event without waiting. To wait for a real one, set While Testing.<br/><br/><b>For your customers:</b> publish the workflow. The instance then delivers its events to the production URL.',
				active:
					'<b>While building:</b> listen here, then open the test URL in a browser to get a sample event without waiting.<br/><br/><b>For your customers:</b> the instance delivers its events to the production URL; see the <a data-key="executions">executions</a>.',
			},
			activationHint: 'Publish the workflow to have the instance deliver its events here.',
		},
		properties,
	};

	methods = { listSearch: { searchElements, searchInstances } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await tellFailure(this, async () => {
					checkParameters(this, properties);
					// Instances are enrolled elsewhere, so there is nothing to set up; but what cannot be
					// used is told now, not with the first event.
					if (isOfEnrolled(this)) return readOwnVersion(this) > 0;
					return leavesInstanceAlone(this) || (await isRegistered(await openRegistration(this)));
				});
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await tellFailure(this, async () => {
					checkParameters(this, properties);
					const registration = await openRegistration(this);
					const { environment } = registration.client.account.credential;
					const warning = checkAddress(registration.url, environment === 'custom');
					if (warning) this.logger.warn(`${workflowOf(this)}: ${warning}`);
					const mode = this.getMode() === 'manual' ? 'test' : 'production';
					const lost = await register(registration, this, mode);
					if (lost) this.logger.warn(`${workflowOf(this)}: ${lost}`);
					return true;
				});
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await tellFailure(this, async () => {
					const registered = await openRegistered(this);
					const left = registered && (await unregister(registered, this));
					if (left) this.logger.info(`${workflowOf(this)}: ${left}`);
					return true;
				});
			},
		},
	};

	/** n8n runs this on what `webhook` gave, before the nodes that follow. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await withoutDuplicates(this, this.getInputData())];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			checkParameters(this, properties);
			return await receive(this);
		} catch (error) {
			this.logger.warn(`${workflowOf(this)}: ${(error as Error).message}`);
			return refuse(this, 500, 'The trigger cannot be used as it is set up');
		}
	}
}
