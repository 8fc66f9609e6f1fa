import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import {
	INVITATION_PARAMETER,
	deriveInvitationKey,
	openInvitation,
} from '../shared/oauth/invitation';
import { deriveStateKey, openState } from '../shared/oauth/sealedState';
import type { ItemResult } from '../shared/run/forEachItem';
import type { KeyAccount } from '../shared/sealing/keys';

/** What a node that makes links or invitations has put out: where its customer will come back to. */
type Made = { resumeUrl?: string } | undefined;

function readMade(json: IDataObject, account: KeyAccount): Made {
	if (typeof json.state === 'string') {
		const opened = openState(json.state, deriveStateKey(account));
		return 'claims' in opened ? { resumeUrl: opened.claims.w } : {};
	}
	if (typeof json.inviteUrl === 'string' && URL.canParse(json.inviteUrl)) {
		const sealed = new URL(json.inviteUrl).searchParams.get(INVITATION_PARAMETER) ?? '';
		const opened = openInvitation(sealed, deriveInvitationKey(account, 'invitation'));
		return 'invitation' in opened ? { resumeUrl: opened.invitation.resumeUrl } : {};
	}
	return undefined;
}

const MAKERS = /\.(getOAuthUrl|inviteCustomer)$/;

/** The first item that a node before this one has put out, or nothing where it has not run. */
function outputOf(context: IExecuteFunctions, name: string): IDataObject | undefined {
	try {
		const item = context.evaluateExpression(`{{ $(${JSON.stringify(name)}).first().json }}`, 0);
		return (item ?? undefined) as IDataObject | undefined;
	} catch {
		return undefined;
	}
}

/**
 * A sub-workflow hands on what its last node puts out at the first output, which is Timed Out here.
 *
 * @throws InvalidInput when nobody would learn in it that the customer is back
 */
export function checkGoesOn(context: IExecuteFunctions): void {
	if (context.getMode() !== 'integrated') return;
	if (context.getChildNodes(context.getNode().name).length > 0) return;
	throw new InvalidInput(
		'Nobody would learn that the customer is back: this node is the last of a sub-workflow',
		'The workflow that calls it gets what the last node puts out at its first output. Connect Authorized and Denied to a node, for example Create Instance or an Edit Fields.',
	);
}

/**
 * Checks that the customer will come back to just this execution, so that nobody waits for what
 * cannot come.
 *
 * @throws InvalidInput when no link or invitation before this node resumes it
 */
export async function checkAwaited(
	context: IExecuteFunctions,
	resumeUrl: string,
	account: KeyAccount,
): Promise<ItemResult> {
	const makers = context
		.getParentNodes(context.getNode().name)
		.filter(({ type }) => MAKERS.test(type))
		.map(({ name }) => ({ name, json: outputOf(context, name) }))
		.filter(({ json }) => json !== undefined);
	const made = makers.map(({ json }) => readMade(json as IDataObject, account));
	if (made.some((one) => one?.resumeUrl === resumeUrl)) return { json: {} };
	const [first] = makers;
	throw new InvalidInput(
		first
			? `The customer would not come back to this execution: ${first.name} made a link that does not resume it`
			: 'No customer can come back to this execution, because no link or invitation was made in it',
		'Switch on Resume This Execution in Get OAuth URL or Invite Customer, in the same workflow before this node. A sub-workflow and the workflow that calls it are two executions.',
	);
}
