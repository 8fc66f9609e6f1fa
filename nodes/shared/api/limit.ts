import type { IDataObject } from 'n8n-workflow';

import type { Explanation } from '../errors/explanation';

/** Whose limit a 429 is about: the platform's own, or the provider's for a moment or for the day. */
export type Limit = 'platform' | 'moment' | 'day';

const EXPLANATIONS: Readonly<Record<Limit, Explanation>> = {
	platform: {
		code: 'platform_limit',
		message: 'Cloud Elements received too many requests',
		advice: 'Lower Parallel Requests or start again later.',
	},
	moment: {
		code: 'provider_limit',
		message: 'The provider received too many requests for this company',
		advice: "Run this customer's items again later. Other customers are not held up.",
	},
	day: {
		code: 'provider_limit',
		message: "The provider's daily limit for this company is reached",
		advice:
			"Run this customer's items again when the provider counts anew. Other customers are not held up.",
	},
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Whose limit an answer with status 429 speaks of. What only a provider says, the platform passed on
 * (docs/platform-api.md, "Provider limits"). A kind of limit that is not known passes in a moment.
 */
export function limitIn(headers: IDataObject, providerMessage?: string): Limit {
	const problem = headers['x-rate-limit-problem'];
	const left = headers['x-daylimit-remaining'];
	if (isText(problem) && /^(day|daily)\b/i.test(problem.trim())) return 'day';
	if (!isText(problem) && left === '0') return 'day';
	if (/\b(daily|(a|per) day|day limit)\b/i.test(providerMessage ?? '')) return 'day';
	return isText(problem) || providerMessage ? 'moment' : 'platform';
}

/** What it means that a limit is reached. */
export const explainLimit = (limit: Limit = 'platform'): Explanation => EXPLANATIONS[limit];
