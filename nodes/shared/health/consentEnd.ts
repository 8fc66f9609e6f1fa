import { findElement } from '../elements';
import { consentEndsAt, unusedTokensEndAt } from '../elements/tokenLife';
import type { ConsentFlow } from '../elements/types';
import { configurationOf, elementKeyOf } from '../instances/instance';
import type { Instance } from '../instances/instance';
import { RECONNECT } from './health';
import type { Health } from './health';

const DAY_MS = 86_400_000;

/** So long before the end the customer should be asked again. */
const NOTICE_DAYS = 30;

/** When a connection ends, and in words where `verb` is "ends" or "ended". */
export interface ConsentEnd {
	at: Date;
	words(verb: string): string;
}

/** How the customer gave their consent, as far as the instance shows it. */
function flowOf(instance: Instance): ConsentFlow | undefined {
	const { consent = {} } = findElement(elementKeyOf(instance) ?? '') ?? {};
	const configuration = configurationOf(instance);
	if (configuration['oauth.user.token.secret']) return consent.oAuth1;
	if (configuration['oauth.user.refresh_token']) return consent.oAuth2;
	const flows = Object.values(consent);
	return flows.length === 1 ? flows[0] : undefined;
}

const day = (date: Date) => date.toISOString().slice(0, 10);

/** Of an instance made from tokens nobody knows when the customer approved. */
function endOfConsent(flow: ConsentFlow, instance: Instance): ConsentEnd | undefined {
	const { createdDate, externalAuthentication } = instance;
	const approvedAt = new Date(String(createdDate));
	if (externalAuthentication !== 'none' || Number.isNaN(approvedAt.getTime())) return undefined;
	const at = consentEndsAt(flow, approvedAt);
	if (!at) return undefined;
	const since = day(approvedAt);
	return {
		at,
		words: (verb) =>
			`The provider ${verb} this consent on ${day(at)}, unless the customer has approved again since ${since}.`,
	};
}

function endOfUnusedTokens(flow: ConsentFlow, instance: Instance): ConsentEnd | undefined {
	const time = String(configurationOf(instance)['oauth.user.refresh_time'] ?? '');
	if (!/^1\d{12}$/.test(time)) return undefined;
	const renewedAt = new Date(Number(time));
	const at = unusedTokensEndAt(flow, renewedAt);
	if (!at) return undefined;
	return {
		at,
		words: (verb) =>
			`The provider ${verb} the tokens on ${day(at)} if nobody renews them; that was done last on ${day(renewedAt)}.`,
	};
}

/** Whether the provider has just let the instance in: then its tokens are renewed, as they are every night. */
const isAlive = ({ status, checkedBy }: Pick<Health, 'status' | 'checkedBy'>) =>
	status === 'healthy' && (checkedBy === 'ping' || checkedBy === 'read');

/**
 * When a connection ends at the latest, as far as the instance shows it.
 *
 * @param now epoch milliseconds
 */
export function consentEndOf(
	instance: Instance,
	health: Pick<Health, 'status' | 'checkedBy'>,
	now: number,
): ConsentEnd | undefined {
	const flow = flowOf(instance);
	// One that the provider refuses has ended already.
	if (!flow || health.status === 'reauthorize') return undefined;
	const consent = endOfConsent(flow, instance);
	if (isAlive(health)) {
		// What lives beyond its end was approved again, nobody knows when.
		return consent && consent.at.getTime() > now ? consent : undefined;
	}
	const ends = [consent, endOfUnusedTokens(flow, instance)].filter((end) => end !== undefined);
	return ends.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

/** Whether the customer should be asked again by now. @param now epoch milliseconds */
export const isNear = ({ at }: ConsentEnd, now: number) =>
	at.getTime() <= now + NOTICE_DAYS * DAY_MS;

/**
 * Adds to a check until when the customer has to be asked again at the latest, as far as the instance
 * shows it, and says in the next step what to do where that is near or past.
 *
 * @param now epoch milliseconds
 */
export function withConsentEnd(
	instance: Instance,
	health: Health,
	now: number,
): Health & { reauthorizeBy: string | null } {
	const end = consentEndOf(instance, health, now);
	if (!end) return { ...health, reauthorizeBy: null };
	const reauthorizeBy = end.at.toISOString();
	if (!isNear(end, now)) return { ...health, reauthorizeBy };
	const words = `${end.words(end.at.getTime() > now ? 'ends' : 'ended')} ${RECONNECT}`;
	const nextStep = health.status === 'healthy' ? words : `${health.nextStep} ${words}`;
	return { ...health, nextStep, reauthorizeBy };
}
