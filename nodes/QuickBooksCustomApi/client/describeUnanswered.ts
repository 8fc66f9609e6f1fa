import type { FailureDetails } from '../../shared/errors/failure';
import { networkProblem, wasNotSent } from '../../shared/api/networkProblem';
import { nameOf } from '../../shared/api/readAnswer';
import type { Expected, UnexpectedAnswer } from '../../shared/api/readAnswer';
import { adviceOnLoss } from './effect';
import type { Effect } from './effect';
import type { Origin } from './helperError';

const TIMED_OUT: readonly unknown[] = ['ECONNABORTED', 'ETIMEDOUT'];

const CHECK = 'Check the Environment of the QuickBooks credential and the network of this n8n.';

/** What it means that a call to the API got no answer, or only the beginning of one. */
export function describeUnanswered(origin: Origin, effect: Effect, host: string): FailureDetails {
	const { from, error } = origin;
	const reason = (error.message ?? '').replace(/\.$/, '');
	const message =
		from === 'api'
			? `${host} ${networkProblem(error)}`
			: `n8n could not make the request to ${host}: ${reason}`;
	if (wasNotSent(error)) {
		return { code: 'no_answer', notSent: true, message, advice: `Nothing was sent. ${CHECK}` };
	}
	if (effect !== 'read') return { code: 'outcome_unknown', message, advice: adviceOnLoss(effect) };
	const code = TIMED_OUT.includes(error.code) ? 'timed_out' : 'no_answer';
	return { code, message, advice: CHECK };
}

/** What it means that an answer with a good status is not what was asked for. */
export function describeUnexpected(
	{ code, came, said }: UnexpectedAnswer,
	effect: Effect,
	expects: Expected,
): FailureDetails {
	if (code === 'answer_web_page') {
		return {
			code,
			message: 'The base URL answers with a web page, not with the QuickBooks API',
			advice: 'Check the Environment and the base URL of the QuickBooks credential.',
		};
	}
	return {
		code,
		message: `QuickBooks answered with ${came} in place of ${nameOf(expects)}`,
		advice:
			effect === 'read'
				? 'Nothing was read from it. If it happens again, the intuit_tid lets the support of Intuit find the call.'
				: adviceOnLoss(effect),
		providerMessage: said,
	};
}
