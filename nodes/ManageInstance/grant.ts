import type { IDataObject } from 'n8n-workflow';

import type { App } from '../shared/app/app';
import {
	readCallbackParameters,
	readInstanceParameters,
} from '../shared/instances/callbackParameters';
import type { InstanceParameters } from '../shared/instances/callbackParameters';
import type { Plan } from '../shared/instances/createInstance';
import { ofOneCustomer } from '../shared/instances/customer';
import { companyMark, withoutLinkTags } from '../shared/instances/identity';
import type { Identity, TagMark } from '../shared/instances/identity';
import type { Instance } from '../shared/instances/instance';
import { ofCompany, planFromCallback } from '../shared/instances/planFromCallback';
import { planFromTokens } from '../shared/instances/planFromTokens';
import { checkSameAccount, keptConfiguration, reprovisionInstance } from './reprovisionInstance';
import type { EnableAfterwards, Renewed } from './reprovisionInstance';
import { readTokens } from '../shared/instances/tokenParameters';
import type { Session } from '../shared/app/session';
import type { ManageCall } from './call';

/** A plan made from a grant, which says whose it is. */
export interface GrantedPlan extends Plan {
	/** The app as the item has it. */
	app: App;
	/** The item's, else the link's; empty where neither names one. */
	customerId: string;
	/** What every instance from the same link, or from tokens of the same company, carries; none with a custom state. */
	origin?: Identity<TagMark>;
	/** Nothing where neither callback nor tokens tell it. */
	company?: Company;
}

/** The company at the provider that a customer connected, and its tag. */
export interface Company extends Identity<TagMark> {
	/** The provider's own id of it. */
	readonly id: string;
}

function companyIn(app: App, values: Readonly<Record<string, string>>): Company | undefined {
	const { key, company } = app.element;
	const id = company && values[company.parameter];
	return id ? { id, mark: companyMark(key, id), isSame: ofCompany(app, values) } : undefined;
}

/** What a customer granted, by a callback or in tokens, and how an item wants it used. */
export interface Grant {
	/** What the parameters say about the instance. */
	given: InstanceParameters;
	/** @throws InvalidInput when callback or tokens cannot be used */
	plan(parameters: InstanceParameters): GrantedPlan;
	allowOtherCompany: boolean;
	enableAfterwards: EnableAfterwards;
}

function planOf(
	{ context, itemIndex }: ManageCall,
	session: Session,
	parameters: InstanceParameters,
): GrantedPlan {
	const { app } = session;
	if (context.getNodeParameter('source', itemIndex) === 'callback') {
		const callback = readCallbackParameters(context, itemIndex);
		const plan = planFromCallback(session, callback, parameters, new Date());
		const company = companyIn(app, callback.callback.query);
		return { ...plan, app, origin: plan.idempotency, company };
	}
	const given = readTokens(context, itemIndex);
	const plan = planFromTokens(app, { ...given, ...parameters }, Date.now());
	// Tokens of the same company are recognized by it; nothing else about them stays the same.
	const company = companyIn(app, { ...given.tokens });
	return { ...plan, app, customerId: parameters.customerId, origin: company, company };
}

/** @throws InvalidInput for a parameter that cannot be read */
export function readGrant(call: ManageCall): Grant {
	const { context, itemIndex } = call;
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return {
		given: readInstanceParameters(context, itemIndex),
		plan: (parameters) => planOf(call, call.run.session as Session, parameters),
		allowOtherCompany: options.allowOtherCompany === true,
		enableAfterwards: (options.enableAfterwards ?? 'unlessSwitchedOff') as EnableAfterwards,
	};
}

/**
 * Connects an instance anew with what an item gives. Name and tags stay unless the item says
 * otherwise, and so do events and what is particular to the customer.
 */
export async function renew(
	{ client, run }: ManageCall,
	before: Instance,
	{ given, plan, allowOtherCompany, enableAfterwards }: Grant,
	moreTags: readonly string[] = [],
): Promise<Renewed> {
	const { app } = run.session as Session;
	const tags = [...new Set([...withoutLinkTags(before), ...given.tags, ...moreTags])];
	const renewal = plan({
		name: given.name || before.name,
		tags: ofOneCustomer(tags),
		customerId: given.customerId,
		configuration: { ...keptConfiguration(before, app), ...given.configuration },
	});
	if (!allowOtherCompany) checkSameAccount(before, app, renewal.body);
	return await reprovisionInstance(client, before, renewal, enableAfterwards);
}
