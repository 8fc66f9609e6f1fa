import { COMPANIES } from '../../simulator/seed.mts';

/** The company that customers connect unless a test says otherwise: the first of the consent page. */
export const REALM = COMPANIES[0].realmId;

/** Another company of the same user. */
export const OTHER_REALM = (COMPANIES[1] as { realmId: string }).realmId;

export const SANDBOX_REALM = COMPANIES.find(({ sandbox }) => sandbox)?.realmId ?? '';
