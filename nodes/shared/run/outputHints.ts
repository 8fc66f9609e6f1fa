import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

// A condition in a node's description would be about the node's input: the editor gives it no output.
const HINTS: Readonly<Record<string, string>> = {
	oauthUrl:
		'Whoever opens this link can connect a company to its context. Send it only to the customer that it is for.',
	inviteUrl:
		'Whoever opens this invitation can connect a company for its customer. Send it only to the customer that it is for.',
	token:
		"The token gives access to the customer's account. Keep it like a password, and switch off saving of execution data where it must not be stored.",
};

/** Puts a word of care beside an output that holds a link or an instance's token, and no other. */
export function addOutputHints(
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	items: readonly INodeExecutionData[],
): void {
	const hints = Object.entries(HINTS)
		.filter(([field]) => items.some(({ json }) => typeof json[field] === 'string'))
		.map(([, message]): NodeExecutionHint => ({ message, type: 'info', location: 'outputPane' }));
	if (hints.length > 0) context.addExecutionHints?.(...hints);
}
