import { describe, expect, it } from '@jest/globals';
import {
	NOW,
	TOKEN,
	approvedBy,
	judge,
	link,
	type Receiver,
} from '../../../support/callback-of-link.mts';
import { compiled } from '../../../support/compiled.mts';
import { KEY, sealing } from '../../../support/sealing.mts';

const { judgeAwaited } = compiled<typeof import('../../../../nodes/shared/oauth/judgeCallback.ts')>(
	'nodes/shared/oauth/judgeCallback',
);

const { sealState } = sealing;

const REFUSED_ELSEWHERE = { kind: 'refused', reason: 'state made for another execution' };

const RESUME_URL = 'https://n8n.example.com/webhook-waiting/731?signature=0a1b2c3d';

describe('A callback for an execution that waits', () => {
	const state = sealState(link({ w: RESUME_URL, k: 'cus_77' }), KEY);

	it.each<[string, object, Partial<Receiver>]>([
		['after an approval', approvedBy(state), {}],
		['after a denial', { state, error: 'access_denied' }, {}],
		['after the link has ended', approvedBy(state), { now: new Date('2027-01-01') }],
	])('is led to it %s, which decides itself', (_, query, receiver) => {
		expect(judge(query, receiver)).toEqual({ kind: 'waiting', resumeUrl: RESUME_URL });
	});

	it('is refused all the same where it arrived at another URL', () => {
		expect(judge(approvedBy(state), { path: '/webhook/another' }).kind).toBe('refused');
	});

	const awaited = (query: object, request: string, now = NOW) =>
		judgeAwaited(query, { key: KEY, request, now });
	const REQUEST = '/webhook-waiting/731?signature=0a1b2c3d';

	it.each<[string, object, string, object]>([
		[
			'approved',
			approvedBy(state),
			REQUEST,
			{ kind: 'authorized', json: { customerId: 'cus_77' } },
		],
		[
			'approved, with the query behind',
			approvedBy(state),
			`${REQUEST}&code=c`,
			{ kind: 'authorized' },
		],
		['denied', { state, denied: TOKEN }, REQUEST, { kind: 'denied', json: { error: 'denied' } }],
		['for another execution', approvedBy(state), REQUEST.replace('731', '732'), REFUSED_ELSEWHERE],
		['with another signature', approvedBy(state), REQUEST.replace('0a', '0b'), REFUSED_ELSEWHERE],
		['without a signature', approvedBy(state), '/webhook-waiting/731', REFUSED_ELSEWHERE],
		[
			'with a state that resumes nothing',
			approvedBy(sealState(link(), KEY)),
			REQUEST,
			REFUSED_ELSEWHERE,
		],
		['with a state of nobody', approvedBy('quickbooks'), REQUEST, { kind: 'refused' }],
		['with two states', { ...approvedBy(''), state: [state, state] }, REQUEST, { kind: 'refused' }],
	])('there is decided: %s', (_, query, request, verdict) => {
		expect(awaited(query, request)).toMatchObject(verdict);
	});

	it('there comes too late when the link has ended', () => {
		expect(awaited(approvedBy(state), REQUEST, new Date('2027-01-01'))).toMatchObject({
			kind: 'denied',
			json: { error: 'expired', customerId: 'cus_77' },
		});
	});
});
