import { compiled } from './compiled.mts';
import { CLAIMS, sealing, type StateClaims, KEY } from './sealing.mts';

/** The request token that the link was made with. */
export const TOKEN = 'qyprdRequestToken';

/** When its callback arrives. */
export const NOW = new Date('2026-05-06T07:08:09.000Z');
export const URL_OF_LINK = 'https://n8n.example.com/webhook/quickbooks-callback';

/** Claims of a link that is a minute old. */
export const link = (difference: Partial<StateClaims> = {}): StateClaims => ({
	...CLAIMS,
	t: sealing.hashOf(TOKEN),
	u: URL_OF_LINK,
	c: { customerId: 'cus_42' },
	i: NOW.getTime() / 1000 - 60,
	x: NOW.getTime() / 1000 + 3540,
	...difference,
});

/** Query of its callback after an approval. */
export const approvedBy = (state: string) => ({
	state,
	oauth_token: TOKEN,
	oauth_verifier: 'br6qctk',
	realmId: '193514340994122',
	dataSource: 'QBO',
});

type JudgeCallback = typeof import('../../nodes/shared/oauth/judgeCallback.ts');
export type Receiver = import('../../nodes/shared/oauth/judgeCallback.ts').Receiver;

const { judgeCallback } = compiled<JudgeCallback>('nodes/shared/oauth/judgeCallback');

/** What a callback comes to at the trigger that the link was made for. */
export const judge = (query: object, difference: Partial<Receiver> = {}) =>
	judgeCallback(query, {
		key: KEY,
		path: '/webhook/quickbooks-callback',
		ownUrl: () => URL_OF_LINK,
		forwardedFrom: [],
		acceptCustomStates: false,
		now: NOW,
		...difference,
	});
