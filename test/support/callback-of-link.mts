import { CLAIMS, sealing, type StateClaims } from './sealing.mts';

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
