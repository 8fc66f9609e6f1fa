import type { Explanation } from '../../shared/errors/explanation';
import type { FailureDetails } from '../../shared/errors/failure';
import { adviceOnLoss } from './effect';
import type { Effect } from './effect';
import { wordsOf } from '../../shared/intuit/fault';
import type { Fault } from '../../shared/intuit/fault';

/** An answer of Intuit that is not a success. */
export interface FailedAnswer {
	statusCode: number;
	fault?: Fault;
	effect: Effect;
	/** The company the call was about, and the one that the credential was connected to. */
	realmId: string;
	connectedRealmId?: string;
}

/** By Intuit's own codes (Intuit, "Error codes" and "Handling common errors"). */
const BY_CODE: Readonly<Record<string, Explanation>> = {
	120: {
		code: 'reconnect_needed',
		message: 'Whoever connected QuickBooks may not use this company any more',
		advice: 'Let an administrator of the company connect the credential again.',
	},
	500: {
		code: 'not_offered',
		message: 'QuickBooks does not offer this operation',
		advice: 'Check the path, the method and the spelling of the record type.',
	},
	610: {
		code: 'not_found',
		message: 'QuickBooks did not find the record, or one that it refers to',
		advice:
			'It may have been deleted or made inactive, or its ID belongs to another company. Query for it.',
	},
	2010: {
		code: 'request_refused',
		message: 'QuickBooks does not know a field of the request',
		advice: 'Check the spelling of the fields; capitals count.',
	},
	2020: {
		code: 'request_refused',
		message: 'QuickBooks misses a required field',
		advice: 'Add the field that is named below.',
	},
	2500: {
		code: 'request_refused',
		message: 'A reference of the record leads nowhere',
		advice:
			'Check the values of the fields that end in Ref: their records must exist and be active.',
	},
	4000: {
		code: 'filter_refused',
		message: 'QuickBooks does not understand the query',
		advice:
			"Put values in single quotes, a quote inside them as \\', and write ORDERBY as one word. OR and joins are not offered.",
	},
	5010: {
		code: 'record_stale',
		message: 'The record was changed by somebody else in the meantime',
		advice:
			'Run the item again: the node reads the new version first. With a SyncToken of your own, read the record again.',
	},
	5020: {
		code: 'not_allowed',
		message: 'The subscription of the company or the role of its user does not allow this',
		advice: 'Some record types exist in larger editions of QuickBooks only.',
	},
	6000: {
		code: 'request_refused',
		message: 'A rule of the company does not allow this',
		advice: 'What QuickBooks says below names the rule.',
	},
	6140: {
		code: 'already_exists',
		message: 'The document number is used already',
		advice: 'Give another DocNumber, or leave it out to have QuickBooks count on.',
	},
	6190: {
		code: 'not_allowed',
		message: 'The subscription of the company has ended',
		advice: 'Nothing can be written until it is renewed in QuickBooks.',
	},
	6210: {
		code: 'request_refused',
		message: 'The books of this date are closed',
		advice: 'Use a later date, or have the period opened in QuickBooks.',
	},
	6240: {
		code: 'already_exists',
		message: 'The name is used already',
		advice:
			'Customers, vendors and employees share their names. Query for the name, inactive records too, or give another.',
	},
};

const SAME_AS: Readonly<Record<string, string>> = { 4001: '4000' };

const CONNECTION_ENDED: Explanation = {
	code: 'reconnect_needed',
	message: 'Intuit no longer accepts the connection of the QuickBooks credential',
	advice:
		'Open the credential and connect it again. Check its Environment too: a connection serves either the sandbox or production.',
};

function wrongCompany({ realmId, connectedRealmId }: FailedAnswer): Explanation {
	const connected =
		connectedRealmId !== undefined && connectedRealmId !== realmId
			? ` It was connected to company ${connectedRealmId}: use a credential for each company.`
			: ' Development keys reach sandbox companies at the sandbox only, production keys all others: compare the keys and the Environment of the credential with the company.';
	return {
		code: 'company_unreachable',
		message: `Intuit does not let this credential reach company ${realmId}`,
		advice: `A credential reaches the one company that was chosen when it was connected.${connected}`,
	};
}

const TOO_MANY: Explanation = {
	code: 'provider_limit',
	message: 'QuickBooks received too many requests',
	advice: 'Nothing was done. Lower Parallel Requests or start again later.',
};

function providerFault({ effect }: FailedAnswer): Explanation {
	return {
		code: 'far_side_fault',
		message: 'QuickBooks had a fault',
		advice:
			effect === 'read'
				? 'Try again later. The intuit_tid lets the support of Intuit find the call.'
				: adviceOnLoss(effect),
	};
}

function byStatus(answer: FailedAnswer): Explanation {
	const { statusCode } = answer;
	if (statusCode === 401) return CONNECTION_ENDED;
	if (statusCode === 429) return TOO_MANY;
	if (statusCode >= 300 && statusCode < 400) {
		return {
			code: 'redirected',
			message: 'The base URL leads elsewhere',
			advice: 'Enter the final address in the QuickBooks credential. Tokens are not sent on.',
		};
	}
	if (statusCode === 403) {
		return {
			code: 'not_allowed',
			message: 'QuickBooks did not allow the request',
			advice: 'Check the Scope of the credential and the role of whoever connected it.',
		};
	}
	if (statusCode === 404) {
		return {
			code: 'not_found',
			message: 'There is nothing at this path of QuickBooks',
			advice: 'Check the path, and the Environment of the credential.',
		};
	}
	return {
		code: 'request_refused',
		message: 'QuickBooks could not use the request',
		advice: 'What it says below names the part to change.',
	};
}

function explain(answer: FailedAnswer): Explanation {
	const code = SAME_AS[answer.fault?.code ?? ''] ?? answer.fault?.code ?? '';
	if (code === '3100') return wrongCompany(answer);
	if (code === '3200') return CONNECTION_ENDED;
	if (answer.statusCode >= 500) return providerFault(answer);
	return BY_CODE[code] ?? byStatus(answer);
}

/** What a failed call means for the user, in words. */
export function describeFault(answer: FailedAnswer): FailureDetails {
	const { statusCode, fault, effect } = answer;
	return {
		...explain(answer),
		...(statusCode === 504 && effect === 'read' && { code: 'timed_out' }),
		...(statusCode >= 500 && effect !== 'read' && { code: 'outcome_unknown' }),
		statusCode,
		providerMessage: fault && wordsOf(fault),
		providerCode: fault?.code,
	};
}
