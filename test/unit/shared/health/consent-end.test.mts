import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { withConsentEnd } = compiled<typeof import('../../../../nodes/shared/health/consentEnd.ts')>(
	'nodes/shared/health/consentEnd',
);

type Health = Parameters<typeof withConsentEnd>[1];

const NOW = '2030-12-31T00:00:00.000Z';
/** Five years, as Intuit counts them, before 30 January 2031. */
const APPROVED = '2026-01-31T00:00:00.000Z';
const END = '2031-01-30T00:00:00.000Z';

const quickbooks = {
	id: 1,
	name: 'Books',
	token: 'element-token',
	element: { key: 'quickbooks' },
	createdDate: APPROVED,
	externalAuthentication: 'none',
	configuration: { 'oauth.user.refresh_token': '********' },
};

/** With tokens renewed on that day the last time. */
const renewed = (element: string, day: string, more: object = {}) => ({
	...quickbooks,
	element: { key: element },
	configuration: {
		'oauth.user.refresh_token': '********',
		'oauth.user.refresh_time': String(Date.parse(day)),
		...more,
	},
});

const healthy: Health = {
	status: 'healthy',
	reason: 'The provider answered.',
	nextStep: 'Nothing to do.',
	checkedBy: 'ping',
};
const disabled: Health = {
	status: 'disabled',
	reason: 'It is disabled.',
	nextStep: 'Use Enable.',
	checkedBy: 'instance',
};
const reauthorize: Health = { ...disabled, status: 'reauthorize', checkedBy: 'ping' };

const endOf = (instance: object, health: Health, now = NOW) =>
	withConsentEnd(instance as typeof quickbooks, health, Date.parse(now));

describe('The day by which the customer has to be asked again', () => {
	it.each<[string, object, Health, string | null]>([
		['is five years after the approval at Intuit', quickbooks, healthy, END],
		[
			'is not known where tokens made the instance: nobody knows when the customer approved',
			{ ...quickbooks, externalAuthentication: 'initial' },
			healthy,
			null,
		],
		[
			'is not known where the host does not say how it was made',
			{ ...quickbooks, externalAuthentication: undefined },
			healthy,
			null,
		],
		['is not known without a date', { ...quickbooks, createdDate: undefined }, healthy, null],
		[
			'is not known where the configuration does not show how the customer approved',
			{ ...quickbooks, configuration: {} },
			healthy,
			null,
		],
		['is past where the provider has ended it', quickbooks, reauthorize, null],
		[
			'is not known for a provider that ends no consent',
			renewed('xero', '2030-12-30'),
			healthy,
			null,
		],
		[
			'is not known for an element without data',
			{ ...quickbooks, element: { key: 'box' } },
			healthy,
			null,
		],
		[
			'is not that of unused tokens while the provider lets the instance in',
			renewed('quickbooks', '2030-09-30'),
			healthy,
			END,
		],
		[
			'is that of unused tokens where the instance is disabled',
			renewed('quickbooks', '2030-10-01'),
			disabled,
			'2031-01-09T00:00:00.000Z',
		],
		[
			'is that of unused tokens where the provider could not be asked',
			renewed('xero', '2030-12-30'),
			{ ...healthy, checkedBy: 'objects' },
			'2031-02-28T00:00:00.000Z',
		],
		['is the first of both', renewed('quickbooks', '2030-12-30'), disabled, END],
		[
			'is not known where the refresh time cannot be one',
			{ ...renewed('xero', '2030-12-30'), configuration: { 'oauth.user.refresh_time': '123' } },
			disabled,
			null,
		],
		[
			'is that of OAuth 1.0a where that was the way',
			renewed('quickbooks', '2030-12-30', { 'oauth.user.token.secret': '********' }),
			disabled,
			'2031-06-28T00:00:00.000Z',
		],
	])('%s', (_, instance, health, reauthorizeBy) => {
		expect(endOf(instance, health).reauthorizeBy).toBe(reauthorizeBy);
	});

	it('is not known of a connection that lives beyond its end: it was approved again', () => {
		const { reauthorizeBy, nextStep } = endOf(quickbooks, healthy, '2031-02-01');
		expect(reauthorizeBy).toBeNull();
		expect(nextStep).toBe('Nothing to do.');
	});
});

describe('The next step', () => {
	it('is none while the end is far', () => {
		expect(endOf(quickbooks, healthy, '2030-12-30').nextStep).toBe('Nothing to do.');
	});

	it('is to ask the customer again 30 days before the end', () => {
		expect(endOf(quickbooks, healthy).nextStep).toMatch(
			/^The provider ends this consent on 2031-01-30, unless the customer has approved again since 2026-01-31\. Send the customer a new link/,
		);
	});

	it('of a disabled instance stays and is followed by the end, near or past', () => {
		const near = endOf(renewed('xero', '2030-12-30'), disabled).nextStep;
		expect(near).toBe('Use Enable.');
		const instance = renewed('xero', '2030-11-05');
		expect(endOf(instance, disabled).nextStep).toMatch(
			/^Use Enable\. The provider ends the tokens on 2031-01-04 if nobody renews them; that was done last on 2030-11-05\. Send/,
		);
		expect(endOf(instance, disabled, '2031-01-05').nextStep).toMatch(
			/The provider ended the tokens on 2031-01-04/,
		);
	});
});
