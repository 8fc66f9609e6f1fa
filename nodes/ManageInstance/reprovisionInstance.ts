import type { IDataObject } from 'n8n-workflow';

import { CallFailure, InvalidInput } from '../shared/errors/failure';
import { apiPath } from '../shared/api/apiPath';
import type { PlatformClient } from '../shared/api/platformClient';
import type { PlatformResponse } from '../shared/api/platformRequest';
import type { App } from '../shared/app/app';
import { MASK } from '../shared/errors/mask';
import { PROVISIONING_TIMEOUT_MS } from '../shared/instances/createInstance';
import type { Idempotency, Plan } from '../shared/instances/createInstance';
import { getInstance } from '../shared/instances/findInstance';
import { isIdentifiedBy } from '../shared/instances/identity';
import type { Search } from '../shared/instances/identity';
import { configurationOf, elementKeyOf, signedInBy } from '../shared/instances/instance';
import type { Instance, InstanceBody } from '../shared/instances/instance';
import { lookAgain, lookPatiently } from '../shared/instances/lookAgain';
import { setEnabled } from './setEnabled';
import { findDisabledBy } from '../shared/health/disabledBy';

/** When a re-provisioned instance that is disabled is enabled again. */
export type EnableAfterwards = 'unlessSwitchedOff' | 'always' | 'never';

/** An instance that was connected anew. */
export interface Renewed {
	instance: Instance;
	requestId?: string;
	/** Whether it was disabled before and is not any more. */
	enabledAgain: boolean;
	/** What the user should know. */
	hint?: string;
}

/** What a host says that takes PATCH only. */
const NOT_OFFERED = new Set([405, 501]);

/** Settings of events and of nulls, which a body without them could reset. */
const KEPT =
	/^(event\.(notification\.(enabled|type|callback\.url|signature\.key)|vendor\.type|poller\.(refresh_interval|configuration|urls)|metadata|objects)|filter\.response\.nulls)$/;

const STAYS_DISABLED =
	'The instance has fresh tokens but stays disabled, because the log shows that somebody switched it off. Enable it with the operation Enable, or set Enable Afterwards to Always.';

/** Configuration that connecting an instance anew must not lose. Masked secrets are never among it. */
export function keptConfiguration(instance: Instance, { flow }: App): IDataObject {
	const fromCallback = flow.configurationFromCallback ?? {};
	const isKept = (key: string) =>
		KEPT.test(key) || (key in (flow.customerEntries ?? {}) && !(key in fromCallback));
	return Object.fromEntries(
		Object.entries(configurationOf(instance)).filter(
			([key, value]) =>
				isKept(key) && value !== null && value !== '' && !String(value).includes(MASK),
		),
	);
}

/**
 * Checks that an instance is connected anew to the account that it has been connected to: whoever
 * works with it goes on to do so, with another customer's books.
 *
 * @throws InvalidInput when the element or the company is another one
 */
export function checkSameAccount(instance: Instance, { element }: App, body: InstanceBody): void {
	const elementKey = elementKeyOf(instance) ?? element.key;
	if (elementKey !== element.key) {
		throw new InvalidInput(
			`The instance belongs to the element ${elementKey}, the app credential to ${element.key}`,
			'Choose the app credential with which the instance was made.',
			'other_element',
		);
	}
	const { company } = element;
	if (!company?.configuration) return;
	const before = configurationOf(instance)[company.configuration];
	const after = body.providerData?.[company.parameter] ?? body.configuration[company.configuration];
	if (!before || !after || String(before) === String(after)) return;
	throw new InvalidInput(
		`The instance is connected to ${company.label} ${String(before)}, ${signedInBy(body) === 'tokens' ? 'these tokens are' : 'this approval is'} for ${String(after)}`,
		'Choose the instance of that company, or make a new one. To move this one, switch Allow Another Company on.',
		'other_company',
	);
}

async function send(
	client: PlatformClient,
	id: number,
	{ body, secrets }: Plan,
): Promise<PlatformResponse<Instance> | CallFailure> {
	const request = {
		path: apiPath('instances', id),
		body: body as unknown as IDataObject,
		// An approval serves once.
		expects: 'record' as const,
		repeatable: false,
		connecting: signedInBy(body),
		timeoutMs: PROVISIONING_TIMEOUT_MS,
		secrets,
	};
	const outcome = await client.tryCall<Instance>({ ...request, method: 'PUT' });
	const refused =
		outcome instanceof CallFailure && NOT_OFFERED.has(outcome.details.statusCode ?? 0);
	return refused ? await client.tryCall<Instance>({ ...request, method: 'PATCH' }) : outcome;
}

const userTokens = (instance: Instance) =>
	JSON.stringify(
		Object.entries(configurationOf(instance))
			.filter(([key]) => key.startsWith('oauth.user.'))
			.sort(),
	);

/** The instance as it is now, if that is as hoped for. */
async function lookAt(
	client: PlatformClient,
	{ id }: Instance,
	isHopedFor: (now: Instance) => boolean,
): Promise<Search> {
	return await getInstance(client, { id: String(id) }).then(
		(found) => (isHopedFor(found.body) ? found : undefined),
		(error: unknown) => {
			if (error instanceof CallFailure) return error;
			throw error;
		},
	);
}

function unconfirmed({ details }: CallFailure): CallFailure {
	return new CallFailure({
		...details,
		code: 'outcome_unknown',
		message: 'Cloud Elements did not confirm whether the instance was re-provisioned',
		advice: `${details.message}. Run Check: if the instance is healthy, nothing is left to do. An approval serves once, so a repeated attempt needs a new link.`,
	});
}

async function enable(
	client: PlatformClient,
	before: Instance,
	after: Instance,
	mode: EnableAfterwards,
): Promise<{ enabledAgain: boolean; hint?: string }> {
	if ((before.disabled !== true && after.disabled !== true) || mode === 'never') {
		return { enabledAgain: false };
	}
	if (mode === 'unlessSwitchedOff') {
		const { by, certain } = await findDisabledBy(client, before);
		if (by === 'somebody' && certain) return { enabledAgain: false, hint: STAYS_DISABLED };
	}
	await setEnabled(client, before.id, true).catch((error: unknown) => {
		if (!(error instanceof CallFailure)) throw error;
		throw new CallFailure({
			...error.details,
			message: `The instance was re-provisioned but could not be enabled: ${error.message}`,
		});
	});
	return { enabledAgain: true };
}

const isLive = ({ disabled, valid }: Instance) => disabled !== true && valid !== false;

/** What comes of an instance that the same link has connected before, here or in another execution. */
async function connectedBefore(
	client: PlatformClient,
	instance: Instance,
	mode: EnableAfterwards,
): Promise<Renewed> {
	const asItIs = { instance, enabledAgain: false };
	if (isLive(instance)) return asItIs;
	if (instance.valid !== false) {
		if (mode === 'never') return asItIs;
		// The other execution may be about to enable it.
		const search = async () => await lookAt(client, instance, isLive);
		const found = await lookPatiently(client, search);
		if (found && !(found instanceof CallFailure)) {
			return { instance: found.body, requestId: found.requestId, enabledAgain: false };
		}
		const { by, certain } = await findDisabledBy(client, instance);
		if (mode === 'unlessSwitchedOff' && by === 'somebody' && certain) {
			return { ...asItIs, hint: STAYS_DISABLED };
		}
	}
	throw new InvalidInput(
		'This link has connected the instance before, and the connection has ended since',
		'Send the customer a new link.',
		'approval_used',
	);
}

/** Whether an instance that a call was to connect anew was connected by it, or by another one with the same link. */
function renewedSince(before: Instance, idempotency: Idempotency | undefined) {
	return (now: Instance) =>
		idempotency ? isIdentifiedBy(idempotency, now) : userTokens(now) !== userTokens(before);
}

/**
 * Connects an instance anew: its id and token stay. The platform disables an instance whose tokens it
 * cannot renew, and a fresh approval alone does not enable it (docs/platform-api.md, "Disabled
 * instances").
 *
 * A link that has connected this instance already is not used again, because some providers take
 * the tokens back when an approval comes twice. Two executions may both have read the instance
 * before either of them changed it: the one that is refused then finds what the other one did.
 *
 * @throws CallFailure with what is known, InvalidInput when the link was used and is worth nothing now
 */
export async function reprovisionInstance(
	client: PlatformClient,
	before: Instance,
	plan: Plan,
	mode: EnableAfterwards,
): Promise<Renewed> {
	const { idempotency } = plan;
	if (idempotency && isIdentifiedBy(idempotency, before)) {
		return await connectedBefore(client, before, mode);
	}
	const outcome = await send(client, before.id, plan);
	const failed = outcome instanceof CallFailure;
	const isRenewed = renewedSince(before, idempotency);
	const answer = failed
		? await lookAgain(
				client,
				outcome,
				{ afterRefusal: idempotency?.afterRefusal === true },
				async () => await lookAt(client, before, isRenewed),
			)
		: outcome;
	if (!answer || answer instanceof CallFailure) {
		const failure = outcome as CallFailure;
		throw failure.outcomeUnknown ? unconfirmed(failure) : failure;
	}

	const after: Instance = { ...before, ...answer.body };
	// What signed the customer in earlier; the answer has none.
	if (!answer.body.providerData) delete after.providerData;
	const { enabledAgain, hint } = await enable(client, before, after, mode);
	return {
		instance: enabledAgain ? { ...after, disabled: false } : after,
		requestId: answer.requestId,
		enabledAgain,
		hint,
	};
}
