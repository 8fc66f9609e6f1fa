import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { toNodeError } from '../errors/nodeError';
import { setCustomData } from '../run/customData';
import { forEachItem } from '../run/forEachItem';
import { itemContext } from '../run/itemContext';
import { newReference, newsToBody } from './browserNews';
import type { BrowserNews } from './browserNews';

/** Option of nodes that answer the browser which waits at a trigger. */
export function answerBrowserField(description: string): INodeProperties {
	return {
		displayName: 'Answer Browser',
		name: 'answerBrowser',
		type: 'boolean',
		default: false,
		description,
	};
}

/** Whether the browser that waits at the trigger is this node's to answer. */
export function answersBrowser(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('options.answerBrowser', 0, false) === true;
}

/** Where the browser goes, or what it is told. */
export type BrowserAnswer = { goTo: string } | BrowserNews;

/** Sends the waiting browser what came of its visit. Where none waits, n8n does nothing. */
async function send(context: IExecuteFunctions, answer: BrowserAnswer): Promise<void> {
	const goesOn = 'goTo' in answer;
	await Promise.resolve(
		context.sendResponse({
			statusCode: goesOn ? 303 : 200,
			headers: {
				'cache-control': 'no-store',
				'referrer-policy': 'no-referrer',
				...(goesOn && { location: answer.goTo }),
			},
			body: goesOn ? '' : newsToBody(answer),
		}),
	);
}

function codeIn(data: unknown): string | undefined {
	const code = (data as IDataObject | undefined)?.code;
	return typeof code === 'string' ? code : undefined;
}

/** Tells the customer that it failed, and the builder under which reference. */
async function sendFailure(context: IExecuteFunctions, code: string | undefined): Promise<string> {
	const reference = newReference();
	setCustomData(context, 'cloudElementsReference', reference);
	await send(context, { kind: 'failed', reference, code });
	return reference;
}

const referenceLine = (reference: string) => `The customer was shown the reference ${reference}.`;

const ONE_BROWSER = 'One browser waits for an answer, and several items came';

/**
 * Does a node's work and answers the browser that waits at the trigger with what came of it, also when
 * it fails. Without the option it does the work alone.
 *
 * @param answerFor the answer that an item of output means
 */
export async function answeringBrowser(
	context: IExecuteFunctions,
	work: () => Promise<INodeExecutionData[]>,
	answerFor: (json: IDataObject) => BrowserAnswer | Promise<BrowserAnswer>,
): Promise<INodeExecutionData[]> {
	if (!answersBrowser(context)) return await work();
	const refuse = async (): Promise<never> => {
		throw new InvalidInput(
			ONE_BROWSER,
			'Let one item reach this node, or switch Answer Browser off and answer in another way.',
		);
	};
	try {
		const tooMany = context.getInputData().length > 1;
		const items = await (tooMany ? forEachItem(itemContext(context, []), refuse, refuse) : work());
		const [json] = items.map((item) => item.json);
		if (!json) return items;
		if (typeof json.error === 'string' && !tooMany && 'details' in json) {
			const details = json.details as IDataObject;
			details.reference = await sendFailure(context, codeIn(details));
		} else if (tooMany) {
			await sendFailure(context, undefined);
		} else {
			await send(context, await answerFor(json));
		}
		return items;
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, 0);
		const reference = await sendFailure(context, codeIn(nodeError.context.data));
		nodeError.description = [nodeError.description, referenceLine(reference)]
			.filter(Boolean)
			.join('\n');
		throw nodeError;
	}
}
