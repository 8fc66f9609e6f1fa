import type { IDataObject } from 'n8n-workflow';

import { InvalidInput, PlatformFailure } from '../api/failure';
import { apiPath } from '../api/platformClient';
import type { PlatformClient, PlatformResponse } from '../api/platformClient';
import type { App } from '../app';
import { MASK } from '../mask';
import { LOOK_UP_DELAYS_MS, PROVISIONING_TIMEOUT_MS } from './createInstance';
import { configurationOf, elementKeyOf, signedInBy, tagsOf } from './instance';
import type { Instance, InstanceBody } from './instance';
import { setEnabled } from './setEnabled';
import { whoDisabled } from './whoDisabled';

/** When a re-provisioned instance that is disabled is enabled again. */
export type EnableAfterwards = 'unlessSwitchedOff' | 'always' | 'never';

/** What is sent to connect an instance anew. */
export interface Renewal {
	body: InstanceBody;
	/** Values that no error may show. */
	secrets: readonly string[];
	/** Tag of the link that the customer opened, which the instance carries from then on. */
	linkTag?: string;
}

/** An instance that was connected anew. */
export interface Renewed {
	instance: Instance;
	requestId?: string;
	/** Whether it was disabled before and is not any more. */
	enabledAgain: boolean;
	/** What the user should know. */
	hint?: string;
}

/** Tag of a link, as Create Instance and this module write it. */
// A nonce nearly always has a capital letter; one that has none stays, which does no harm.
const LINK_TAG = /^n8n-(?=.*[A-Z])[\w-]{12}$/;

/** What a host says that takes PATCH only. */
const NOT_OFFERED = new Set([405, 501]);

/** Settings of events and of nulls, which a body without them could reset. */
const KEPT =
	/^(event\.(notification\.(enabled|type|callback\.url|signature\.key)|vendor\.type|poller\.(refresh_interval|configuration|urls)|metadata|objects)|filter\.response\.nulls)$/;

const STAYS_DISABLED =
	'The instance has fresh tokens but stays disabled, because the log shows that somebody switched it off. Enable it with the operation Enable, or set Enable Afterwards to Always.';

/** The tags of an instance without those of the links that connected it earlier. */
export function ownTags(instance: Instance): string[] {
	return tagsOf(instance).filter((tag) => !LINK_TAG.test(tag));
}

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
		);
	}
	const { company } = element;
	if (!company?.configuration) return;
	const before = configurationOf(instance)[company.configuration];
	const after = body.providerData?.[company.parameter] ?? body.configuration[company.configuration];
	if (!before || !after || String(before) === String(after)) return;
	throw new InvalidInput(
		`The instance is connected to ${company.label} ${String(before)}, this approval is for ${String(after)}`,
		'Choose the instance of that company, or make a new one. To move this one, switch Allow Another Company on.',
	);
}

async function send(
	client: PlatformClient,
	id: number,
	{ body, secrets }: Renewal,
): Promise<PlatformResponse<Instance> | PlatformFailure> {
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
		outcome instanceof PlatformFailure && NOT_OFFERED.has(outcome.details.statusCode ?? 0);
	return refused ? await client.tryCall<Instance>({ ...request, method: 'PATCH' }) : outcome;
}

const userTokens = (instance: Instance) =>
	JSON.stringify(
		Object.entries(configurationOf(instance))
			.filter(([key]) => key.startsWith('oauth.user.'))
			.sort(),
	);

/** Looks whether a call that got no answer did its work: the link's tag is there, or other tokens. */
async function findRenewed(
	client: PlatformClient,
	before: Instance,
	linkTag: string | undefined,
): Promise<PlatformResponse<Instance> | undefined> {
	for (const delay of LOOK_UP_DELAYS_MS) {
		if (delay > 0) await client.pause(delay);
		const found = await client.tryCall<Instance>({
			method: 'GET',
			path: apiPath('instances', before.id),
			expects: 'record',
			repeatable: true,
		});
		if (found instanceof PlatformFailure) continue;
		const renewed = linkTag
			? tagsOf(found.body).includes(linkTag)
			: userTokens(found.body) !== userTokens(before);
		if (renewed) return found;
	}
	return undefined;
}

function unconfirmed({ details }: PlatformFailure): PlatformFailure {
	return new PlatformFailure({
		...details,
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
		const { by, certain } = await whoDisabled(client, before);
		if (by === 'somebody' && certain) return { enabledAgain: false, hint: STAYS_DISABLED };
	}
	await setEnabled(client, before.id, true).catch((error: unknown) => {
		if (!(error instanceof PlatformFailure)) throw error;
		throw new PlatformFailure({
			...error.details,
			message: `The instance was re-provisioned but could not be enabled: ${error.message}`,
		});
	});
	return { enabledAgain: true };
}

/**
 * Connects an instance anew: its id and token stay. The platform disables an instance whose tokens
 * it cannot renew, and a fresh approval alone does not enable it (API reference, "More facts").
 *
 * A link that has connected this instance already is not used again, because some providers take
 * the tokens back when an approval comes twice.
 *
 * @throws PlatformFailure with what is known, InvalidInput when the link was used and is worth nothing now
 */
export async function reprovisionInstance(
	client: PlatformClient,
	before: Instance,
	renewal: Renewal,
	mode: EnableAfterwards,
): Promise<Renewed> {
	const { linkTag } = renewal;
	if (linkTag && tagsOf(before).includes(linkTag)) {
		if (before.disabled !== true && before.valid !== false) {
			return { instance: before, enabledAgain: false };
		}
		throw new InvalidInput(
			'This link has connected the instance before, and the connection has ended since',
			'Send the customer a new link.',
		);
	}
	const outcome = await send(client, before.id, renewal);
	const failed = outcome instanceof PlatformFailure;
	if (failed && !outcome.outcomeUnknown) throw outcome;
	const answer = failed ? await findRenewed(client, before, linkTag) : outcome;
	if (!answer) throw unconfirmed(outcome as PlatformFailure);

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
