import type { IDataObject } from 'n8n-workflow';

import type { Enrolment } from '../shared/events/enrolment';
import { instanceNumber } from './events';

/** Whose events arrive at an address. */
export type Owner =
	/** The chosen instance's, for those that do not say it; null where nobody can tell. */
	| { kind: 'chosen'; instanceId: string | null }
	/** Those of one among many, which its reference tells. */
	| { kind: 'enrolled'; enrolment: Enrolment };

/** What an enrolled instance's item says of it. */
export function describeOwner({ instanceId, customerId, element }: Enrolment): IDataObject {
	return {
		instanceId: instanceNumber(instanceId),
		customerId: customerId || null,
		element: element || null,
	};
}

/**
 * The events of a delivery with the instance and the customer of the reference, whatever the body
 * says. One that contradicts it, or is about another one of several companies, is nobody's.
 *
 * @param events whose `instanceId` is what the body says
 */
export function ofEnrolled(events: readonly IDataObject[], enrolment: Enrolment): IDataObject[] {
	const owner = describeOwner(enrolment);
	const nobody = { ...owner, instanceId: null, customerId: null };
	const companies = new Set(events.map(({ companyId }) => companyId));
	const isOwn = ({ instanceId, companyId }: IDataObject) =>
		(instanceId === null || String(instanceId) === enrolment.instanceId) &&
		(companies.size < 2 || String(companyId) === enrolment.companyId);
	return events.map((event) => ({ ...event, ...(isOwn(event) ? owner : nobody) }));
}

/** Of a sample event, which no instance has sent. */
export const SAMPLE_ENROLMENT: Enrolment = {
	receiverUrl: '',
	signatureVersion: 1,
	instanceId: '42',
	element: 'sample',
	customerId: 'sample-customer',
	companyId: '',
};
