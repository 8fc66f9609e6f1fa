import { SAGE_COUNTRIES, SAGE_ONE_APP, SAGE_ONE_US_APP } from '../../seed-providers.mts';
import type { OAuth2Provider } from '../oauth2/routes.mts';

const brand = { name: 'Sage One', colour: '#006738' };
const lifetimes = { accessMs: 3_600_000, refreshMs: 31 * 24 * 3_600_000 };

/** Sage One US. Source: guide "Sage One US". */
export const sageOneUs: OAuth2Provider = {
	name: 'sageoneus',
	brand,
	apps: [SAGE_ONE_US_APP],
	paths: { consent: '/sageoneus/oauth2/auth', token: '/sageoneus/oauth2/token' },
	stateRequired: false,
	lifetimes,
	choices: () => ({
		label: 'Business',
		options: [{ value: 'US', label: 'Harbor Lane Bakery (US)' }],
	}),
	approve: (country) => (country === 'US' ? { subject: { country }, returned: {} } : undefined),
};

/** Its successor, whose callback says the country. Source: docs/platform-api.md, "Per-element provisioning matrix". */
export const sageOne: OAuth2Provider = {
	name: 'sageone',
	brand,
	apps: [SAGE_ONE_APP],
	paths: { consent: '/sageone/oauth2/auth', token: '/sageone/oauth2/token' },
	stateRequired: false,
	lifetimes,
	choices: () => ({
		label: 'Country of the business',
		options: SAGE_COUNTRIES.map((country) => ({ value: country, label: country })),
	}),
	approve: (country) =>
		SAGE_COUNTRIES.includes(country) ? { subject: { country }, returned: { country } } : undefined,
};
